/** The form for whoever was asked in person: at an address of theirs, about one service and one day, without anything kept on the device. */
import { newId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Context, Reply } from '../../../platform/web/module.ts';
import { makeNonce, readNonce } from '../../../platform/web/nonce.ts';
import { lookOf, type OpenCode, type ReadForm, readForm } from '../actions/intake.ts';
import type { Posted } from '../inputs/form.ts';
import { renderForm } from '../pages/form.tsx';
import { renderConflict } from '../pages/notes.tsx';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { findInstrument } from '../store/instruments.ts';
import { formProps, sheetPage, visitorOf } from './form.ts';

type Asking = Pick<Context<unknown, unknown, unknown>, 'config' | 'now' | 'banner' | 'headers' | 'wantedLang' | 'lang'>;

/** The day is known: whoever was served that day was asked. */
const undated = (instrument: SurveyInstrument): SurveyInstrument => ({
  ...instrument,
  profile: instrument.profile.filter(({ id }) => id !== 'service_on'),
});

/** The form at `place`; with `back` as it came back, with what must be mended. Null: there is nothing to answer any more. */
export async function invitedForm(
  tx: Db,
  asking: Asking,
  open: OpenCode,
  place: string,
  back?: { readonly posted: Posted; readonly form: Extract<ReadForm, { ok: false }> },
): Promise<Reply | null> {
  const visitor = visitorOf({ ...asking, query: {} }, open, back?.posted.lang);
  const props = await formProps(tx, open, visitor, open.visit.services, 'invitation');
  if (!props) return null;
  const nonce = back?.posted.nonce || makeNonce(asking.config.secret, open.scope.code, newId(), asking.now);
  const instrument = back?.form.instrument ?? props.instrument;
  const html = renderForm({
    ...props,
    instrument: undated(instrument),
    look: lookOf(instrument),
    keep: '',
    script: null,
    place,
    given: { values: back?.posted ?? {}, errors: back?.form.errors ?? {}, nonce },
  });
  return sheetPage(visitor, html, back ? 422 : 200, open);
}

/** What was sent, about the day that was asked about; with the id that the form was given, null where it was made by somebody else. */
export async function readInvited(
  tx: Db,
  asking: Asking,
  open: OpenCode,
  posted: Posted,
  serviceOn: string,
): Promise<{ readonly form: ReadForm; readonly formId: string | null } | null> {
  const { reading } = visitorOf({ ...asking, query: {} }, open, posted.lang);
  const about = { secret: asking.config.secret, now: asking.now, lang: reading.lang };
  const form = await readForm((id) => findInstrument(tx, open.scope, id), open, { ...posted, service_on: serviceOn }, about);
  const { id } = readNonce(about.secret, open.scope.code, posted.nonce ?? '', about.now);
  return form && { form: form.ok ? { ...form, answer: { ...form.answer, channel: 'invitation' } } : form, formId: id };
}

/** Sent before with other content; the code's own form is where somebody else would answer. */
export function invitedConflict(asking: Asking, open: OpenCode, posted: Posted, receipt: string): Reply {
  const visitor = visitorOf({ ...asking, query: {} }, open, posted.lang);
  const { reading, banner } = visitor;
  const about = { reading, banner, receipt, unitName: open.visit.unitName, again: `/s/${open.scope.code}` };
  return sheetPage(visitor, renderConflict(about), 409, open);
}
