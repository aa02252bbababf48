/** The door of org: the office, its tree of units, its services, its periods and N. */

import { withoutPersonalData } from '../../platform/personal/index.ts';
import { defineModule } from '../../platform/web/module.ts';
import { cleanLogoKind } from './jobs.ts';
import { brandRoutes } from './routes/brand.tsx';
import { officeRoutes } from './routes/office.tsx';
import { periodRoutes } from './routes/periods.tsx';
import { serviceRoutes } from './routes/services.tsx';
import { unitRoutes } from './routes/units.tsx';
import { searchPlaces } from './store/places.ts';
import { auditWords } from './texts/audit.ts';
import { helpTopics } from './texts/help.ts';
import { problems } from './texts/problems.ts';
import { texts } from './texts/screens.ts';
import { tableMeanings } from './texts/tables.ts';

export {
  chooseTarget,
  createOffice,
  createPeriod,
  createService,
  createUnit,
  type GivenPopulation,
  type NewService,
  type NewUnit,
  setDenominator,
  setPopulation,
} from './actions.ts';
export { parseCount } from './inputs.ts';
export {
  type Basis,
  type Brand,
  bases,
  branchOf,
  isLoopbackUrl,
  isProvince,
  type Office,
  officeUnitOf,
  type Period,
  type Population,
  parseOrigin,
  parseRegionCode,
  periodHolding,
  type Quality,
  qualities,
  type ServedBy,
  type Service,
  servicesApart,
  slugOf,
  timeZones,
  type Unit,
  waysOfServing,
} from './rules.ts';
export { findBrand, findLogo } from './store/brand.ts';
export {
  type Denominator,
  type FrameLevel,
  listDenominators,
  listFrame,
  listFrames,
  wantsEverybody,
} from './store/denominators.ts';
export { findPeriodByCode, listPeriods, listPopulations, listPopulationsIn, setPeriodClosed } from './store/periods.ts';
export {
  findOffice,
  findRegionCode,
  findService,
  findUnit,
  findUnitByCode,
  getOffice,
  getOfficeHead,
  listOfficesOfProvince,
  listPublicOffices,
  listServices,
  listUnits,
  type PublicOffice,
  type RegionOffice,
} from './store/places.ts';
export { periodDays, periodName } from './texts/periods.ts';

export const org = defineModule({
  name: 'org',
  audit: auditWords,
  tables: tableMeanings,
  jobs: [cleanLogoKind],
  routes: [...officeRoutes, ...brandRoutes, ...unitRoutes, ...serviceRoutes, ...periodRoutes],
  nav: [
    { href: '/kelola/unit', label: (lang) => texts[lang].units, group: 'setup', order: 10 },
    { href: '/kelola/layanan', label: (lang) => texts[lang].services, group: 'setup', order: 20 },
    { href: '/kelola/periode', label: (lang) => texts[lang].periods, group: 'setup', order: 30 },
    { href: '/kelola/instansi', label: (lang) => texts[lang].office, group: 'setup', order: 50 },
  ],
  personal: {
    purposes: [],
    tables: withoutPersonalData(
      'org_brand',
      'org_frame',
      'org_period',
      'org_population',
      'org_population_part',
      'org_region',
      'org_service',
      'org_tenant',
      'org_unit',
    ),
  },
  help: helpTopics,
  problems,
  search: async (db, scope, words, lang) => {
    const found = await searchPlaces(db, scope, words.split(/\s+/).filter(Boolean).slice(0, 6));
    return found.map(({ kind, id, name, detail }) => ({
      href: `/${kind === 'unit' ? 'unit' : 'layanan'}/${id}`,
      title: name,
      detail: kind === 'unit' ? [texts[lang].unit, detail].filter(Boolean).join(' · ') : `${texts[lang].service} · ${detail}`,
    }));
  },
});
