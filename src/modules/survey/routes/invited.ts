/** The form for whoever was asked in person: at an address of theirs, about one service and one day, without anything kept on the device. */
import { newId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Context, Reply } from '../../../platform/web/module.ts';
import { makeNonce, readNonce } from '../../../platform/web/nonce.ts';
import { lookOf, type OpenCode, type ReadForm, readForm } from '../actions/intake.ts';
import type { Posted } from '../inputs/form.ts';
import { renderForm } from '../pages/form.tsx';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { formProps, sheetPage, type Visitor } from './form.ts';

type Asking = Visitor & Pick<Context<unknown, unknown, unknown>, 'config' | 'now'>;

/** The day is known: whoever was served that day was asked. */
const undated = (instrument: SurveyInstrument): SurveyInstrument => ({
  ...instrument,
  profile: instrument.profile.filter(({ id }) => id !== 'service_on'),
});

/** The form at `place`; with `back` as it came back, with what must be mended. Null: there is nothing to answer any more. */
export async function invitedForm(
  tx: Db,
  visitor: Asking,
  open: OpenCode,
  place: string,
  back?: { readonly posted: Posted; readonly form: Extract<ReadForm, { ok: false }> },
): Promise<Reply | null> {
  const props = await formProps(tx, open, visitor, open.visit.services, 'invitation');
  if (!props) return null;
  const nonce = back?.posted.nonce || makeNonce(visitor.config.secret, open.scope.code, newId(), visitor.now);
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
  visitor: Asking,
  open: OpenCode,
  posted: Posted,
  serviceOn: string,
): Promise<{ readonly form: ReadForm; readonly formId: string | null } | null> {
  const about = { secret: visitor.config.secret, now: visitor.now, lang: visitor.lang };
  const form = await readForm(tx, open, { ...posted, service_on: serviceOn }, about);
  const { id } = readNonce(about.secret, open.scope.code, posted.nonce ?? '', about.now);
  return form && { form: form.ok ? { ...form, answer: { ...form.answer, channel: 'invitation' } } : form, formId: id };
}
