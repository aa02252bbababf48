import type { ComponentChild, ComponentChildren } from 'preact';
import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';

/** One column: its heading and how a row fills it. */
export interface Column<Row> {
  readonly head: ComponentChild;
  readonly cell: (row: Row, index: number) => ComponentChildren;
  /** Figures: right-aligned, tabular. */
  readonly numeric?: boolean;
  /** This cell names the row (`th scope=row`). The first column does unless another one says so. */
  readonly rowHeader?: boolean;
  /** Keep on one line. */
  readonly nowrap?: boolean;
  /** Room for a long name, also where many other columns want it. */
  readonly wide?: boolean;
  /** On a phone as narrow as its words allow, so that the other columns have the room. */
  readonly narrow?: boolean;
}

interface TableProps<Row> {
  caption: string;
  /** The caption is read aloud only, where a heading beside the table already says the same. */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** One cell per column, for totals. */
  footer?: readonly ComponentChild[];
  /** What stands there when there are no rows. */
  empty?: ComponentChildren;
  compact?: boolean;
  /** On a phone each row is a card with its figures one below the other, so that nothing lies beyond the edge. Heads must be text. */
  cards?: boolean;
}

/** A table that scrolls sideways inside its own focusable region, so that a phone or 400 % zoom never scrolls the page. */
export function Table<Row>({ caption, captionHidden, columns, rows, footer, empty, compact, cards }: TableProps<Row>) {
  const t = uiTexts[usePage().lang];
  const named = columns.findIndex((c) => c.rowHeader);
  const headerIndex = Math.max(named, 0);
  const look = (column: Column<Row>) =>
    [column.numeric && 'numeric', column.nowrap && 'nowrap', column.wide && 'wide', column.narrow && 'narrow']
      .filter(Boolean)
      .join(' ') || undefined;
  // As a card a row is no table row to a browser any more: said in words, it stays one to a screen reader.
  const role = (name: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') => (cards ? { role: name } : {});
  const label = ({ head }: Column<Row>) => (cards && typeof head === 'string' ? { 'data-head': head } : {});
  return (
    // A group, not a region: a page of charts would otherwise have a dozen landmarks, some of the same name.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this holds a table.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1).
    <div class="table-scroll" role="group" aria-label={t.scrollable(caption)} tabIndex={0}>
      <table class={`ds-table table${compact ? ' table-compact' : ''}${cards ? ' table-cards' : ''}`} {...role('table')}>
        <caption class={captionHidden ? 'hidden' : undefined}>{caption}</caption>
        <thead {...role('rowgroup')}>
          <tr {...role('row')}>
            {columns.map((column, i) => (
              <th key={i} scope="col" class={look(column)} {...role('columnheader')}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role('rowgroup')}>
          {rows.map((row, r) => (
            <tr key={r} {...role('row')}>
              {columns.map((column, i) =>
                i === headerIndex ? (
                  <th key={i} scope="row" class={look(column)} {...role('rowheader')}>
                    {column.cell(row, r)}
                  </th>
                ) : (
                  <td key={i} class={look(column)} {...role('cell')} {...label(column)}>
                    {column.cell(row, r)}
                  </td>
                ),
              )}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr {...role('row')}>
              <td class="table-empty" colSpan={columns.length} {...role('cell')}>
                {empty ?? t.noRows}
              </td>
            </tr>
          )}
        </tbody>
        {footer !== undefined && (
          <tfoot {...role('rowgroup')}>
            <tr {...role('row')}>
              {footer.map((cell, i) => {
                const column = columns[i];
                return (
                  <td key={i} class={column ? look(column) : undefined} {...role('cell')} {...(column ? label(column) : {})}>
                    {cell}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
