import type { VNode } from 'preact';

/** One state of a part, shown in the gallery and examined by the tests: layout, accessibility, dark mode. */
export interface Example {
  readonly name: string;
  readonly view: VNode;
}
