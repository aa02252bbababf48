/** Imported answers of sixteen items, from the file to the published page: the index under each mapping is that of `suara ikm`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, expect, test, vi } from 'vitest';
import { testConfig, testHouse } from '../../../../test/house.ts';
import { runCommands } from '../../../platform/cli.ts';
import { createJobs } from '../../../platform/jobs/index.ts';
import { instruments, survey } from '../../survey/index.ts';
import { commands } from '../commands/index.ts';

const house = await testHouse();
const { office } = house;
const service = office.services[0]?.id ?? '';
const jobs = createJobs(house.db, survey.jobs ?? [], pino({ level: 'silent' }), testConfig.secret);
await jobs.start();
const folder = await mkdtemp(join(tmpdir(), 'suara-mappings-'));
afterAll(async () => {
  await jobs.stop();
  await rm(folder, { recursive: true, force: true });
});

const items = instruments['skm-online-16']?.items.filter(({ variant }) => variant !== 'online') ?? [];
const kept = new Set(['no-fraud', 'no-levies', 'no-brokers', 'no-discrimination', 'no-gifts']);
// The perceptions of corruption are worse than the rest, and one in five leaves something out.
const people = Array.from({ length: 25 }, (_, person) =>
  items.map(({ id }, at) => ((person + at) % 5 === 0 ? '' : kept.has(id) ? 1 + (person % 3) : 3 + ((person + at) % 2))),
);
const csv = [
  ['No', 'Waktu Pengisian', ...items.map(({ question }) => question.id)],
  ...people.map((scores, at) => [at + 1, `2024-08-${String(1 + at).padStart(2, '0')}`, ...scores]),
]
  .map((row) => row.join(';'))
  .join('\n');

async function commandLine(): Promise<{ id: string; ikm: string; used: boolean }[]> {
  await writeFile(join(folder, 'ekspor.csv'), csv);
  let out = '';
  const io = { cwd: folder, env: {}, stdout: { write: (text: string) => (out += text) }, stderr: { write: () => true } };
  expect(await runCommands(commands, {}, ['ikm', 'ekspor.csv', '--json'], io)).toBe(0);
  return JSON.parse(out).mappings;
}

/** The index that the panel of a page prints beside a mapping. */
function printed(page: string, mapping: string): string | undefined {
  const row = page.split('<tr').find((one) => one.includes(`Pemetaan butir: ${mapping},`));
  return row?.match(/\d+,\d{2}/)?.[0].replace(',', '.');
}

test('live and published, both mappings stand in the panel with the figures of the command line', async () => {
  const [m1, m2] = await commandLine();
  expect(m1?.ikm).not.toBe(m2?.ikm);
  const officer = await house.signIn();
  await officer.get('/impor');
  const path = (await officer.upload('/impor', { name: 'ekspor.csv', content: csv })).location;
  const reads = async (text: string) =>
    vi.waitFor(async () => expect((await officer.get(path)).text.includes(text)).toBe(true), { timeout: 20_000, interval: 50 });
  await reads(`${path}/pemetaan`);
  const form = Object.fromEntries([['col-1', '@date'], ...items.map(({ id }, at) => [`col-${at + 2}`, id])]);
  await officer.post(`${path}/pemetaan`, { ...form, order: 'unsur', service });
  await reads(`${path}/mulai`);
  await officer.post(`${path}/mulai`, {});
  await reads(`${path}/urungkan`);

  const live = (await officer.get(`/layanan/${service}?periode=${office.period.code}`)).text;
  expect([printed(live, 'M1'), printed(live, 'M2')]).toEqual([m1?.ikm, m2?.ikm]);

  const period = `/periode/${office.period.code}`;
  await officer.get(`${period}/tutup`);
  await officer.post(`${period}/tutup`, { agree: '1' });
  const preview = `${period}/terbitkan/${office.unitCode}`;
  await officer.get(preview);
  expect((await officer.post(preview, { agree: '1' })).status).toBe(303);
  expect((await house.approveAll()).map(({ status }) => status)).toEqual([303]);
  const published = (await house.visitor().get(`/ikm/${office.unitCode}/${office.period.code}`)).text;
  expect([printed(published, 'M1'), printed(published, 'M2')]).toEqual([m1?.ikm, m2?.ikm]);
});
