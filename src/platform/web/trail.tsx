import { listEvents } from '../audit/index.ts';
import { isAdmin, type TenantScope } from '../auth/index.ts';
import type { Db } from '../db/db.ts';
import { formatDateTime } from '../i18n/index.ts';
import { Card, EmptyState, StaffPage, Table, usePage } from '../ui/index.ts';
import { type ModuleDoor, type Route, staff, staffRoute } from './module.ts';
import { page } from './reply.ts';
import { texts } from './texts.ts';

const mostEvents = 100;

interface TrailProps {
  readonly events: Awaited<ReturnType<typeof listEvents>>;
  readonly timeZone: string;
  readonly wordFor: (action: string) => string;
}

/** The newest changes of the office, in words. */
function TrailPage({ events, timeZone, wordFor }: TrailProps) {
  const { lang } = usePage();
  const t = texts[lang];
  return (
    <StaffPage title={t.trail} wide>
      {events.length === 0 ? (
        <EmptyState title={t.trail}>{t.trailNone}</EmptyState>
      ) : (
        <Card>
          <Table
            caption={t.trailLead}
            rows={events}
            columns={[
              { head: t.when, cell: (event) => formatDateTime(event.at, timeZone, lang), nowrap: true },
              { head: t.what, cell: (event) => wordFor(event.action) },
              { head: t.who, cell: (event) => event.actor_name },
              { head: t.why, cell: (event) => event.reason ?? '' },
            ]}
          />
        </Card>
      )}
    </StaffPage>
  );
}

/** The page of the audit trail. Each module says what its own actions are called. */
export function trailRoute(doors: readonly ModuleDoor[], timeZoneOf: (db: Db, scope: TenantScope) => Promise<string>): Route {
  return staffRoute({
    method: 'GET',
    path: '/kelola/jejak',
    access: staff('audit.read', isAdmin),
    handler: async ({ db, scope, lang }) => {
      const words: Readonly<Record<string, string>> = Object.assign({}, ...doors.map((door) => door.audit?.[lang] ?? {}));
      const events = await listEvents(db, scope, mostEvents);
      const wordFor = (action: string) => words[action] ?? action;
      return page('', <TrailPage events={events} timeZone={await timeZoneOf(db, scope)} wordFor={wordFor} />);
    },
  });
}
