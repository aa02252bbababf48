/** One unsur of a questionnaire: replaced, dropped, or as the rule has it. */
import {
  Button,
  Buttons,
  Card,
  Details,
  Field,
  type FieldValues,
  Form,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  StaffPage,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { findInstrument as findLaw } from '../law/instruments.ts';
import { listReplaceable, type SurveyInstrument } from '../rules/instrument.ts';
import { questionnaireTexts } from '../texts/questionnaire.ts';
import { type Attempt, useWrong } from './questionnaire.tsx';

/** One unsur: replace, drop, restore. `on` says which of the forms came back. */
export function UnsurPage({
  id,
  name,
  current,
  unsur,
  on,
  attempt,
}: {
  id: string;
  name: string;
  current: SurveyInstrument;
  unsur: string;
  on?: 'replace' | 'drop';
  attempt?: Attempt;
}) {
  const { lang } = usePage();
  const t = questionnaireTexts[lang];
  const errors = useWrong(attempt);
  const official = findLaw(current.base).unsur.find((one) => one.id === unsur)?.name ?? unsur;
  const rule = listReplaceable(current.base).find((one) => one.unsur === unsur);
  const replaced = current.changes.replaced.find((one) => one.unsur === unsur);
  const dropped = current.changes.dropped.find((one) => one.unsur === unsur);
  const held: FieldValues = replaced
    ? {
        name: replaced.name,
        question: replaced.question.id,
        question_en: replaced.question.en,
        reason: replaced.reason,
        ...Object.fromEntries(
          replaced.labels.flatMap((label, at) => [
            [`label_${at + 1}`, label.id] as const,
            [`label_en_${at + 1}`, label.en] as const,
          ]),
        ),
      }
    : {};
  const action = `/kuesioner/${id}/unsur/${unsur}`;
  return (
    <StaffPage
      title={t.changeUnsur(official)}
      crumbs={[
        { href: '/kuesioner', label: t.list },
        { href: `/kuesioner/${id}`, label: name },
      ]}
    >
      {(replaced || dropped) && (
        <Card title={t.restoreTitle}>
          <p>
            <Tag tone={replaced ? 'info' : 'warning'}>{replaced ? t.replaced : t.dropped}</Tag> {t.reason}:{' '}
            {(replaced ?? dropped)?.reason}
          </p>
          <PostButton action={`${action}/kembalikan`}>{t.restore}</PostButton>
        </Card>
      )}
      {rule ? (
        <Card title={t.replaceTitle}>
          <p>
            {t.replaceable} {rule.when[lang]}
          </p>
          <Muted>{t.unconfirmed}</Muted>
          <Form action={action} values={on === 'replace' ? attempt?.values : held} errors={on === 'replace' ? errors : {}}>
            <Field name="name" label={t.substituteName} maxLength={120} />
            <Field name="question" label={t.substituteQuestion} maxLength={300} />
            <Field
              name="question_en"
              label={`${t.substituteQuestion} · ${t.inEnglish}`}
              hint={t.englishHint}
              maxLength={300}
              optional
            />
            {[1, 2, 3, 4].map((n) => (
              <Field
                key={n}
                name={`label_${n}`}
                label={t.label(n)}
                hint={t.labelHint(n) || undefined}
                maxLength={120}
                width="md"
              />
            ))}
            <Details summary={t.inEnglish}>
              {[1, 2, 3, 4].map((n) => (
                <Field
                  key={n}
                  name={`label_en_${n}`}
                  label={`${t.label(n)} · ${t.inEnglish}`}
                  maxLength={120}
                  width="md"
                  optional
                />
              ))}
            </Details>
            <Field name="reason" label={t.reason} hint={t.reasonHint} type="textarea" maxLength={600} />
            <Buttons>
              <Button>{t.replace}</Button>
              <LinkButton href={`/kuesioner/${id}`} variant="quiet">
                {t.back}
              </LinkButton>
            </Buttons>
          </Form>
        </Card>
      ) : (
        <Notice tone="info">
          <p>{t.notReplaceable}</p>
        </Notice>
      )}
      {!dropped && (
        <Card title={t.dropTitle}>
          <Notice tone="warning">
            <p>{t.dropWarning}</p>
          </Notice>
          <Form
            action={`${action}/hilangkan`}
            prefix="d"
            values={on === 'drop' ? attempt?.values : {}}
            errors={on === 'drop' ? errors : {}}
          >
            <Field name="drop_reason" label={t.reason} hint={t.reasonHint} type="textarea" maxLength={600} />
            <Button variant="danger">{t.drop}</Button>
          </Form>
        </Card>
      )}
    </StaffPage>
  );
}
