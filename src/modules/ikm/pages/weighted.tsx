/** The index weighted to the frame, or why there is none; nothing where there is no frame. */
import { formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import { Card, Muted, Notice, usePage } from '../../../platform/ui/index.ts';
import { greatestWeight, type WeightedFigure, type WeightedRefusal } from '../rules/weighted.ts';
import { selfSelectedWords } from '../texts/certainty.ts';
import { weightedTexts } from '../texts/weighted.ts';
import { listWords } from '../texts/words.ts';

type Label = Readonly<Record<Lang, string>>;

interface WeightedProps {
  readonly figure: WeightedFigure | WeightedRefusal;
  readonly dimensions: readonly {
    readonly id: string;
    readonly label: Label;
    readonly levels: readonly { readonly id: string; readonly label: Label }[];
  }[];
}

export function Weighted({ figure, dimensions }: WeightedProps) {
  const { lang } = usePage();
  const t = weightedTexts[lang];
  const decimal = (value: number, digits: number) => formatDecimal(value, lang, digits);
  if ('refused' in figure) {
    if (figure.refused === 'no_frame') return null;
    return (
      <Card id="tertimbang" title={t.title}>
        <Notice>
          <p>{refusalWords(figure, dimensions, lang)}</p>
        </Notice>
      </Card>
    );
  }
  const names = figure.dimensions.map((id) => (dimensions.find((one) => one.id === id)?.label[lang] ?? id).toLowerCase());
  return (
    <Card id="tertimbang" title={t.title}>
      <p>
        <strong>{t.value(decimal(figure.ikm, 2))}</strong>. {t.beside(decimal(figure.unweighted, 2))}
      </p>
      <p>
        {t.dimensions(listWords(names, lang))} {t.people(formatInteger(figure.n, lang), formatInteger(figure.left, lang))}{' '}
        {t.effective(decimal(figure.effective, 1), decimal(figure.greatest, 2))}
      </p>
      <Muted>
        {t.note} {selfSelectedWords(lang)}
      </Muted>
    </Card>
  );
}

function refusalWords(figure: WeightedRefusal, dimensions: WeightedProps['dimensions'], lang: Lang): string {
  const t = weightedTexts[lang];
  if (figure.refused === 'weight') return t.weight(formatDecimal(figure.greatest, lang, 1), formatInteger(greatestWeight, lang));
  if (figure.refused === 'empty' || figure.refused === 'unknown') {
    const dimension = dimensions.find(({ id }) => id === figure.dimension);
    const level = dimension?.levels.find(({ id }) => id === figure.level)?.label[lang] ?? figure.level;
    return t[figure.refused](`${dimension?.label[lang] ?? figure.dimension}: ${level}`);
  }
  return figure.refused === 'no_frame' ? '' : t.refused[figure.refused];
}
