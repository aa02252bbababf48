/** Taking one answer out: found by its receipt, shown without what it says. */
import { SecondPerson, type SecondPersonState } from '../../../platform/approvals/index.ts';
import { formatDate, formatDateTime } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Facts,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Hidden,
  Lead,
  Muted,
  Notice,
  Radios,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { exclusionReasons } from '../rules/exclusion.ts';
import { exclusionTexts, exclusionWords } from '../texts/exclusion.ts';
import { workTexts } from '../texts/work.ts';
import { FindAnswer } from './find-answer.tsx';

export interface TraceView {
  readonly receipt: string;
  readonly serviceName: string;
  readonly serviceOn: string;
  readonly receivedAt: Date;
  readonly channel: keyof (typeof workTexts)['id']['channels'];
  readonly excluded: boolean;
  readonly closed: boolean;
}

interface ExclusionPageProps {
  readonly asked: string;
  readonly found: TraceView | null;
  readonly second: SecondPersonState;
  readonly done: readonly {
    readonly receipt: string;
    readonly serviceName: string;
    readonly reason: string;
    readonly excludedAt: Date;
    readonly excludedBy: string;
  }[];
  readonly timeZone: string;
  readonly mayAsk: boolean;
  readonly values: FieldValues;
  readonly errors?: FieldErrors;
}

export function ExclusionPage(props: ExclusionPageProps) {
  const { asked, found, timeZone, done } = props;
  const { lang } = usePage();
  const t = exclusionTexts[lang];
  return (
    <StaffPage title={t.title}>
      <Lead>{t.lead}</Lead>
      <FindAnswer
        action="/jawaban/keluarkan"
        asked={asked}
        found={found !== null}
        label={t.receipt}
        hint={t.receiptHint}
        unknown={t.unknown}
        longest={20}
      />
      {found && (
        <Card title={t.found}>
          <Facts
            items={[
              { term: t.receipt, value: found.receipt },
              { term: t.service, value: found.serviceName },
              { term: t.serviceOn, value: formatDate(found.serviceOn, lang) },
              { term: t.receivedAt, value: formatDateTime(found.receivedAt, timeZone, lang) },
              { term: t.channel, value: workTexts[lang].channels[found.channel] },
            ]}
          />
          <Muted>{t.hidden}</Muted>
          {found.excluded || found.closed ? (
            <Notice announce>
              <p>{found.excluded ? t.already : t.closed}</p>
            </Notice>
          ) : (
            props.mayAsk && <Ask {...props} receipt={found.receipt} />
          )}
        </Card>
      )}
      <Card title={t.done}>
        {done.length === 0 ? (
          <Muted>{t.doneNone}</Muted>
        ) : (
          <Table
            caption={t.done}
            captionHidden
            rows={done}
            columns={[
              { head: t.receipt, rowHeader: true, nowrap: true, cell: (one) => one.receipt },
              { head: t.service, cell: (one) => one.serviceName },
              { head: t.reason, cell: (one) => exclusionWords(one.reason, lang) },
              { head: t.on, cell: (one) => formatDateTime(one.excludedAt, timeZone, lang) },
              { head: t.by, cell: (one) => one.excludedBy },
            ]}
          />
        )}
      </Card>
    </StaffPage>
  );
}

function Ask({ receipt, second, values, errors }: ExclusionPageProps & { readonly receipt: string }) {
  const t = exclusionTexts[usePage().lang];
  return (
    <>
      <SecondPerson {...second} />
      <Form action="/jawaban/keluarkan" values={values} errors={errors}>
        <Hidden name="receipt" value={receipt} />
        <Radios
          name="code"
          label={t.reason}
          options={exclusionReasons.map((value) => ({ value, label: t.reasons[value] ?? value, hint: t.meanings[value] }))}
        />
        <Field name="reason" label={t.how} hint={t.howHint} maxLength={500} autocomplete="off" />
        <Buttons>
          <Button variant={second.needed ? 'primary' : 'danger'}>{second.needed ? t.ask : t.exclude}</Button>
        </Buttons>
      </Form>
    </>
  );
}
