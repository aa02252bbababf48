/** `/s/<code>/antar.json`: what kiosks and forms that waited without a network deliver. The contract is docs/delivery.md. */
import { z } from 'zod';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { raw } from '../../../platform/web/reply.ts';
import { type Delivered, deliver } from '../actions/delivery.ts';
import { deliverySchema } from '../inputs/delivery.ts';
import type { FieldError } from '../inputs/form.ts';
import { largestSend, longestText } from '../rules/answer.ts';
import { type FormLang, formLangOf, houseLangOf } from '../rules/languages.ts';
import { formWords, profileWords } from '../texts/languages.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };
const statusOf = { stored: 201, repeated: 200, conflict: 409 } as const;

type Refused = Extract<Delivered, { readonly ok: false }>;

const say = (lang: FormLang, error: FieldError): string => {
  const words = formWords(lang);
  return error === 'textLong' ? words.textLong(longestText) : words[error];
};

/** All that is wrong in one text that names each field: the form itself is out of sight where an answer had waited. */
function sayAll(lang: FormLang, { errors, instrument }: Refused): string {
  const t = formWords(lang);
  const labels = new Map([
    ...instrument.asked.map((at, place) => [instrument.items[at]?.id, t.questionNumber(place + 1)] as const),
    ...instrument.own.map(({ id, question }) => [id, question[houseLangOf(lang)] || question.id] as const),
    ...instrument.profile.map((field) => [field.id, profileWords(lang, field).label] as const),
    ['comment', t.comment] as const,
  ]);
  return Object.entries(errors)
    .map(([name, error]) => [...(labels.has(name) ? [labels.get(name)] : []), say(lang, error)].join(': '))
    .join(' ');
}

export const deliveryRoutes: readonly Route[] = [
  openRoute({
    method: 'POST',
    path: '/s/:code/antar.json',
    access: publicRoute(
      'devices deliver answers that people gave without an account; the code leads to one form and nothing else',
      { private: true },
    ),
    params: z.object({ code: z.string().max(100) }),
    body: deliverySchema,
    bodyLimit: largestSend,
    csrf: false,
    handle: 'root',
    failed: ({ problem, status, lang, wantedLang }) => {
      if (problem.code !== 'web.too_large') return null;
      const message = formWords(formLangOf(wantedLang) ?? lang).tooLargeBody(longestText);
      return raw(JSON.stringify({ code: problem.code, message }), json, status);
    },
    handler: async ({ db, params, body, now, lang, config }) => {
      const done = await deliver(db, params.code, body, { now, secret: config.secret });
      if (!done.ok) {
        const said = body.lang ?? lang;
        const fields = Object.fromEntries(Object.entries(done.errors).map(([name, error]) => [name, say(said, error)]));
        return raw(JSON.stringify({ id: body.id, state: 'refused', fields, message: sayAll(said, done) }), json, 422);
      }
      const { state, receipt, late } = done.outcome;
      return raw(JSON.stringify({ id: body.id, state, receipt, late }), json, statusOf[state]);
    },
  }),
];
