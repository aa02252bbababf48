/** `suara office create|list`: the offices of an installation. The first one is set up in the browser. */
import { Option } from 'commander';
import { Problem } from '../../kernel/problem.ts';
import { listGone } from '../../platform/auth/index.ts';
import { type Command, type CommandIo, UsageProblem } from '../../platform/cli.ts';
import { readConfig } from '../../platform/config.ts';
import type { Db } from '../../platform/db/db.ts';
import { formatDateTime, formatInteger } from '../../platform/i18n/index.ts';
import { boot } from '../../platform/start.ts';
import { isLoopbackUrl, parseOrigin, parseRegionCode, timeZones } from '../org/index.ts';
import { foundByOperator, listOffices } from './actions.ts';

interface CreateOptions {
  readonly name: string;
  readonly region: string;
  readonly regionCode?: string;
  readonly adminEmail: string;
  readonly zone: string;
  readonly url?: string;
  readonly json?: boolean;
}

function textOption(option: string, given: string): string {
  const text = given.trim();
  if (text === '' || text.length > 200) throw new UsageProblem('setup.office_name', { option });
  return text;
}

function urlOption(given: string | undefined): string | null {
  if (given === undefined) return null;
  const origin = parseOrigin(given);
  if (origin === null || isLoopbackUrl(origin)) throw new UsageProblem('setup.office_url', { url: given });
  return origin;
}

function regionCodeOption(given: string | undefined): string | null {
  const code = given === undefined ? null : parseRegionCode(given);
  if (given !== undefined && code === null) throw new UsageProblem('setup.office_region_code', { code: given });
  return code;
}

/** Makes the office and says where its administrator goes. `address`: where this installation is reached. */
export async function createOfficeFor(db: Db, io: CommandIo, options: CreateOptions, address: string): Promise<void> {
  const office = {
    name: textOption('--name', options.name),
    region: textOption('--region', options.region),
    regionCode: regionCodeOption(options.regionCode),
    zone: timeZones.find(({ abbreviation }) => abbreviation === options.zone)?.zone ?? 'Asia/Jakarta',
    publicUrl: urlOption(options.url),
    email: options.adminEmail.trim().toLowerCase(),
  };
  const { code, token } = await foundByOperator(db, office, new Date());
  const link = `${address}/undangan/${token}`;
  io.stdout.write(
    options.json
      ? `${JSON.stringify({ unit: code, admin: office.email, invitation: link })}\n`
      : `Instansi ${office.name} dibuat (unit ${code}).\nKirim tautan ini kepada ${office.email}; berlaku 72 jam, sekali pakai, dan tidak ditampilkan lagi:\n${link}\n`,
  );
}

/** Says which offices there are, and which there were. */
export async function printOffices(db: Db, io: CommandIo, asJson: boolean): Promise<void> {
  const [offices, gone] = [await listOffices(db), await listGone(db)];
  if (asJson) {
    io.stdout.write(`${JSON.stringify({ offices, gone })}\n`);
    return;
  }
  if (offices.length + gone.length === 0) {
    io.stdout.write('Belum ada instansi.\n');
    return;
  }
  const time = (at: Date) => formatDateTime(at, 'Asia/Jakarta', 'id');
  for (const { name, region, unit, people, erasedOn } of offices)
    io.stdout.write(
      `${name}, ${region} (unit ${unit}): ${formatInteger(people, 'id')} petugas${erasedOn ? `; akan dihapus ${time(erasedOn)}` : ''}\n`,
    );
  for (const { name, begunAt, erasedAt, rowsErased, reason } of gone)
    io.stdout.write(
      `${name}: ${erasedAt ? `dihapus ${time(erasedAt)}` : `sedang dihapus sejak ${time(begunAt)}`}, ${formatInteger(rowsErased, 'id')} baris; alasan: ${reason}\n`,
    );
}

async function withDb(io: CommandIo, use: (db: Db, address: string) => Promise<void>): Promise<void> {
  const given = readConfig(io.env);
  if (given.demo) throw new Problem('tenants.demonstration');
  const booted = await boot(given, { part: 'command', max: 2 });
  try {
    await use(booted.db, given.url ?? `http://localhost:${given.port}`);
  } finally {
    await booted.stop();
  }
}

export const officeCommand: Command = {
  register(program, io) {
    const office = program.command('office').description('instansi di pemasangan ini: tambah dan lihat');
    office
      .command('create')
      .description('tambah instansi dan buat tautan undangan untuk administratornya')
      .requiredOption('--name <nama>', 'nama lengkap instansi')
      .requiredOption('--region <daerah>', 'pemerintah daerah atau kementeriannya')
      .option('--region-code <kode>', 'kode wilayah: 33 untuk provinsi, 33.74 untuk kabupaten atau kota')
      .requiredOption('--admin-email <surel>', 'surel administrator; hanya surel ini dapat memakai tautannya')
      .addOption(
        new Option('--zone <zona>', 'zona waktu').choices(timeZones.map(({ abbreviation }) => abbreviation)).default('WIB'),
      )
      .option('--url <alamat>', 'alamat untuk ponsel warga, tercetak pada QR')
      .option('--json', 'keluaran JSON')
      .action((options: CreateOptions) => withDb(io, (db, address) => createOfficeFor(db, io, options, address)));
    office
      .command('list')
      .description('semua instansi, dan yang sudah dihapus')
      .option('--json', 'keluaran JSON')
      .action(({ json }: { json?: boolean }) => withDb(io, (db) => printOffices(db, io, json === true)));
  },
};
