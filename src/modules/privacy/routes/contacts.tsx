/** `/kontak`: contacts, masked; opening one is a POST with a reason, so that no look goes unrecorded and nothing stands in an address. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { getOffice } from '../../org/index.ts';
import {
  correctContact,
  eraseContactById,
  findContacts,
  maskContact,
  restrictContact,
  revealContact,
} from '../actions/contacts.ts';
import { parseContact } from '../inputs/contact.ts';
import { type FormBody, formSchema, givenOf, parseReason, textOf } from '../inputs/form.ts';
import { ConsentPage, ContactPage, ContactsPage } from '../pages/contacts.tsx';
import type { Attempt } from '../pages/parts.tsx';
import { type ContactData, maskName } from '../rules/contact.ts';
import { findConsent, hashOf } from '../store/consents.ts';
import { countContacts, findContact, listContacts } from '../store/contacts.ts';
import { openVault } from '../store/keys.ts';
import { texts } from '../texts/screens.ts';
import { handle, idParams, newsQuery } from './parts.ts';

const perPage = 30;

async function contactLine(db: Db, scope: TenantScope, secret: string, id: string) {
  const row = id === '' ? null : await findContact(db, scope, id);
  if (!row) throw new Problem('privacy.contact_unknown');
  return maskContact(await openVault(db, scope, secret), row);
}

type FormName = NonNullable<Parameters<typeof ContactPage>[0]['attempt']>['form'];

/** The page again with what was given and what is wrong. */
async function again(db: Db, scope: TenantScope, secret: string, id: string, attempt: Attempt & { readonly form: FormName }) {
  const { timeZone } = await getOffice(db, scope);
  const contact = await contactLine(db, scope, secret, id);
  return page('', <ContactPage contact={contact} opened={null} timeZone={timeZone} attempt={attempt} />, 422);
}

/** A change that needs nothing but its reason. */
function reasonRoute(
  form: FormName,
  after: (id: string) => string,
  change: (tx: Db, scope: TenantScope, id: string, reason: string, now: Date) => Promise<void>,
): Route {
  return staffRoute({
    method: 'POST',
    path: `/kontak/:id/${form}`,
    access: handle,
    params: idParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now, config }) => {
      await contactLine(db, scope, config.secret, params.id);
      const parsed = parseReason(body);
      if (parsed.wrong)
        return again(db, scope, config.secret, params.id, { form, values: givenOf(body, 'reason'), wrong: parsed.wrong });
      await change(db, scope, params.id, parsed.value, now);
      return redirect(after(params.id));
    },
  });
}

const changed = (id: string) => `/kontak/${id}?kabar=changed`;

/** Both what is put right and why. */
function parseCorrection(body: FormBody) {
  const [contact, reason] = [parseContact(body), parseReason(body)];
  const wrong = { ...contact.wrong, ...reason.wrong };
  return contact.value && reason.value ? { data: contact.value, reason: reason.value } : { wrong };
}

export const contactRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kontak',
    access: handle,
    query: z
      .object({ halaman: z.coerce.number().int().min(1).catch(1).default(1), kabar: z.string().optional() })
      .catch({ halaman: 1 }),
    handler: async ({ db, scope, query, config, lang, looked }) => {
      const { timeZone } = await getOffice(db, scope);
      const pages = Math.max(1, Math.ceil((await countContacts(db, scope)) / perPage));
      const at = Math.min(query.halaman, pages);
      const vault = await openVault(db, scope, config.secret);
      const rows = await listContacts(db, scope, { limit: perPage, offset: (at - 1) * perPage });
      const contacts = rows.map((row) => maskContact(vault, row));
      if (contacts.length > 0) looked({ action: 'privacy.read_contacts', detail: { contacts: contacts.length, page: at } });
      const news = query.kabar === 'erased' ? texts[lang].contacts.erased : undefined;
      return page(
        '',
        <ContactsPage contacts={contacts} timeZone={timeZone} page={at} pages={pages} searched={false} news={news} />,
      );
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kontak/cari',
    access: handle,
    body: formSchema,
    handler: async ({ db, scope, body, config, looked }) => {
      const { timeZone } = await getOffice(db, scope);
      const vault = await openVault(db, scope, config.secret);
      const found = await findContacts(db, scope, vault, textOf(body, 'wanted').slice(0, 200));
      const contacts = found.map((row) => maskContact(vault, row));
      looked({ action: 'privacy.read_contacts', detail: { contacts: contacts.length, searched: true } });
      return page('', <ContactsPage contacts={contacts} timeZone={timeZone} page={1} pages={1} searched />);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kontak/:id',
    access: handle,
    params: idParams,
    query: newsQuery('changed'),
    handler: async ({ db, scope, params, query, config, lang }) => {
      const { timeZone } = await getOffice(db, scope);
      const contact = await contactLine(db, scope, config.secret, params.id);
      const news = query && texts[lang].contacts[query];
      return page('', <ContactPage contact={contact} opened={null} timeZone={timeZone} news={news} />);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kontak/:id/persetujuan',
    access: handle,
    params: idParams,
    handler: async ({ db, scope, params, config, looked }) => {
      const { timeZone } = await getOffice(db, scope);
      const row = params.id === '' ? null : await findContact(db, scope, params.id);
      const consent = row && (await findConsent(db, scope, row.consentId));
      if (!consent) throw new Problem('privacy.consent_unknown');
      const vault = await openVault(db, scope, config.secret);
      const guardian = consent.sealed
        ? vault.open<{ readonly name: string; readonly relation: string }>('privacy_consent', consent)
        : null;
      looked({ action: 'privacy.read_consent', targetKind: 'consent', targetId: consent.id });
      return page(
        '',
        <ConsentPage
          contactId={params.id}
          consent={consent}
          hash={consent.textHash.toString('hex')}
          fits={hashOf(consent.text).equals(consent.textHash)}
          guardian={guardian ? `${maskName(guardian.name)} (${guardian.relation})` : ''}
          timeZone={timeZone}
        />,
      );
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kontak/:id/buka',
    access: handle,
    params: idParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now, config }) => {
      const { timeZone } = await getOffice(db, scope);
      const contact = await contactLine(db, scope, config.secret, params.id);
      const parsed = parseReason(body);
      if (parsed.wrong)
        return again(db, scope, config.secret, params.id, {
          form: 'buka',
          values: givenOf(body, 'reason'),
          wrong: parsed.wrong,
        });
      const opened: ContactData = await revealContact(db, scope, config.secret, params.id, parsed.value, now);
      return page('', <ContactPage contact={contact} opened={opened} timeZone={timeZone} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kontak/:id/perbaiki',
    access: handle,
    params: idParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now, config }) => {
      await contactLine(db, scope, config.secret, params.id);
      const parsed = parseCorrection(body);
      if (parsed.wrong) {
        const values = givenOf(body, 'name', 'phone', 'email', 'reason');
        return again(db, scope, config.secret, params.id, { form: 'perbaiki', values, wrong: parsed.wrong });
      }
      await correctContact(db, scope, config.secret, params.id, parsed.data, parsed.reason, now);
      return redirect(changed(params.id));
    },
  }),
  reasonRoute(
    'hapus',
    () => '/kontak?kabar=erased',
    (tx, scope, id, reason, at) => eraseContactById(tx, scope, id, { at, by: scope.actor.id, reason }),
  ),
  reasonRoute('batasi', changed, (tx, scope, id, reason, at) => restrictContact(tx, scope, id, true, reason, at)),
  reasonRoute('lepas', changed, (tx, scope, id, reason, at) => restrictContact(tx, scope, id, false, reason, at)),
];
