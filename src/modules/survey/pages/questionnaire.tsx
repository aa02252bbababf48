/** Questionnaires: the list, one questionnaire with everything it asks, an unsur of it. */
import { formatDate } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  Checkbox,
  Checkboxes,
  Details,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Lead,
  LinkButton,
  Muted,
  Notice,
  PostButton,
  Radios,
  Stack,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import type { Wrong } from '../inputs/questionnaire.ts';
import { findInstrument as findLaw } from '../law/instruments.ts';
import type { OwnQuestion, SurveyInstrument } from '../rules/instrument.ts';
import { questionnaireTexts } from '../texts/questionnaire.ts';

/** What a form was given and what is wrong with it. */
export interface Attempt {
  readonly values: FieldValues;
  readonly wrong?: Readonly<Record<string, Wrong>> | undefined;
  /** A refusal that belongs to no single field. */
  readonly refusal?: string | undefined;
}

export function useWrong(attempt: Attempt | undefined): FieldErrors {
  const t = questionnaireTexts[usePage().lang];
  const fields = Object.entries(attempt?.wrong ?? {}).map(([field, wrong]) => [field, t.wrong[wrong]] as const);
  return { ...(attempt?.refusal === undefined ? {} : { '': attempt.refusal }), ...Object.fromEntries(fields) };
}

/** A questionnaire as the list shows it. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly current: SurveyInstrument;
  readonly isDefault: boolean;
  /** Services that use it, by name; for the default one those without another. */
  readonly services: readonly string[];
}

function StateOf({ instrument }: { instrument: SurveyInstrument }) {
  const { lang } = usePage();
  const t = questionnaireTexts[lang];
  return <>{instrument.frozenAt ? t.frozen(formatDate(instrument.frozenAt.toISOString().slice(0, 10), lang)) : t.open}</>;
}

export function QuestionnairesPage({ all, attempt }: { all: readonly Listed[]; attempt?: Attempt }) {
  const t = questionnaireTexts[usePage().lang];
  return (
    <StaffPage title={t.list}>
      <Lead>{t.lead}</Lead>
      {all.map((one) => (
        <Card
          key={one.id}
          title={one.name}
          actions={
            <LinkButton href={`/kuesioner/${one.id}`} variant="secondary">
              {t.preview}
            </LinkButton>
          }
        >
          <p>
            {t.version(one.current.version)} · <StateOf instrument={one.current} />
          </p>
          <Muted>{one.isDefault ? t.usedByAll : one.services.length === 0 ? t.usedByNone : one.services.join(' · ')}</Muted>
        </Card>
      ))}
      <Card title={t.addOther}>
        <p>{t.addOtherWhy}</p>
        <Form action="/kuesioner" values={attempt?.values} errors={useWrong(attempt)}>
          <Field name="name" label={t.name} maxLength={120} />
          <Button>{t.create}</Button>
        </Form>
      </Card>
    </StaffPage>
  );
}

/** One line of the table of what is asked. */
interface AskedLine {
  readonly code: string;
  readonly id: string;
  readonly name: string;
  readonly kind: 'standard' | 'replaced' | 'dropped' | 'added';
  readonly question: string;
  readonly labels: readonly string[];
  readonly note: string;
}

function linesOf(instrument: SurveyInstrument, lang: 'id' | 'en'): AskedLine[] {
  const t = questionnaireTexts[lang];
  const law = findLaw(instrument.base);
  const asked = instrument.asked.flatMap((at): AskedLine[] => {
    const item = instrument.items[at];
    const unsur = instrument.unsur.find(({ id }) => id === item?.unsur);
    if (!item || !unsur) return [];
    return [
      {
        code: unsur.code,
        id: unsur.id,
        name: unsur.name,
        kind: unsur.added ? 'added' : unsur.replaced ? 'replaced' : 'standard',
        question: item.question[lang],
        labels: item.scale.map((point) => point.label[lang]),
        note: unsur.replaced ? `${t.official(unsur.replaced.officialName)} ${t.reason}: ${unsur.replaced.reason}` : '',
      },
    ];
  });
  const gone = instrument.changes.dropped.map(({ unsur, reason }): AskedLine => {
    const name = law.unsur.find(({ id }) => id === unsur)?.name ?? unsur;
    return {
      code: `U${law.orders.unsur.indexOf(unsur) + 1}`,
      id: unsur,
      name,
      kind: 'dropped',
      question: '',
      labels: [],
      note: `${t.reason}: ${reason}`,
    };
  });
  return [...asked, ...gone];
}

