/** What is half answered outlives a closed tab, for as long as the person may still be there. */
import type { Visit } from '../../rules/kiosk.ts';
import type { KeptStore } from '../queue/kept.ts';

type Asking = Extract<Visit, { phase: 'asking' }>;

interface Drafts {
  /** Keeps a visit that is under way; forgets it when it is over. */
  keep(visit: Visit): Promise<void>;
  find(): Promise<{ readonly touched: number; readonly visit: Asking } | null>;
}

/** No field of a form is called so. */
const ofVisit = '@visit';

export function createDrafts(kept: KeptStore | null, code: string): Drafts {
  const place = `kios/${code}`;
  return {
    keep: async (visit) => {
      if (visit.phase !== 'asking') await kept?.delete('drafts', place);
      else await kept?.put('drafts', { code: place, at: Date.now(), fields: { [ofVisit]: JSON.stringify(visit) } });
    },
    find: async () => {
      const draft = await kept?.get('drafts', place);
      const visit = draft && JSON.parse(draft.fields[ofVisit] ?? 'null');
      return draft && visit ? { touched: draft.at, visit } : null;
    },
  };
}
