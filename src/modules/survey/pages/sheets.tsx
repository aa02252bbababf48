import { useHead } from '../../../platform/ui/context.ts';
import {
  Card,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Grid,
  Hidden,
  Notice,
  PostButton,
  Row,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import type { SheetState } from '../rules/paper.ts';
import { sheetTexts } from '../texts/sheets.ts';
import { workTexts } from '../texts/work.ts';
import { KeyFields } from './paper.tsx';

/** What became of the sheet before. */
export type Kept =
  | {
      readonly what: 'stored' | 'repeated' | 'conflict';
      readonly code: string;
      readonly receipt: string;
      readonly late: boolean;
      readonly withheld: boolean;
    }
  | { readonly what: 'first' | 'differs' | 'marked'; readonly code: string };

export interface SheetPageProps {
  readonly code: string;
  readonly batch: number;
  readonly number: number;
  readonly of: number;
  readonly serviceName: string;
  readonly instrument: SurveyInstrument;
  /** What this sheet is now, seen by whoever keys it. */
  readonly standing: SheetState | 'mine';
  /** The sheet was not asked for: its code is looked at first. */
  readonly guessed: boolean;
  readonly values: FieldValues;
  readonly errors?: FieldErrors;
  readonly blanks?: number;
  /** Where two entries differ: field → what to say there. Whoever looks a third time fills these. */
  readonly third?: { readonly count: number; readonly hints: Readonly<Record<string, string>> };
  readonly kept?: Kept | undefined;
  readonly otherSheet?: boolean;
}

export function SheetPage(props: SheetPageProps) {
  const { lang } = usePage();
  const t = sheetTexts[lang];
  const { code, standing, third, kept } = props;
  const blanks = props.blanks ?? 0;
  useHead().islands.add('sheet');
  const notes: Partial<Record<SheetPageProps['standing'], string>> = {
    waiting: t.second,
    mine: t.mine,
    keyed: t.alreadyKeyed,
    blank: t.markedBlank,
    spoiled: t.markedSpoiled,
  };
  const note = notes[standing];
  return (
    <StaffPage
      title={`${t.sheetOf(props.number, props.of)} · ${props.serviceName}`}
      crumbs={[
        { href: '/kertas', label: workTexts[lang].paperMenu },
        { href: `/kertas/cetakan/${props.batch}`, label: t.batchTitle(String(props.batch)) },
      ]}
    >
      {kept && <KeptNotice kept={kept} />}
      {props.otherSheet && (
        <Notice tone="warning" announce>
          <p>{t.otherSheet}</p>
        </Notice>
      )}
      {third && (
        <Notice tone="warning" title={t.thirdTitle(third.count)}>
          <p>{t.third}</p>
        </Notice>
      )}
      {note !== undefined && (
        <Notice tone={standing === 'waiting' ? 'info' : 'warning'}>
          <p>{note}</p>
        </Notice>
      )}
      <Card>
        <Form action="/kertas/lembar" values={props.values} errors={props.errors} autocomplete="off">
          <Hidden name="shown" value={code} />
          {third && <Hidden name="third" value="1" />}
          <div data-module="sheet">
            <Grid min="sm">
              <Field
                name="kode"
                label={t.code}
                hint={t.codeHint}
                width="md"
                maxLength={60}
                autocomplete="off"
                spellcheck={false}
                autofocus={props.guessed && blanks === 0 && !props.errors}
              />
              <Field
                name="service_on"
                label={workTexts[lang].serviceOn}
                hint={third?.hints.service_on ?? workTexts[lang].serviceOnHint}
                type="date"
                width="md"
              />
            </Grid>
          </div>
          <KeyFields
            instrument={props.instrument}
            values={props.values}
            errors={props.errors}
            blanks={blanks}
            focus={!props.guessed || blanks > 0}
            hints={third?.hints ?? {}}
          />
        </Form>
      </Card>
      {standing !== 'keyed' && (
        <Row>
          <PostButton action="/kertas/lembar/tanda" variant="quiet" fields={{ kode: code, fate: 'blank' }}>
            {t.markBlank}
          </PostButton>
          <PostButton action="/kertas/lembar/tanda" variant="quiet" fields={{ kode: code, fate: 'spoiled' }}>
            {t.markSpoiled}
          </PostButton>
        </Row>
      )}
    </StaffPage>
  );
}

export function KeptNotice({ kept }: { readonly kept: Kept }) {
  const { lang } = usePage();
  const [t, w] = [sheetTexts[lang], workTexts[lang]];
  if (!('receipt' in kept)) {
    const words = { first: t.firstKept, differs: t.differsKept, marked: t.marked }[kept.what];
    return (
      <Notice tone={kept.what === 'differs' ? 'warning' : 'success'} announce>
        <p>{words(kept.code)}</p>
      </Notice>
    );
  }
  const words = { stored: t.sheetKept(kept.code, kept.receipt), repeated: w.repeated, conflict: w.conflicting }[kept.what];
  return (
    <Notice tone={kept.what === 'conflict' || kept.late ? 'warning' : 'success'} announce>
      <p>
        {words}
        {kept.late && ` ${w.keptLate}`}
        {kept.withheld && ` ${w.keptWithheld}`}
      </p>
    </Notice>
  );
}
