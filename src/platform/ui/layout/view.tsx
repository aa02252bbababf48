import { type ComponentChildren, h } from 'preact';

type Gap = 'sm' | 'md' | 'lg';

/** Things under each other with even space. */
export function Stack({ children, gap = 'md' }: { children: ComponentChildren; gap?: Gap }) {
  return <div class={`stack gap-${gap}`}>{children}</div>;
}

/** Things beside each other, wrapping when there is no room. `apart` pushes the first and last to the edges. */
export function Row({ children, gap = 'md', apart }: { children: ComponentChildren; gap?: Gap; apart?: boolean }) {
  return <div class={`row gap-${gap}${apart ? ' row-apart' : ''}`}>{children}</div>;
}

/** Two columns, the first wider, each a stack; one column on a phone. */
export function Columns({ main, side }: { main: ComponentChildren; side: ComponentChildren }) {
  return (
    <div class="columns">
      <div class="stack gap-md">{main}</div>
      <div class="stack gap-md">{side}</div>
    </div>
  );
}

/** Equal boxes, as many in a row as fit. */
export function Grid({ children, min = 'md' }: { children: ComponentChildren; min?: Gap }) {
  return <div class={`grid grid-${min}`}>{children}</div>;
}

/** Running text of a comfortable measure. */
export function Prose({ children }: { children: ComponentChildren }) {
  return <div class="prose">{children}</div>;
}

/** A heading below the page's `h1`. */
export function Heading({ children, level = 2, id }: { children: ComponentChildren; level?: 2 | 3 | 4; id?: string }) {
  return h(`h${level}`, { class: `heading heading-${level}`, id }, children);
}

/** The opening sentence under a page's title. */
export function Lead({ children }: { children: ComponentChildren }) {
  return <p class="lead">{children}</p>;
}

/** A quieter line: a source, a date, a gloss. */
export function Muted({ children }: { children: ComponentChildren }) {
  return <p class="muted">{children}</p>;
}

/** The opening of a result: the figure at the left, its picture and its sentence at the right. */
export function IndexSheet({ figure, children }: { figure: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="index-sheet">
      {figure}
      <div class="stack gap-sm">{children}</div>
    </div>
  );
}

/** Grids of cards that have to fit on one page of paper: there everything stands closer together. */
export function OneSheet({ children }: { children: ComponentChildren }) {
  return <div class="one-sheet stack gap-md">{children}</div>;
}

/** What is too wide for a page of paper held upright. */
export function Landscape({ children }: { children: ComponentChildren }) {
  return <div class="landscape">{children}</div>;
}
