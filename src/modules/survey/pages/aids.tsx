/** Where an office puts pictures and sign-language videos beside the questions of a questionnaire. */

import { formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Card,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Lead,
  Muted,
  Notice,
  PostButton,
  Select,
  Stack,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { type Aid, type AidedQuestion, isVideo, longestWords, pictureTypes, videoTypes } from '../rules/aids.ts';
import { aidTexts } from '../texts/aids.ts';
import { inclusionTexts } from '../texts/inclusion.ts';

interface AidsProps {
  readonly questionnaire: { readonly id: string; readonly name: string };
  readonly questions: readonly AidedQuestion[];
  readonly aids: readonly Aid[];
  readonly news?: 'saved' | 'removed' | undefined;
  readonly attempt?: { readonly values: FieldValues; readonly errors: FieldErrors };
}

export function AidsPage({ questionnaire, questions, aids, news, attempt }: AidsProps) {
  const { lang } = usePage();
  const t = aidTexts[lang];
  const path = `/inklusi/isyarat/${questionnaire.id}`;
  const lines = questions.map((question) => ({ ...question, aid: aids.find(({ itemId }) => itemId === question.id) ?? null }));
  const saying = (aid: Aid) => `${isVideo(aid) ? t.video : t.picture}, ${formatInteger(Math.ceil(aid.size / 1024), lang)} KB`;
  return (
    <StaffPage title={t.title(questionnaire.name)} crumbs={[{ href: '/inklusi', label: inclusionTexts[lang].menu }]} wide>
      {news && (
        <Notice tone="success" announce>
          <p>{t[news]}</p>
        </Notice>
      )}
      <Lead>{t.lead}</Lead>
      <Muted>{t.offline}</Muted>
      <Card title={t.formTitle}>
        <Form action={path} enctype="multipart/form-data" values={attempt?.values} errors={attempt?.errors}>
          <Select
            name="item"
            label={t.question}
            empty="–"
            options={questions.map(({ id, question }, at) => ({ value: id, label: `${at + 1}. ${question}` }))}
          />
          <Field name="file" type="file" label={t.file} hint={t.fileHint} accept={[...pictureTypes, ...videoTypes].join()} />
          <Field name="words" label={t.words} hint={t.wordsHint} type="textarea" rows={3} maxLength={longestWords} />
          <Button>{t.save}</Button>
        </Form>
      </Card>
      <Card title={t.shown}>
        <Table
          caption={t.shown}
          captionHidden
          rows={lines}
          columns={[
            { head: t.question, rowHeader: true, cell: (line) => line.question },
            {
              head: t.shown,
              cell: ({ aid, question }) =>
                aid === null ? (
                  <Muted>{t.none}</Muted>
                ) : (
                  <Stack gap="sm">
                    <span>
                      <a href={`${path}/${aid.address}`} aria-label={`${saying(aid)}: ${question}`}>
                        {saying(aid)}
                      </a>
                    </span>
                    <Muted>{aid.words}</Muted>
                    {aid.question !== question && <Notice tone="warning">{t.outdated}</Notice>}
                    <PostButton action={`${path}/hapus`} variant="quiet" fields={{ item: aid.itemId }}>
                      {t.removeOf(question)}
                    </PostButton>
                  </Stack>
                ),
            },
          ]}
        />
      </Card>
    </StaffPage>
  );
}
