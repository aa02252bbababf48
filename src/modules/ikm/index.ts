/** The door of ikm: live figures, closing, publishing, published results, and the verb `suara ikm`. */

import { personalTable, withoutPersonalData } from '../../platform/personal/index.ts';
import { defineModule, type ModuleDoor } from '../../platform/web/module.ts';
import { commands } from './commands/index.ts';
import { looks } from './jobs/looks.ts';
import { rankings } from './jobs/ranking.ts';
import { routesWith } from './routes/index.ts';
import { notices } from './routes/notices.ts';
import { resultCopies } from './routes/office-copy.ts';
import { publication } from './routes/publication.ts';
import { readCoverage } from './rules/coverage.ts';
import { auditWords } from './texts/audit-words.ts';
import { calendarTexts } from './texts/calendar.ts';
import { earlierTexts } from './texts/earlier.ts';
import { goalTexts } from './texts/goals.ts';
import { problems } from './texts/index.ts';
import { liveTexts } from './texts/live.ts';
import { periodTexts } from './texts/periods.ts';
import { tableMeanings } from './texts/tables.ts';
import { targetTexts } from './texts/targets.ts';

export { closePeriod } from './actions/close.ts';
export { importEarlier } from './actions/earlier.ts';
export { addGoal } from './actions/goals.ts';
export { type Live, type LiveRequest, liveResult, liveUnits } from './actions/live.ts';
export { type PublishRequest, publishResult, servicesBelow } from './actions/publish.ts';
export { signedWords } from './pages/certainty.tsx';
export { goalSentences, publicGoals } from './routes/public-goals.ts';
export { compareTogether, type Verdict } from './rules/differences.ts';
export { smallestGroup } from './rules/groups.ts';
export { letterOf } from './rules/mutu.ts';
export { pacePerDay } from './rules/targets.ts';
export { listUnitFigures, type UnitFigure } from './store/figures.ts';
export { listGoals } from './store/goals.ts';
export { findPlace } from './store/rankings.ts';
export {
  type Figure,
  findResult,
  listFigurePeriods,
  listFiguresOf,
  listResults,
  type PublishedResult,
  type ResultLine,
} from './store/results.ts';

export { selfSelectedWords } from './texts/certainty.ts';
export { methodWords } from './texts/method-words.ts';
export { channelWords, intervalWords, mutuWords, shortPeriod } from './texts/words.ts';

/**
 * The door. `measured`: the measurement of the interval's coverage as `npm run prove -- coverage` writes it, which lies outside the house and is handed
 * in by whoever puts it together. @throws ZodError when it has another shape
 */
export const createIkm = (measured: unknown): ModuleDoor =>
  defineModule({
    name: 'ikm',
    audit: auditWords,
    routes: routesWith(readCoverage(measured)),
    copies: resultCopies,
    tables: tableMeanings,
    approvals: [publication],
    notices,
    jobs: [...looks, ...rankings],
    commands,
    problems,
    personal: {
      purposes: [
        {
          id: 'ikm.results',
          basis: 'public_service',
          title: { id: 'Hasil yang diterbitkan', en: 'Published results' },
          people: { id: 'Petugas yang menerbitkan', en: 'Officers who publish' },
          why: {
            id: 'Mencatat siapa menerbitkan hasil. Hasilnya sendiri hanya jumlah, kelompok kecil digabung.',
            en: 'To keep who published a result. The result itself is sums only, small groups merged.',
          },
          erasure: {
            id: 'Hasil yang terbit tidak diubah; nama petugas tetap sebagai bukti.',
            en: 'A published result is not changed; the officer’s name stays as proof.',
          },
        },
        {
          id: 'ikm.goals',
          basis: 'public_service',
          title: { id: 'Target kinerja', en: 'Performance targets' },
          people: { id: 'Petugas yang memasukkan target', en: 'Officers who enter targets' },
          why: {
            id: 'Mencatat siapa memasukkan atau membetulkan target dokumen perencanaan.',
            en: 'To keep who entered or corrected a target of a planning document.',
          },
          erasure: {
            id: 'Riwayat target tidak diubah; nama petugas tetap sebagai bukti.',
            en: 'The history of targets is not changed; the officer’s name stays as proof.',
          },
        },
      ],
      tables: [
        personalTable('ikm_result', 'general', 'ikm.results', 'published_by'),
        personalTable('ikm_goal', 'general', 'ikm.goals', 'entered_by'),
        personalTable('ikm_earlier', 'general', 'ikm.results', 'entered_by'),
        ...withoutPersonalData('ikm_figure', 'ikm_pace_reminder', 'ikm_ranking', 'ikm_ranking_unit'),
      ],
    },
    nav: [
      { href: '/layanan', label: (lang) => liveTexts[lang].allServices, group: 'main', order: 10 },
      { href: '/periode', label: (lang) => periodTexts[lang].title, group: 'main', order: 20 },
      { href: '/kalender', label: (lang) => calendarTexts[lang].title, group: 'main', order: 22 },
      { href: '/rentang', label: (lang) => calendarTexts[lang].rangeTitle, group: 'main', order: 23 },
      { href: '/sasaran', label: (lang) => targetTexts[lang].menu, group: 'main', order: 25 },
      { href: '/target-kinerja', label: (lang) => goalTexts[lang].title, group: 'main', order: 27 },
      { href: '/hasil-terdahulu', label: (lang) => earlierTexts[lang].title, group: 'main', order: 30 },
    ],
  });
