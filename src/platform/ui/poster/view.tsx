import type { ComponentChildren } from 'preact';

interface PosterProps {
  /** Printed above the boxes, on paper only: on a screen the page's own title says it. */
  heading: readonly string[];
  /** The left box: its name and one large figure. */
  figureName: string;
  figure: string;
  /** Under the figure: a letter, an interval. */
  under?: ComponentChildren;
  /** The right box: its name and its lines. */
  boxName: string;
  box: ComponentChildren;
  /** A closing sentence to the reader. */
  foot: string;
  /** Where the poster can be checked; stands at its foot. */
  source?: ComponentChildren;
}

/** A notice for a wall: one figure at the left, what it stands on at the right. On paper it is one A4 page. */
export function Poster({ heading, figureName, figure, under, boxName, box, foot, source }: PosterProps) {
  return (
    <section class="poster">
      <div class="poster-heading" aria-hidden="true">
        {heading.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div class="poster-boxes">
        <div class="poster-figure">
          <h2 class="poster-name">{figureName}</h2>
          <p class="poster-value">{figure}</p>
          {under}
        </div>
        <div class="poster-box">
          <h2 class="poster-name">{boxName}</h2>
          {box}
        </div>
      </div>
      <p class="poster-foot">{foot}</p>
      {source !== undefined && <div class="poster-source">{source}</div>}
    </section>
  );
}

/** One line of the right box: a name and what it is here, either one figure or several named ones. */
export function PosterLine({
  name,
  value,
  parts,
}: {
  name: string;
  value?: ComponentChildren;
  parts?: readonly { readonly name: string; readonly value: string }[];
}) {
  return (
    <div class="poster-line">
      <h3>{name}</h3>
      {value !== undefined && <p class="poster-line-value">{value}</p>}
      {parts !== undefined && (
        <dl>
          {parts.map((part) => (
            <div key={part.name}>
              <dt>{part.name}</dt>
              <dd>{part.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
