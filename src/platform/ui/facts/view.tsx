import type { ComponentChildren } from 'preact';

/** Terms and what they are here: the method of a result, the details of a service. */
export function Facts({ items }: { items: readonly { term: string; value: ComponentChildren; gloss?: string }[] }) {
  return (
    <dl class="facts">
      {items.map((item) => (
        <div key={item.term} class="fact">
          <dt>{item.term}</dt>
          <dd>
            {item.value}
            {item.gloss !== undefined && <span class="fact-gloss">{item.gloss}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
