/** Flagged answers, without what they say, and the rules that flag. */
import { SecondPerson, type SecondPersonState } from '../../../platform/approvals/index.ts';
import { formatDate, formatDateTime, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  EmptyState,
  Facts,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Grid,
  Hidden,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Pager,
  PostButton,
  Prose,
  PublicPage,
  Select,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { foundFlags } from '../rules/flags.ts';
import type { AskedDecision, FlaggedAnswer, ReviewCounts } from '../rules/review.ts';
import { reviewTexts, whyWords } from '../texts/review.ts';
import { workTexts } from '../texts/work.ts';

type Line = FlaggedAnswer & {
  readonly serviceName: string;
  readonly asked: AskedDecision | null;
};

interface ReviewPageProps {
  readonly answers: readonly Line[];
  /** Null where there is no period at all. */
  readonly counts: ReviewCounts | null;
  readonly second: SecondPersonState;
  readonly checkedAt: Date | null;
  readonly values: FieldValues & { readonly periode: string; readonly layanan: string; readonly keadaan: FlaggedAnswer['state'] };
  readonly chosen: ReadonlySet<string>;
  readonly page: number;
  readonly pages: number;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly periods: readonly { readonly code: string; readonly name: string }[];
  /** The period is closed: nothing of it is taken out any more. */
  readonly closed: boolean;
  readonly timeZone: string;
  readonly news: 'accepted' | 'checking' | null;
  readonly errors?: FieldErrors;
}

export function ReviewPage(props: ReviewPageProps) {
  const { answers, counts, checkedAt, values, timeZone, news } = props;
  const { lang } = usePage();
  const t = reviewTexts[lang];
  const n = (value: number) => formatInteger(value, lang);
  const filter = { periode: values.periode, layanan: values.layanan, keadaan: values.keadaan };
  const query = (halaman: number) => `/telaah?${new URLSearchParams({ ...filter, halaman: String(halaman) })}`;
  return (
    <StaffPage title={t.title} wide actions={<LinkButton href="/aturan-telaah">{t.rules}</LinkButton>}>
      <Lead>{t.lead}</Lead>
      {news && (
        <Notice announce tone="success">
          <p>{news === 'accepted' ? t.accepted : t.checking}</p>
        </Notice>
      )}
      <Form action="/telaah" method="get" values={values} prefix="saring">
        <Grid min="sm">
          <Select
            name="periode"
            label={t.period}
            options={props.periods.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <Select
            name="layanan"
            label={t.service}
            empty={t.all}
            options={props.services.map(({ id, name }) => ({ value: id, label: name }))}
            optional
          />
          <Select
            name="keadaan"
            label={t.state}
            options={(['waiting', 'accepted', 'excluded'] as const).map((value) => ({ value, label: t.states[value] }))}
          />
        </Grid>
        <Button variant="secondary">{t.show}</Button>
      </Form>
      {counts && <p>{t.counts(n(counts.flagged), n(counts.waiting), n(counts.accepted), n(counts.excluded))}</p>}
      {answers.length === 0 ? (
        <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
      ) : values.keadaan === 'waiting' ? (
        <Form action="/telaah/terima" values={values} errors={props.errors}>
          <Hidden name="periode" value={values.periode} />
          <Hidden name="layanan" value={values.layanan} />
          <Lines {...props} />
          <SecondPerson {...props.second} />
          <Field name="reason" label={t.reason} hint={t.reasonHint} maxLength={500} autocomplete="off" />
          <Buttons>
            <Button>{props.second.needed ? t.ask : t.accept}</Button>
          </Buttons>
        </Form>
      ) : (
        <Lines {...props} />
      )}
      {props.pages > 1 && <Pager page={props.page} pages={props.pages} href={query} />}
      <Muted>{checkedAt ? t.checked(formatDateTime(checkedAt, timeZone, lang)) : t.neverChecked}</Muted>
      <PostButton action="/telaah/periksa" variant="secondary" fields={{ periode: values.periode, layanan: values.layanan }}>
        {t.checkNow}
      </PostButton>
    </StaffPage>
  );
}

function Lines({ answers, values, chosen, closed, timeZone, errors }: ReviewPageProps) {
  const { lang } = usePage();
  const t = reviewTexts[lang];
  const waiting = values.keadaan === 'waiting';
  return (
    <Table
      caption={t.states[values.keadaan]}
      captionHidden
      cards
      rows={answers}
      columns={[
        ...(waiting
          ? [
              {
                head: t.choose,
                cell: (one: Line) =>
                  one.asked ? (
                    <Tag>{t.proposed}</Tag>
                  ) : (
                    <input
                      class="ds-input"
                      type="checkbox"
                      id={one === answers.find(({ asked }) => asked === null) ? 'receipt' : undefined}
                      name="receipt"
                      value={one.receipt}
                      checked={chosen.has(one.receipt)}
                      aria-label={t.chooseOne(one.receipt)}
                      aria-invalid={errors?.receipt !== undefined}
                    />
                  ),
              },
            ]
          : []),
        { head: t.receipt, rowHeader: true, nowrap: true, cell: (one: Line) => one.receipt },
        {
          head: t.why,
          wide: true,
          cell: (one: Line) => (
            <div>
              {one.why.map(({ rule, numbers }) => (
                <p key={rule}>
                  <Tag tone="warning">{t.names[rule]}</Tag> {whyWords(rule, numbers, lang)}
                </p>
              ))}
            </div>
          ),
        },
        { head: t.service, cell: (one: Line) => one.serviceName },
        { head: t.serviceOn, nowrap: true, cell: (one: Line) => formatDate(one.serviceOn, lang) },
        { head: t.channel, cell: (one: Line) => workTexts[lang].channels[one.channel] },
        {
          head: t.decision,
          cell: (one: Line) =>
            one.accepted ? (
              <>
                {one.accepted.reason}{' '}
                <Muted>{t.acceptedBy(one.accepted.by, formatDateTime(one.accepted.at, timeZone, lang))}</Muted>
              </>
            ) : one.asked ? (
              t.asked[one.asked]
            ) : waiting && !closed ? (
              <a href={`/jawaban/keluarkan?kode=${encodeURIComponent(one.receipt)}`}>{t.exclude}</a>
            ) : (
              t.states[one.state]
            ),
        },
      ]}
    />
  );
}

/** The rules with their numbers, as the code has them. */
export function RulesPage() {
  const t = reviewTexts[usePage().lang];
  const rules = ['fast', 'nonce', 'honeypot', ...foundFlags] as const;
  return (
    <PublicPage title={t.rulesTitle} kicker={t.rulesKicker} lead={t.rulesLead} narrow>
      <Card>
        <Facts items={rules.map((rule) => ({ term: t.names[rule], value: t.rulesWhat[rule] }))} />
      </Card>
      {[
        { title: t.notUsed, lines: t.notUsedWhat },
        { title: t.after, lines: t.afterWhat },
      ].map(({ title, lines }) => (
        <Card key={title} title={title}>
          <Prose>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Prose>
        </Card>
      ))}
      <Card title={t.measured}>
        <p>{t.measuredText}</p>
      </Card>
    </PublicPage>
  );
}
