/** Setting a kiosk up, and what its page holds. */
import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { NewKiosk } from '../inputs/kiosk.ts';
import { isVideo, shownAids } from '../rules/aids.ts';
import { type KioskAid, type KioskData, type KioskInstrument, type PinCheck, screensOf } from '../rules/kiosk.ts';
import { listAids } from '../store/aids.ts';
import { findCode } from '../store/codes.ts';
import { findInstrument } from '../store/instruments.ts';
import { findKiosk, setKioskRow } from '../store/kiosks.ts';
import { lookOf, type OpenCode } from './intake.ts';

const derive = promisify(pbkdf2);
/** What OWASP asks of PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023): about a second on a cheap tablet. */
const iterations = 600_000;

async function hashPin(pin: string): Promise<PinCheck> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, iterations, 32, 'sha256');
  return { salt: salt.toString('base64'), hash: hash.toString('base64'), iterations };
}

/** Sets a code's kiosk up; a PIN that is not given stays as it is. @throws Problem survey.code_unknown */
export async function setKiosk(tx: Db, scope: OfficeScope, code: string, given: NewKiosk, at: Date): Promise<void> {
  if (!(await findCode(tx, scope, code))) throw new Problem('survey.code_unknown', { code });
  const { pin, ...settings } = given;
  const check = pin === null ? (await findKiosk(tx, scope, code)).pin : await hashPin(pin);
  await setKioskRow(tx, scope, code, { ...settings, pin: check }, at);
  await record(tx, scope, {
    at,
    action: 'survey.set_kiosk',
    targetKind: 'code',
    targetId: code,
    detail: { ...settings, newPin: pin !== null },
  });
}

/** What the page of a kiosk holds. */
export async function kioskData(tx: Db, { scope, visit }: OpenCode, preview: boolean): Promise<KioskData> {
  const instruments: KioskInstrument[] = [];
  for (const id of new Set(visit.services.map((one) => one.instrumentId))) {
    const instrument = await findInstrument(tx, scope, id);
    if (!instrument) continue;
    const aids = shownAids(await listAids(tx, scope, instrument.questionnaireId), instrument);
    const shown = [...aids].map(([item, aid]): [string, KioskAid] => {
      return [item, { src: `/s/${scope.code}/isyarat/${aid.address}/berkas`, video: isVideo(aid), words: aid.words }];
    });
    instruments.push({ id, look: lookOf(instrument), screens: screensOf(instrument, new Map(shown)) });
  }
  return {
    code: scope.code,
    unitName: visit.unitName,
    timeZone: visit.timeZone,
    services: visit.services.map(({ id, name, instrumentId }) => ({ id, name, instrument: instrumentId })),
    instruments,
    settings: await findKiosk(tx, scope, scope.code),
    preview,
  };
}
