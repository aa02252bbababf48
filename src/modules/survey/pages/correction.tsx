/** Moving a paper answer to the service it belongs to. */
import { SecondPerson, type SecondPersonState } from '../../../platform/approvals/index.ts';
import { formatDate } from '../../../platform/i18n/index.ts';
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
  Select,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import { exclusionTexts } from '../texts/exclusion.ts';
import { sheetTexts } from '../texts/sheets.ts';
import { workTexts } from '../texts/work.ts';
import { FindAnswer } from './find-answer.tsx';

export interface MovePageProps {
  readonly asked: string;
  readonly found: {
    readonly receipt: string;
    readonly serviceName: string;
    readonly serviceOn: string;
    readonly refusal: 'gone' | 'closed' | 'notPaper' | null;
  } | null;
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly second: SecondPersonState;
  readonly moved: string | null;
  readonly mayAsk: boolean;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
}

export function MovePage({ asked, found, services, second, moved, mayAsk, values, errors }: MovePageProps) {
  const { lang } = usePage();
  const [t, x] = [sheetTexts[lang], exclusionTexts[lang]];
  const refusals = { gone: t.movedAlready, closed: t.periodClosed, notPaper: t.notPaper };
  return (
    <StaffPage title={t.move} crumbs={[{ href: '/kertas', label: workTexts[lang].paperMenu }]}>
      {moved !== null && (
        <Notice tone="success" announce>
          <p>{t.moved(moved)}</p>
        </Notice>
      )}
      <Lead>{t.moveLead}</Lead>
      <FindAnswer
        action="/kertas/pindah"
        asked={asked}
        found={found !== null}
        label={t.moveFind}
        hint={t.codeHint}
        unknown={t.moveUnknown}
        longest={60}
      />
      {found && (
        <Card title={x.found}>
          <Facts
            items={[
              { term: x.receipt, value: found.receipt },
              { term: t.moveFrom, value: found.serviceName },
              { term: x.serviceOn, value: formatDate(found.serviceOn, lang) },
            ]}
          />
          <Muted>{x.hidden}</Muted>
          {found.refusal !== null
            ? moved === null && (
                <Notice announce>
                  <p>{refusals[found.refusal]}</p>
                </Notice>
              )
            : mayAsk && (
                <>
                  <SecondPerson {...second} />
                  <Form action="/kertas/pindah" values={values} errors={errors}>
                    <Hidden name="receipt" value={found.receipt} />
                    <Select
                      name="layanan"
                      label={t.moveTo}
                      empty
                      options={services.map((one) => ({ value: one.id, label: one.name }))}
                    />
                    <Field name="reason" label={t.moveReason} hint={t.moveReasonHint} maxLength={500} autocomplete="off" />
                    <Buttons>
                      <Button variant={second.needed ? 'primary' : 'danger'}>{second.needed ? t.moveAsk : t.moveNow}</Button>
                    </Buttons>
                  </Form>
                </>
              )}
        </Card>
      )}
    </StaffPage>
  );
}
