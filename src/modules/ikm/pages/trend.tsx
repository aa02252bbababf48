/** Index figures over periods, own and earlier printed ones, with the change of rules marked. */
import { formatDecimal } from '../../../platform/i18n/index.ts';
import { Muted, TrendChart, usePage } from '../../../platform/ui/index.ts';
import { ruleChanges, ruleName } from '../rules/earlier.ts';
import { earlierTexts } from '../texts/earlier.ts';
import { shortPeriod } from '../texts/words.ts';

export interface TrendFigure {
  readonly code: string;
  /** Published text with a point, null where the period has no index. */
  readonly ikm: string | null;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Under which the figure was made; empty where a print names none. */
  readonly ruleSet: string;
  /** The letter as printed, of an earlier printed result; undefined for figures of this program. */
  readonly printedMutu?: string;
  readonly href?: string;
}

export function Trend({ caption, figures }: { caption: string; figures: readonly TrendFigure[] }) {
  const { lang } = usePage();
  const t = earlierTexts[lang];
  const changes = ruleChanges(figures);
  return (
    <>
      <TrendChart
        caption={caption}
        points={figures.map(({ code, ikm, low, high, ruleSet, printedMutu, href }, at) => ({
          label: shortPeriod(code, lang),
          value: ikm === null ? null : Number(ikm),
          low,
          high,
          text: ikm === null ? '' : `${formatDecimal(ikm, lang)}${printedMutu ? ` ${printedMutu}` : ''}`,
          ...(changes[at] ? { mark: t.ruleFrom(ruleName(ruleSet) ?? t.ruleUnknown) } : {}),
          ...(href === undefined ? {} : { href }),
        }))}
      />
      {changes.includes(true) && <Muted>{t.ruleChanged}</Muted>}
    </>
  );
}
