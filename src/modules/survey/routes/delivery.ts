/** `/s/<code>/antar.json`: what kiosks and forms that waited without a network deliver. The contract is docs/delivery.md. */
import { z } from 'zod';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { raw } from '../../../platform/web/reply.ts';
import { deliver } from '../actions/delivery.ts';
import { deliverySchema } from '../inputs/delivery.ts';
import { longestText } from '../rules/answer.ts';
import { formWords } from '../texts/languages.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };
const statusOf = { stored: 201, repeated: 200, conflict: 409 } as const;

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
    csrf: false,
    handle: 'root',
    handler: async ({ db, params, body, now, lang, config }) => {
      const done = await deliver(db, params.code, body, { now, secret: config.secret });
      if (!done.ok) {
        const words = formWords(body.lang ?? lang);
        const fields = Object.fromEntries(
          Object.entries(done.errors).map(([name, error]) => [
            name,
            error === 'textLong' ? words.textLong(longestText) : words[error],
          ]),
        );
        return raw(JSON.stringify({ id: body.id, state: 'refused', fields }), json, 422);
      }
      const { state, receipt, late } = done.outcome;
      return raw(JSON.stringify({ id: body.id, state, receipt, late }), json, statusOf[state]);
    },
  }),
];
