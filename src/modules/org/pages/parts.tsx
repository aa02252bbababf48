/** What the set-up screens share: the outcome of the last step, crumbs, choices. */
import type { ComponentChildren } from 'preact';
import { type FieldErrors, Notice, StaffPage, usePage } from '../../../platform/ui/index.ts';
import type { Wrong } from '../inputs.ts';
import { timeZones, treeOf, type Unit } from '../rules.ts';
import { texts } from '../texts/screens.ts';

export type News = keyof (typeof texts)['id']['news'];

/** What a form was given and what is wrong with it; `refusal` is a message that belongs to no single field. */
export interface Attempt {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong?: Readonly<Record<string, Wrong>> | undefined;
  readonly refusal?: string | undefined;
}

/** The messages of an attempt, by field, in the page's language. */
export function useErrors(attempt: Attempt | undefined): FieldErrors {
  const t = texts[usePage().lang];
  const fields = Object.entries(attempt?.wrong ?? {}).map(([field, wrong]) => [field, t.wrong[wrong]] as const);
  return { ...(attempt?.refusal === undefined ? {} : { '': attempt.refusal }), ...Object.fromEntries(fields) };
}

interface SetupPageProps {
  title: string;
  /** Pages between the overview and this one. */
  trail?: readonly { href: string; label: string }[];
  news?: News | undefined;
  /** Beside the news: the next step. */
  next?: ComponentChildren;
  actions?: ComponentChildren;
  wide?: boolean;
  children: ComponentChildren;
}

/** A page under Pengaturan. */
export function SetupPage({ title, trail = [], news, next, actions, wide, children }: SetupPageProps) {
  const t = texts[usePage().lang];
  return (
    <StaffPage title={title} crumbs={[{ href: '/kelola', label: t.setup }, ...trail]} actions={actions} wide={wide}>
      {news && (
        <Notice tone="success" announce>
          <p>
            {t.news[news]} {next}
          </p>
        </Notice>
      )}
      {children}
    </StaffPage>
  );
}

/** Units as choices, indented like the tree. */
export function unitOptions(units: readonly Unit[]): { value: string; label: string }[] {
  // No-break spaces: a browser shows ordinary ones at the start of an option as nothing.
  return treeOf(units).map(({ unit, depth }) => ({ value: unit.id, label: `${'\u00a0\u00a0\u00a0'.repeat(depth)}${unit.name}` }));
}

/** The three time zones as choices. */
export function zoneOptions(zones: (typeof texts)['id']['zones']) {
  return timeZones.map(({ zone, abbreviation }) => ({ value: zone, label: zones[abbreviation] }));
}
