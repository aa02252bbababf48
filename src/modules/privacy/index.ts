/** The door of privacy: consents, contacts, requests, retention, breaches, and what the house declares about personal data. */
import { type AllPersonalData, type PersonalData, personalTable, withoutPersonalData } from '../../platform/personal/index.ts';
import { defineModule, type ModuleDoor } from '../../platform/web/module.ts';
import { ownRetention } from './actions/retention.ts';
import { remindKind } from './jobs/reminding.ts';
import { createRetentionKind } from './jobs/retention.ts';
import { rotationKind } from './jobs/rotation.ts';
import { breachRoutes } from './routes/breaches.tsx';
import { contactRoutes } from './routes/contacts.tsx';
import { createErasureKind } from './routes/erasure.ts';
import { notices } from './routes/notices.ts';
import { createOfficeRoutes } from './routes/office.tsx';
import { publicRoutes } from './routes/public.tsx';
import { createRequestRoutes } from './routes/requests.tsx';
import { auditWords } from './texts/audit.ts';
import { helpTopics } from './texts/help.ts';
import { ownPurposes } from './texts/personal.ts';
import { problems } from './texts/problems.ts';
import { texts } from './texts/screens.ts';
import { tableMeanings } from './texts/tables.ts';

export { eraseContactOf, takeContact } from './actions/contacts.ts';
export { parseConsented } from './inputs/contact.ts';
export { followUp } from './law/consent-texts.ts';
export { ContactFormPage, ContactTakenPage } from './pages/public.tsx';
export { needsGuardian, normalEmail, normalPhone } from './rules/contact.ts';
export { greatestAgeLimit } from './rules/settings.ts';
export { currentText, hashOf } from './store/consents.ts';
export { findSettings as findPrivacySettings } from './store/settings.ts';

/** What this module itself keeps. */
export const privacyPersonalData: PersonalData = {
  purposes: ownPurposes,
  tables: [
    personalTable('privacy_contact', 'specific', 'privacy.follow_up', 'sealed', 'phone_index', 'email_index'),
    personalTable('privacy_consent', 'specific', 'privacy.follow_up', 'sealed', 'guardian'),
    personalTable('privacy_request', 'general', 'privacy.requests', 'receipt', 'sealed', 'told_by'),
    personalTable('privacy_consent_text', 'general', 'privacy.office', 'created_by'),
    personalTable('privacy_retention', 'general', 'privacy.office', 'confirmed_by'),
    personalTable('privacy_breach', 'general', 'privacy.office', 'data', 'how', 'handling', 'created_by'),
    personalTable('privacy_setting', 'general', 'privacy.office', 'officer'),
    ...withoutPersonalData('privacy_key'),
  ],
  retention: ownRetention,
};

/** Makes the module over what all parts of the house declare; `app.ts` hands it over, as jobs are. */
export function createPrivacy(personal: AllPersonalData): ModuleDoor {
  const erasure = createErasureKind(personal);
  return defineModule({
    name: 'privacy',
    approvals: [erasure],
    audit: auditWords,
    tables: tableMeanings,
    routes: [
      ...publicRoutes,
      ...contactRoutes,
      ...createRequestRoutes(personal, erasure),
      ...createOfficeRoutes(personal),
      ...breachRoutes,
    ],
    nav: [
      { href: '/permohonan', label: (lang) => texts[lang].requests.menu, group: 'work', order: 70 },
      { href: '/kontak', label: (lang) => texts[lang].contacts.menu, group: 'work', order: 75 },
      { href: '/kelola/data-pribadi', label: (lang) => texts[lang].title, group: 'setup', order: 65 },
    ],
    notices,
    jobs: [rotationKind, remindKind, createRetentionKind(personal)],
    help: helpTopics,
    problems,
  });
}
