import type { ComponentChildren } from 'preact';
import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';

/** The four letters of mutu pelayanan. */
export type MutuLetterName = 'A' | 'B' | 'C' | 'D';

/** A letter of mutu pelayanan with its word: never a colour alone, never a letter alone. */
export function MutuBadge({ mutu, word, size = 'md' }: { mutu: MutuLetterName; word: string; size?: 'sm' | 'md' }) {
  return (
    <span class={`mutu mutu-${mutu.toLowerCase()} mutu-${size}`}>
      {mutu} · {word}
    </span>
  );
}

/** The letter alone, for a narrow column. The word is read aloud and shown on hover. */
export function MutuLetter({ mutu, word }: { mutu: MutuLetterName; word?: string }) {
  const t = uiTexts[usePage().lang];
  return (
    <span class={`mutu-letter mutu-text-${mutu.toLowerCase()}`} title={word === undefined ? undefined : t.mutuOf(mutu, word)}>
      <span class="hidden">{t.mutu} </span>
      {mutu}
      {word !== undefined && <span class="hidden">, {word}</span>}
    </span>
  );
}

/** A small word about a state: "draf", "terbit", "terlambat". */
export function Tag({
  children,
  tone = 'neutral',
}: {
  children: ComponentChildren;
  tone?: 'neutral' | 'info' | 'success' | 'warning' | 'danger';
}) {
  return (
    <span class="ds-tag tag" data-color={tone}>
      {children}
    </span>
  );
}
