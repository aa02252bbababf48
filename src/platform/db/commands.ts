/** The operator's verbs for the database: `migrate`, `distribute`, `backup FILE`, `restore FILE`. */
import { Problem } from '../../kernel/problem.ts';
import { type Command, type CommandIo, resolvePath } from '../cli.ts';
import { type Config, type GivenConfig, readConfig } from '../config.ts';
import { formatDateTime, formatInteger } from '../i18n/index.ts';
import { keepSecret, readSecret, replaceSecret, secretFile } from '../secrets.ts';
import { boot, dataPlace } from '../start.ts';
import { restoreBackup, verifyBackup, writeBackup } from './backup/index.ts';
import { close, connect } from './db.ts';
import { type DistributionPlan, distribute, planDistribution } from './distribute.ts';
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

const distributeCommand: Command = {
  register(program, io) {
    program
      .command('distribute')
      .description('sebarkan basis data ke server-server Citus (memerlukan peran pemilik); aman diulang')
      .option('--dry-run', 'tampilkan SQL yang akan dijalankan; tidak ada yang diubah')
      .option('--json', 'keluaran JSON')
      .action(async ({ dryRun = false, json }: { dryRun?: boolean; json?: boolean }) => {
        const plan = await withOwner(readConfig(io.env), async ({ ownerUrl }) => {
          const owner = connect(ownerUrl, { max: 1, name: 'suara distribute' });
          const tell = (statement: string) => void io.stderr.write(`${statement};\n`);
          return (dryRun ? planDistribution(owner) : distribute(owner, tell)).finally(() => close(owner));
        });
        if (dryRun && plan.citus === null) io.stderr.write('Basis data ini belum memiliki Citus; SQL ini untuk dilihat saja.\n');
        const count = formatInteger(plan.statements.length, 'id');
        const sentence =
          plan.statements.length === 0
            ? 'Basis data sudah tersebar; tidak ada yang perlu dijalankan.'
            : dryRun
              ? describePlan(plan)
              : `Selesai: ${count} perintah dijalankan.`;
        print(io, json, { dry_run: dryRun, ...plan }, sentence);
      });
  },
};

/** SQL that can be run as it is: what stays is said in comments. */
function describePlan({ statements, tables }: DistributionPlan): string {
  const stays = tables.filter((one) => one.placement === 'local').map(({ name, why }) => `-- ${name} stays: ${why}`);
  return [...stays, ...statements.map((statement) => `${statement};`)].join('\n');
}

const unencrypted = ['--unencrypted', 'berkas tanpa enkripsi, dapat dibaca dengan zcat'] as const;

/** Said once, when the key is made: who loses the machine loses the key that lay on it. */
function warnOfNewKey(io: CommandIo, dataDir: string): void {
  const file = secretFile(dataDir, 'backup-key');
  io.stderr.write(
    `Kunci cadangan dibuat di ${file}. SIMPAN SALINANNYA DI TEMPAT LAIN, terpisah dari cadangan: tanpa kunci itu cadangan tidak dapat dipulihkan.\n`,
  );
}

const backupCommand: Command = {
  register(program, io) {
    program
      .command('backup')
      .description('simpan semua tabel pada satu saat ke sebuah berkas terenkripsi; layanan tetap berjalan')
      .argument('<FILE>', 'berkas baru, misalnya suara-2026-01-31.suara')
      .option(...unencrypted)
      .option('--json', 'keluaran JSON')
      .action(async (file: string, options: { json?: boolean; unencrypted?: boolean }) => {
        const given = readConfig(io.env);
        const path = resolvePath(io, file);
        const summary = await withOwner(given, ({ ownerUrl, config }) => {
          const kept = given.backupKey === null && !options.unencrypted ? keepSecret(config.dataDir, 'backup-key') : null;
          if (kept?.made) warnOfNewKey(io, config.dataDir);
          return writeBackup(ownerUrl, path, {
            key: options.unencrypted ? null : (given.backupKey ?? kept?.secret ?? null),
            // A secret that the operator keeps elsewhere stays there.
            secret: given.secret === null ? config.secret : null,
            now: new Date(),
          });
        });
        const rows = `${formatInteger(summary.rows, 'id')} baris dari ${formatInteger(summary.tables, 'id')} tabel`;
        const care = options.unencrypted
          ? 'TIDAK terenkripsi: simpan di tempat aman, isinya data pribadi.'
          : 'Terenkripsi: simpan di tempat lain, terpisah dari kuncinya.';
        const sentence = `Cadangan selesai: ${path} (${rows}, SHA-256 ${summary.sha256}).\n${care}`;
        print(io, options.json, { file: path, encrypted: !options.unencrypted, ...summary }, sentence);
      });
  },
};

const restoreCommand: Command = {
  register(program, io) {
    program
      .command('restore')
      .description('pulihkan sebuah cadangan ke basis data yang masih kosong')
      .argument('<FILE>', 'berkas dari "suara backup"')
      .option('--key-file <KEY>', 'berkas kuncinya; tanpa ini: SUARA_BACKUP_KEY, lalu backup-key di folder data')
      .option(...unencrypted)
      .option('--json', 'keluaran JSON')
      .action(async (file: string, options: { json?: boolean; keyFile?: string; unencrypted?: boolean }) => {
        const given = readConfig(io.env);
        const path = resolvePath(io, file);
        const key = options.unencrypted ? null : readKey(io, given, options.keyFile);
        await verifyBackup(path, key); // a wrong file is refused before a database is even started
        const { header, rows } = await withOwner(given, async ({ ownerUrl, config }) => {
          const restored = await restoreBackup(ownerUrl, path, key);
          if (given.secret === null && restored.header.secret !== null)
            replaceSecret(config.dataDir, 'secret', restored.header.secret);
          // The next backups are opened by the key that the operator already keeps.
          if (given.backupKey === null && key !== null) replaceSecret(config.dataDir, 'backup-key', key);
          return restored;
        });
        const from = formatDateTime(new Date(header.created_at), 'Asia/Jakarta', 'id');
        const sentence = `Pulih: ${formatInteger(rows, 'id')} baris, keadaan ${from}. Semua orang masuk kembali. Mulai ulang server web bila sedang berjalan.`;
        print(
          io,
          options.json,
          { file: path, created_at: header.created_at, schema: header.schema, tables: header.tables.length, rows },
          sentence,
        );
      });
  },
};

/** The key of the file to restore, empty where there is none. Problem `backup.unreadable` for a named file that is not there. */
function readKey(io: CommandIo, given: GivenConfig, keyFile: string | undefined): string {
  if (keyFile === undefined) return given.backupKey ?? readSecret(secretFile(dataPlace(given), 'backup-key')) ?? '';
  const path = resolvePath(io, keyFile);
  const key = readSecret(path);
  if (!key) throw new Problem('backup.unreadable', { path, detail: 'berkas kunci tidak ada atau kosong' });
  return key;
}

export const databaseCommands: readonly Command[] = [migrateCommand, distributeCommand, backupCommand, restoreCommand];
