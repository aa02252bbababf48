/** What the plan's pages share. */
import { Tag, usePage } from '../../../platform/ui/index.ts';
import type { FollowUp } from '../rules.ts';
import { texts } from '../texts/screens.ts';

const tones = { planned: 'neutral', running: 'info', done: 'success', dropped: 'neutral' } as const;

/** How far a line is, and that its quarter is over. */
export function StateTag({ one, overdue }: { one: Pick<FollowUp, 'state'>; overdue: boolean }) {
  const t = texts[usePage().lang];
  return (
    <>
      <Tag tone={tones[one.state]}>{t.states[one.state]}</Tag>
      {overdue && (
        <>
          {' '}
          <Tag tone="warning">{t.overdue}</Tag>
        </>
      )}
    </>
  );
}

/** The proof and why it was given up, as they were written; the link opens nothing of ours. */
export function Proof({ one }: { one: Pick<FollowUp, 'evidence' | 'evidenceUrl' | 'reason'> }) {
  const t = texts[usePage().lang];
  return (
    <>
      {one.evidence}
      {one.evidenceUrl !== '' && (
        <>
          {one.evidence !== '' && ' '}
          <a href={one.evidenceUrl} rel="nofollow noopener noreferrer">
            {t.evidenceUrl}
          </a>
        </>
      )}
      {one.reason}
    </>
  );
}
