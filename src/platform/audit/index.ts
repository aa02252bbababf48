/** The audit trail: every change, who, when, what and why. Answers of respondents are not audit events. */
export { type AuditEntry, listEvents, record } from './store.ts';
