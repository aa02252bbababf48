/** `/s/<code>/hubungi/<receipt>`: after the answers, and apart from them, people may leave how to reach them. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Context, openRoute, publicRoute, type Reply, type Route } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import {
  ContactFormPage,
  ContactTakenPage,
  currentText,
  findPrivacySettings,
  followUp,
  hashOf,
  needsGuardian,
  parseConsented,
  takeContact,
} from '../../privacy/index.ts';
import { type OpenCode, visitCode } from '../actions/intake.ts';
import { readPosted } from '../inputs/form.ts';
import { receiptPattern } from '../rules/answer.ts';
import { findReceipt } from '../store/answers.ts';
import { findContactReference, insertContactReference, joinLeaving } from '../store/erasures.ts';

const params = z.object({ code: z.string(), receipt: z.string() });

interface Offer {
  readonly open: OpenCode;
  readonly answerId: string;
  readonly back: string;
  readonly rights: string;
  /** The age below which a guardian agrees; null where none is needed. */
  readonly guardianBelow: number | null;
}

/** What the address offers. @throws Problem survey.contact_not_offered */
async function findOffer(db: Db, code: string, given: string): Promise<Offer> {
  const open = await visitCode(db, code);
  const receipt = given.toUpperCase();
  const found = open && receiptPattern.test(receipt) ? await findReceipt(db, open.scope, receipt) : null;
  const settings = open && (await findPrivacySettings(db, open.scope));
  if (!open || !found || found.erased || !settings?.contactOffered) throw new Problem('survey.contact_not_offered');
  return {
    open,
    answerId: found.id,
    back: `/s/${open.scope.code}/tanda/${receipt}`,
    rights: `/data-pribadi/${open.scope.tenantId}`,
    guardianBelow: needsGuardian(found.age, settings.ageLimit) ? settings.ageLimit : null,
  };
}

type Asking = Pick<Context<{ code: string; receipt: string }, unknown, unknown>, 'db' | 'params' | 'lang'>;

async function showForm(
  { db, params: { code, receipt }, lang }: Asking,
  { open, back, guardianBelow }: Offer,
  attempt?: Parameters<typeof ContactFormPage>[0]['attempt'],
): Promise<Reply> {
  const text = (await currentText(db, open.scope, followUp)).text[lang];
  return page(
    '',
    <ContactFormPage
      kicker={open.visit.unitName}
      action={`/s/${code}/hubungi/${receipt}`}
      back={back}
      text={text}
      hash={hashOf(text).toString('hex')}
      guardianBelow={guardianBelow}
      attempt={attempt}
    />,
    attempt ? 422 : 200,
  );
}

const taken = ({ open, back, rights }: Offer, now: boolean): Reply =>
  page('', <ContactTakenPage kicker={open.visit.unitName} now={now} back={back} rights={rights} />);

const access = publicRoute('people who answered may leave how to reach them, by the receipt that only they were given', {
  private: true,
});

export const contactRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/s/:code/hubungi/:receipt',
    access,
    params,
    handler: async (context) => {
      const offer = await findOffer(context.db, context.params.code, context.params.receipt);
      const known = await findContactReference(context.db, offer.open.scope, offer.answerId);
      return known === null ? showForm(context, offer) : taken(offer, false);
    },
  }),
  openRoute({
    method: 'POST',
    path: '/s/:code/hubungi/:receipt',
    access,
    params,
    body: z.any(),
    handler: async (context) => {
      const { db, config, lang, now } = context;
      const offer = await findOffer(db, context.params.code, context.params.receipt);
      const { scope } = offer.open;
      if ((await findContactReference(db, scope, offer.answerId)) !== null) return taken(offer, false);
      const posted = readPosted(context.body);
      const text = hashOf((await currentText(db, scope, followUp)).text[lang]);
      const parsed = parseConsented(posted, { text, needsGuardian: offer.guardianBelow !== null });
      // A text that changed meanwhile comes back unticked: it has not been read yet.
      if (parsed.wrong) {
        const values = parsed.wrong.agree === 'textChanged' ? { ...posted, agree: '' } : posted;
        return showForm(context, offer, { values, wrong: parsed.wrong });
      }
      // An erasure that is at work ends first; one that comes now finds the contact and takes it along.
      if (!(await joinLeaving(db, scope, offer.answerId))) throw new Problem('survey.contact_not_offered');
      if ((await findContactReference(db, scope, offer.answerId)) !== null) return taken(offer, false);
      const reference = await takeContact(db, scope, config.secret, { ...parsed.value, lang }, now);
      await insertContactReference(db, scope, offer.answerId, reference);
      return taken(offer, true);
    },
  }),
];
