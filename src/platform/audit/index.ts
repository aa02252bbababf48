/** The audit trail: every change and every look at personal data, who, when, what, from where and why. Answers of respondents are not audit events. */
export {
  type AuditEntry,
  type AuditLine,
  countEvents,
  type EventFilter,
  listEventActors,
  listEvents,
  record,
} from './store.ts';
