/** `/permohonan`: the inbox of requests and what may be done about one. */
import { Problem } from '../../../kernel/problem.ts';
import { listWaitingThings, propose, secondPersonFor } from '../../../platform/approvals/index.ts';
import type { AllPersonalData } from '../../../platform/personal/index.ts';
import { type Route, type StaffContext, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { getOffice } from '../../org/index.ts';
import { findContacts, maskContact } from '../actions/contacts.ts';
import { answerRequest, contentOf, findByReceipt, getRequest } from '../actions/requests.ts';
import { formSchema, givenOf, parseReason } from '../inputs/form.ts';
import { parseAnswer } from '../inputs/request.ts';
import { RecordPage, RequestPage, RequestsPage } from '../pages/requests.tsx';
import { clockOf } from '../rules/request.ts';
import { openVault } from '../store/keys.ts';
import { listRequests, type StoredRequest } from '../store/requests.ts';
import type { ErasureKind } from './erasure.ts';
import { handle, idParams, newsQuery } from './parts.ts';

const most = 500;

const lineOf = (request: StoredRequest, now: Date) => ({
  ...request,
  clock: clockOf(request.dueAt, request.toldAt, now),
});

type Asking = Pick<StaffContext<{ id: string }, unknown, unknown>, 'db' | 'scope' | 'config' | 'lang' | 'now' | 'looked'>;

/** One request with everything that fits it. */
export function createRequestRoutes(personal: AllPersonalData, erasure: ErasureKind): readonly Route[] {
  const show = async (
    { db, scope, config, lang, now, looked }: Asking,
    request: StoredRequest,
    more: Pick<Parameters<typeof RequestPage>[0], 'attempt' | 'news'>,
  ) => {
    // Here, so that no page with what somebody wrote is made without its entry, whatever led to it.
    looked({ action: 'privacy.read_request', targetKind: 'request', targetId: request.id });
    const { timeZone } = await getOffice(db, scope);
    const vault = await openVault(db, scope, config.secret);
    const content = contentOf(vault, request);
    const found = await findByReceipt(db, scope, personal, request.receipt, lang);
    const contacts = content.contact === '' ? [] : await findContacts(db, scope, vault, content.contact);
    return page(
      '',
      <RequestPage
        request={lineOf(request, now)}
        content={content}
        found={found.map((one) => one.found)}
        contacts={contacts.map((row) => maskContact(vault, row))}
        timeZone={timeZone}
        second={await secondPersonFor(db, scope, erasure)}
        waiting={(await listWaitingThings(db, scope, erasure, now)).get(request.id) ?? null}
        {...more}
      />,
      more.attempt ? 422 : 200,
    );
  };
  return [
    staffRoute({
      method: 'GET',
      path: '/permohonan',
      access: handle,
      handler: async ({ db, scope, now }) => {
        const { timeZone } = await getOffice(db, scope);
        const requests = (await listRequests(db, scope, most)).map((one) => lineOf(one, now));
        return page('', <RequestsPage requests={requests} timeZone={timeZone} />);
      },
    }),
    staffRoute({
      method: 'GET',
      path: '/permohonan/:id',
      access: handle,
      params: idParams,
      query: newsQuery('erased', 'answered'),
      handler: async (context) => {
        const request = await getRequest(context.db, context.scope, context.params.id);
        return show(context, request, { news: context.query });
      },
    }),
    staffRoute({
      method: 'GET',
      path: '/permohonan/:id/data',
      access: handle,
      params: idParams,
      handler: async ({ db, scope, params, lang, looked }) => {
        const request = await getRequest(db, scope, params.id);
        // Only who asks to see their data has it read; other requests need nothing of it.
        if (request.kind !== 'access') throw new Problem('privacy.request_unknown');
        const records = [];
        for (const { handler, found } of await findByReceipt(db, scope, personal, request.receipt, lang))
          if (!found.erased) records.push({ title: found.title, items: await handler.read(db, scope, found.id, lang) });
        looked({
          action: 'privacy.read_record',
          targetKind: 'request',
          targetId: request.id,
          detail: { records: records.length },
        });
        return page('', <RecordPage requestId={request.id} records={records} />);
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/permohonan/:id/hapus',
      access: handle,
      params: idParams,
      body: formSchema,
      handler: async (context) => {
        const { db, scope, params, body, now, lang, origin } = context;
        const request = await getRequest(db, scope, params.id);
        const parsed = parseReason(body);
        if (parsed.wrong)
          return show(context, request, {
            attempt: { form: 'hapus', values: givenOf(body, 'reason'), wrong: parsed.wrong },
          });
        const subject = erasure.subject({ id: request.id, reason: parsed.value });
        return propose(db, scope, erasure, { subject, reason: parsed.value }, { at: now, lang, origin });
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/permohonan/:id/jawab',
      access: handle,
      params: idParams,
      body: formSchema,
      handler: async (context) => {
        const { db, scope, params, body, config, now } = context;
        const request = await getRequest(db, scope, params.id);
        const parsed = parseAnswer(body);
        if (parsed.wrong)
          return show(context, request, {
            attempt: { form: 'jawab', values: givenOf(body, 'outcome', 'result'), wrong: parsed.wrong },
          });
        await answerRequest(db, scope, config.secret, request, parsed.value, now);
        return redirect(`/permohonan/${request.id}?kabar=answered`);
      },
    }),
  ];
}
