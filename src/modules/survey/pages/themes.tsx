/** Comments by unsur and theme: the counts, why one comment stands where it stands, and the page that puts it right. */
import { formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Checkboxes,
  Details,
  Form,
  Lead,
  LinkButton,
  Muted,
  PostButton,
  Prose,
  Quote,
  Quotes,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { themes } from '../rules/theme-words.ts';
import { type Grouping, ungrouped } from '../rules/themes.ts';
import { themeTexts } from '../texts/themes.ts';
import { workTexts } from '../texts/work.ts';

/** A comment's groups as a page shows them. */
export interface ShownGroups {
  readonly groups: readonly Grouping[];
  readonly byHand: boolean;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

interface ThemeCountsProps {
  readonly counts: ReadonlyMap<string, number>;
  /** How many comments were looked at. */
  readonly looked: number;
  readonly unsur: readonly Named[];
  readonly href: (place: string) => string;
}

/** How many comments speak of each unsur and theme, each a link to them. */
export function ThemeCounts({ counts, looked, unsur, href }: ThemeCountsProps) {
  const { lang } = usePage();
  const t = themeTexts[lang];
  const number = (place: string) => formatInteger(counts.get(place) ?? 0, lang);
  const rows = [...unsur.filter(({ id }) => counts.has(id)), ...(counts.has(ungrouped) ? [{ id: ungrouped, name: t.none }] : [])];
  return (
    <Card title={t.title} id="tema">
      <Muted>{t.lead(formatInteger(looked, lang))}</Muted>
      <Table
        caption={t.title}
        captionHidden
        compact
        cards
        rows={rows}
        columns={[
          { head: t.unsur, rowHeader: true, cell: (one) => <a href={href(one.id)}>{one.name}</a> },
          { head: t.comments, numeric: true, cell: (one) => number(one.id) },
          {
            head: t.themes,
            cell: (one) => (
              <span>
                {themes
                  .filter(({ id, unsur: of }) => of === one.id && counts.has(id))
                  .map(({ id, label }, at) => (
                    <>
                      {at > 0 && ' · '}
                      <a href={href(id)}>{label[lang]}</a> {number(id)}
                    </>
                  ))}
              </span>
            ),
          },
        ]}
      />
      <Details summary={t.how}>
        <Prose>
          <p>{t.howText}</p>
        </Prose>
      </Details>
    </Card>
  );
}

/** Why a comment stands where it stands: each unsur with the words that were found. */
export function GroupTags({ shown, unsur }: { shown: ShownGroups; unsur: readonly Named[] }) {
  const t = themeTexts[usePage().lang];
  const name = (id: string) => unsur.find((one) => one.id === id)?.name ?? id;
  return (
    <>
      {shown.groups.map(({ unsur: id, words }) => (
        <>
          {' '}
          <Tag tone="info">{words.length === 0 ? name(id) : t.tag(name(id), words.join(', '))}</Tag>
        </>
      ))}
      {shown.byHand && (
        <>
          {' '}
          <Tag>{t.byHand}</Tag>
        </>
      )}
    </>
  );
}

interface SortProps {
  /** Where the form goes. */
  readonly action: string;
  /** The list that it was opened from. */
  readonly listHref: string;
  /** Masked. */
  readonly comment: string;
  readonly meta: string;
  readonly machine: readonly Grouping[];
  readonly now: ShownGroups;
  readonly unsur: readonly Named[];
}

/** One comment, and what it is about. */
export function SortCommentPage({ action, listHref, comment, meta, machine, now, unsur }: SortProps) {
  const { lang } = usePage();
  const t = themeTexts[lang];
  return (
    <StaffPage title={t.one} crumbs={[{ href: listHref, label: workTexts[lang].comments }]}>
      <Lead>{t.oneLead}</Lead>
      <Quotes>
        <Quote meta={meta}>{comment}</Quote>
      </Quotes>
      <p>
        {t.machine}:{' '}
        {machine.length === 0 ? t.machineNone : <GroupTags shown={{ groups: machine, byHand: false }} unsur={unsur} />}
      </p>
      <Card>
        <Form action={action} values={{ unsur: now.groups.map((one) => one.unsur) }}>
          <Checkboxes
            name="unsur"
            label={t.choose}
            hint={t.chooseHint}
            options={unsur.map((one) => ({ value: one.id, label: one.name }))}
            optional
          />
          <Buttons>
            <Button>{t.save}</Button>
            <LinkButton href={listHref} variant="quiet">
              {workTexts[lang].comments}
            </LinkButton>
          </Buttons>
        </Form>
      </Card>
      {now.byHand && (
        <PostButton action={action} fields={{ machine: '1' }}>
          {t.back}
        </PostButton>
      )}
    </StaffPage>
  );
}
