/** The operator's verbs for the database: `migrate`, `backup FILE`, `restore FILE`. */
import { renameSync, writeFileSync } from 'node:fs';
import { Problem } from '../../kernel/problem.ts';
import { type Command, type CommandIo, resolvePath } from '../cli.ts';
import { type Config, type GivenConfig, readConfig } from '../config.ts';
import { formatDateTime, formatInteger } from '../i18n/index.ts';
import { boot, secretFile } from '../start.ts';
import { restoreBackup, verifyBackup, writeBackup } from './backup/index.ts';
import { close, connect } from './db.ts';
import { migrate } from './migrate.ts';

/** Runs `fn` with the address of the owning role, on the database as it is found. Problem `backup.no_owner`. */
async function withOwner<R>(given: GivenConfig, fn: (found: { ownerUrl: string; config: Config }) => Promise<R>): Promise<R> {
  const booted = await boot(given, { part: 'command', prepare: false, max: 1 });
  try {
    if (booted.ownerUrl === null) throw new Problem('backup.no_owner');
    return await fn({ ownerUrl: booted.ownerUrl, config: booted.config });
  } finally {
    await booted.stop();
  }
}

function print(io: CommandIo, json: boolean | undefined, value: unknown, sentence: string): void {
  io.stdout.write(`${json ? JSON.stringify(value) : sentence}\n`);
}

const migrateCommand: Command = {
  register(program, io) {
    program
      .command('migrate')
      .description('siapkan basis data untuk versi ini (memerlukan peran pemilik)')
      .option('--json', 'keluaran JSON')
      .action(async ({ json }: { json?: boolean }) => {
        const done = await withOwner(readConfig(io.env), async ({ ownerUrl }) => {
          const owner = connect(ownerUrl, { max: 1, name: 'suara migrate' });
          return migrate(owner).finally(() => close(owner));
        });
        const sentence = done.length === 0 ? 'Basis data sudah sesuai versi ini.' : `Selesai: ${done.join(', ')}.`;
        print(io, json, { migrated: done }, sentence);
      });
  },
};

const backupCommand: Command = {
  register(program, io) {
    program
      .command('backup')
      .description('simpan semua tabel pada satu saat ke sebuah berkas; layanan tetap berjalan')
      .argument('<FILE>', 'berkas baru, misalnya suara-2026-01-31.gz')
      .option('--json', 'keluaran JSON')
      .action(async (file: string, { json }: { json?: boolean }) => {
        const given = readConfig(io.env);
        const path = resolvePath(io, file);
        // A secret that the operator keeps elsewhere stays there.
        const summary = await withOwner(given, ({ ownerUrl, config }) =>
          writeBackup(ownerUrl, path, given.secret === null ? config.secret : null, new Date()),
        );
        const rows = `${formatInteger(summary.rows, 'id')} baris dari ${formatInteger(summary.tables, 'id')} tabel`;
        const sentence = `Cadangan selesai: ${path} (${rows}, SHA-256 ${summary.sha256}).\nSimpan di tempat aman: isinya data pribadi.`;
        print(io, json, { file: path, ...summary }, sentence);
      });
  },
};

const restoreCommand: Command = {
  register(program, io) {
    program
      .command('restore')
      .description('pulihkan sebuah cadangan ke basis data yang masih kosong')
      .argument('<FILE>', 'berkas dari "suara backup"')
      .option('--json', 'keluaran JSON')
      .action(async (file: string, { json }: { json?: boolean }) => {
        const given = readConfig(io.env);
        const path = resolvePath(io, file);
        await verifyBackup(path); // a wrong file is refused before a database is even started
        const { header, rows } = await withOwner(given, async ({ ownerUrl, config }) => {
          const restored = await restoreBackup(ownerUrl, path);
          if (given.secret === null && restored.header.secret !== null) replaceSecret(config.dataDir, restored.header.secret);
          return restored;
        });
        const from = formatDateTime(new Date(header.created_at), 'Asia/Jakarta', 'id');
        const sentence = `Pulih: ${formatInteger(rows, 'id')} baris, keadaan ${from}. Mulai ulang server web bila sedang berjalan.`;
        print(
          io,
          json,
          { file: path, created_at: header.created_at, schema: header.schema, tables: header.tables.length, rows },
          sentence,
        );
      });
  },
};

/** The secret belongs to the data: what was signed with it goes on being valid. */
function replaceSecret(dataDir: string, secret: string): void {
  const file = secretFile(dataDir);
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

export const databaseCommands: readonly Command[] = [migrateCommand, backupCommand, restoreCommand];
