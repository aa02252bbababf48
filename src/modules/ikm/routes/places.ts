/** Units and services as fields and addresses name them: `unit:<id>`, `layanan:<id>`. */
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { listServices, listUnits, type Service, type Unit } from '../../org/index.ts';
import type { Places } from '../actions/progress.ts';
import type { GoalSubject } from '../rules/goals.ts';

/** What of the office is within reach. */
export async function placesOf(db: Db, scope: TenantScope): Promise<Places> {
  return { units: await listUnits(db, scope), services: await listServices(db, scope, { withRetired: true }) };
}

/** `unit:<id>` or `layanan:<id>`, within reach; null for anything else. */
export function placeNamed({ units, services }: Places, text: string): Pick<GoalSubject, 'unitId' | 'serviceId'> | null {
  const [kind, id] = text.split(':');
  if (kind === 'unit') return units.some((unit) => unit.id === id) && id ? { unitId: id, serviceId: null } : null;
  const service = kind === 'layanan' ? services.find((one) => one.id === id) : undefined;
  return service ? { unitId: service.unitId, serviceId: service.id } : null;
}

/** Everything a target or a range can be about, units first. */
export function placeOptions(
  { units, services }: Places,
  words: { readonly wholeUnit: (unit: string) => string; readonly service: (service: string, unit: string) => string },
): { value: string; label: string }[] {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const inUse = ({ retiredAt }: Unit | Service) => retiredAt === null;
  return [
    ...units.filter(inUse).map(({ id, name }) => ({ value: `unit:${id}`, label: words.wholeUnit(name) })),
    ...services
      .filter(inUse)
      .map(({ id, name, unitId }) => ({ value: `layanan:${id}`, label: words.service(name, names.get(unitId) ?? '') })),
  ];
}

/** The name alone. */
export function placeName({ units, services }: Places, { unitId, serviceId }: Pick<GoalSubject, 'unitId' | 'serviceId'>): string {
  if (serviceId !== null) return services.find(({ id }) => id === serviceId)?.name ?? '';
  return units.find(({ id }) => id === unitId)?.name ?? '';
}
