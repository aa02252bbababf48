import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Accent, accentOf, accents } from './accents.ts';

/** Relative luminance and contrast of two colours (WCAG 2.2). */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/g) ?? []).map((part) => {
      const share = Number.parseInt(part, 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const names = Object.keys(accents) as Accent[];
const sheet = readFileSync(join(import.meta.dirname, 'accents.css'), 'utf8');
const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

describe.each(names)('the accent %s', (name) => {
  const { light, dark } = accents[name];

  test('keeps 4.5 : 1 wherever it is text or has text on it, in both schemes', () => {
    for (const shade of [light.primary, light.hover, light.active])
      for (const paper of ['#ffffff', '#f4f6f9', light.soft]) expect(contrast(shade, paper)).toBeGreaterThanOrEqual(4.5);
    for (const shade of [dark.primary, dark.hover, dark.active])
      for (const paper of ['#1a2436', '#111927', '#111827', '#0c1728', dark.soft])
        expect(contrast(shade, paper)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('#16213a', light.soft)).toBeGreaterThanOrEqual(7);
    expect(contrast('#e9edf5', dark.soft)).toBeGreaterThanOrEqual(7);
  });

  test('is in the style sheet with the same values', () => {
    for (const [scheme, shades] of [
      ['light', light],
      ['dark', dark],
    ] as const) {
      const [day = '', night = ''] = (name === 'laut' ? tokens : sheet).split('@media screen');
      const part = scheme === 'light' ? day : night;
      const block = (name === 'laut' ? part : (new RegExp(`accent-${name} \\{[^}]*\\}`).exec(part)?.[0] ?? '')).replace(
        /\s+/g,
        ' ',
      );
      for (const [token, colour] of [
        ['primary', shades.primary],
        ['primary-hover', shades.hover],
        ['primary-active', shades.active],
        ['primary-soft', shades.soft],
      ])
        expect(block, `${scheme} ${token}`).toContain(`--${token}: ${colour};`);
    }
  });
});

test('an unknown name is the house’s own colour', () => {
  expect(['hutan', '', 'x', null, undefined, 'toString'].map(accentOf)).toEqual([
    'hutan',
    'laut',
    'laut',
    'laut',
    'laut',
    'laut',
  ]);
});