export interface QuestionnaireProps {
  readonly id: string;
  readonly name: string;
  readonly current: SurveyInstrument;
  readonly versions: readonly SurveyInstrument[];
  readonly isDefault: boolean;
  readonly canManage: boolean;
  readonly services: readonly { readonly id: string; readonly name: string; readonly uses: boolean }[];
  /** The version that the step before wrote, and whether it is a new one. */
  readonly saved?: { readonly version: number; readonly isNew: boolean } | undefined;
  readonly attempt?: Attempt | undefined;
  /** Which of the forms came back with `attempt`. */
  readonly on?: 'own' | 'areas' | undefined;
}

export function QuestionnairePage(props: QuestionnaireProps) {
  const { lang } = usePage();
  const t = questionnaireTexts[lang];
  const { id, current, canManage } = props;
  const tones = { standard: 'neutral', replaced: 'info', dropped: 'warning', added: 'info' } as const;
  return (
    <StaffPage
      title={props.name}
      crumbs={[{ href: '/kuesioner', label: t.list }]}
      actions={<LinkButton href={`/kuesioner/${id}/cetak`}>{t.print}</LinkButton>}
      wide
    >
      {props.saved && (
        <Notice tone="success" announce>
          <p>{props.saved.isNew ? t.savedNew(props.saved.version) : t.saved}</p>
        </Notice>
      )}
      <Lead>
        {t.version(current.version)} · <StateOf instrument={current} />
      </Lead>
      <Card title={t.asked}>
        <Table
          caption={t.asked}
          captionHidden
          rows={linesOf(current, lang)}
          columns={[
            { head: t.code, cell: (line) => line.code },
            {
              head: t.unsur,
              rowHeader: true,
              cell: (line) => (
                <Stack gap="sm">
                  <span>{line.name}</span>
                  {line.kind !== 'standard' && <Tag tone={tones[line.kind]}>{t[line.kind]}</Tag>}
                </Stack>
              ),
            },
            {
              head: t.question,
              cell: (line) => (
                <Stack gap="sm">
                  {line.question !== '' && <span>{line.question}</span>}
                  {line.labels.length > 0 && <Muted>{line.labels.map((label, at) => `${at + 1} ${label}`).join(' · ')}</Muted>}
                  {line.note !== '' && <Muted>{line.note}</Muted>}
                </Stack>
              ),
            },
            ...(canManage
              ? [
                  {
                    head: t.actions,
                    cell: (line: AskedLine) =>
                      line.kind === 'added' ? null : (
                        <a href={`/kuesioner/${id}/unsur/${line.id}`} aria-label={t.changeUnsur(line.name)}>
                          {t.change}
                        </a>
                      ),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <OwnQuestions {...props} />
      <Card title={t.profile}>
        <p>{t.profileWhy}</p>
        <Areas {...props} />
      </Card>
      {canManage && !props.isDefault && (
        <Card title={t.services}>
          <p>{t.servicesWhy}</p>
          <Form
            action={`/kuesioner/${id}/layanan`}
            prefix="s"
            values={{ services: props.services.filter((one) => one.uses).map((one) => one.id) }}
          >
            <Checkboxes
              name="services"
              label={t.services}
              options={props.services.map((one) => ({ value: one.id, label: one.name }))}
            />
            <Button>{t.assign}</Button>
          </Form>
        </Card>
      )}
      {props.versions.length > 1 && (
        <Details summary={t.versions}>
          <ul>
            {props.versions.map((one) => (
              <li key={one.id}>
                {t.version(one.version)} · <StateOf instrument={one} />
              </li>
            ))}
          </ul>
        </Details>
      )}
    </StaffPage>
  );
}

/** Areas of residence: what is asked now, and the list to change. */
function Areas({ id, current, canManage, ...props }: QuestionnaireProps) {
  const t = questionnaireTexts[usePage().lang];
  const attempt = props.on === 'areas' ? props.attempt : undefined;
  const errors = useWrong(attempt);
  const names = (current.changes.areas ?? []).map(({ name }) => name);
  return (
    <>
      <p>
        <strong>{t.areas}</strong>: {names.length === 0 ? t.areasNone : names.join(' · ')}
      </p>
      {canManage && (
        <Details summary={t.areasChange} open={attempt !== undefined}>
          <p>{t.areasWhy}</p>
          <Form
            action={`/kuesioner/${id}/wilayah`}
            prefix="w"
            values={attempt?.values ?? { areas: names.join('\n') }}
            errors={errors}
            autocomplete="off"
          >
            <Field name="areas" label={t.areasField} hint={t.areasHint} type="textarea" rows={8} optional />
            <Button>{t.areasSave}</Button>
          </Form>
        </Details>
      )}
    </>
  );
}

function OwnQuestions({ id, current, canManage, ...props }: QuestionnaireProps) {
  const { lang } = usePage();
  const t = questionnaireTexts[lang];
  const attempt = props.on === 'own' ? props.attempt : undefined;
  const errors = useWrong(attempt);
  const own = current.changes.own;
  return (
    <Card title={t.ownTitle}>
      <p>{t.ownWhy}</p>
      {own.length === 0 && <Muted>{t.ownNone}</Muted>}
      {own.length > 0 && (
        <Table
          caption={t.ownTitle}
          captionHidden
          rows={own}
          columns={[
            { head: t.substituteQuestion, rowHeader: true, cell: (one: OwnQuestion) => one.question[lang] },
            {
              head: t.kind,
              cell: (one: OwnQuestion) => (one.kind === 'text' ? t.text : one.options.map((option) => option[lang]).join(' · ')),
            },
            { head: t.unsur, cell: (one: OwnQuestion) => (one.unsur ? <Tag tone="info">{one.unsur.name}</Tag> : '–') },
            ...(canManage
              ? [
                  {
                    head: t.actions,
                    cell: (one: OwnQuestion) => (
                      <PostButton action={`/kuesioner/${id}/pertanyaan/${one.id}/hapus`} variant="quiet">
                        {t.remove}
                      </PostButton>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {canManage && (
        <Details summary={t.addOwn} open={attempt !== undefined}>
          <Form action={`/kuesioner/${id}/pertanyaan`} values={{ kind: 'choice', ...attempt?.values }} errors={errors}>
            <Field name="question" label={t.substituteQuestion} maxLength={300} />
            <Field
              name="question_en"
              label={`${t.substituteQuestion} · ${t.inEnglish}`}
              hint={t.englishHint}
              maxLength={300}
              optional
            />
            <Radios
              name="kind"
              label={t.kind}
              inline
              options={[
                { value: 'choice', label: t.kindChoice },
                { value: 'text', label: t.kindText },
              ]}
            />
            <Field name="options" label={t.options} hint={t.optionsHint} type="textarea" rows={5} optional />
            <Field name="options_en" label={t.optionsEn} hint={t.englishHint} type="textarea" rows={5} optional />
            <Checkbox name="counted" label={t.counted} />
            <Field name="unsur_name" label={t.unsurName} hint={t.countedHint} maxLength={120} optional />
            <Button>{t.addOwn}</Button>
          </Form>
        </Details>
      )}
    </Card>
  );
}
