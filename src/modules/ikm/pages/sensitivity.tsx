/** A result under every other convention in use, folded away but there. */
import { formatDecimal } from '../../../platform/i18n/index.ts';
import { Details, Muted, Table, usePage } from '../../../platform/ui/index.ts';
import type { Alternative, SensitivityPanel } from '../rules/sensitivity-panel.ts';
import { sensitivityTexts } from '../texts/sensitivity.ts';
import { listWords, unsurWords, words } from '../texts/words.ts';

interface SensitivityProps {
  panel: SensitivityPanel;
  /** How many unsur the result has. */
  count: number;
  /** Names of replaced or added unsur. */
  ownNames: ReadonlyMap<string, string>;
}

export function Sensitivity({ panel, count, ownNames }: SensitivityProps) {
  const { lang } = usePage();
  const t = sensitivityTexts[lang];
  const decimal = (text: string) => formatDecimal(text, lang);
  const ways: Readonly<Record<string, string>> = words[lang].aggregation;
  const name = ({ kind, id, name: given }: Alternative): string => {
    if (kind === 'mapping') return t.mapping(given ? `${id}, ${given[lang]}` : id);
    if (kind === 'aggregation') return t.aggregation(ways[id] ?? id);
    if (kind === 'order') return t.order;
    return id === 'exact' ? t.exactWeight(count) : id === 'custom' ? t.customWeight : t.weight(decimal(id));
  };
  const moved = panel.moved.map(({ id, value, otherValue }) =>
    t.moved(unsurWords(id, lang, ownNames.get(id)), decimal(value), decimal(otherValue)),
  );
  return (
    <Details summary={t.summary}>
      <p>
        {panel.lowest === panel.highest ? t.same(decimal(panel.lowest)) : t.lead(decimal(panel.lowest), decimal(panel.highest))}{' '}
        {panel.sameMutu ? t.sameMutu : <strong>{t.otherMutu}</strong>}
      </p>
      <Table
        caption={t.summary}
        captionHidden
        compact
        columns={[
          {
            head: t.way,
            rowHeader: true,
            cell: (one) => (
              <>
                {name(one)} {one.used && <span class="muted">({t.used})</span>}
              </>
            ),
          },
          { head: t.ikm, cell: ({ ikm }) => (ikm === null ? t.populationNeeded : decimal(ikm)), numeric: true },
          { head: t.mutu, cell: ({ mutu }) => mutu ?? '–' },
        ]}
        rows={panel.alternatives}
      />
      {moved.length > 0 && <Muted>{t.movedLead(listWords(moved, lang))}</Muted>}
      {count !== 9 && <Muted>{t.onlyNine(count)}</Muted>}
      {panel.alternatives.some(({ kind }) => kind === 'mapping') && <Muted>{t.mappingsNote}</Muted>}
      {panel.alternatives.some(({ kind }) => kind === 'aggregation') && <Muted>{t.servicesNote}</Muted>}
    </Details>
  );
}
