/** `suara operator add|remove|list`: who operates this installation. Only the machine's own shell makes one. */
import type { Command, CommandIo } from '../cli.ts';
import { readConfig } from '../config.ts';
import type { Db } from '../db/db.ts';
import { formatDateTime } from '../i18n/index.ts';
import { boot } from '../start.ts';
import { addOperator, dropOperator } from './operators.ts';
import { listOperators } from './store/operators.ts';

/** Makes an operator and says how they come in. `address`: where this installation is reached. */
export async function addOperatorFor(db: Db, io: CommandIo, email: string, address: string): Promise<void> {
  const { token } = await addOperator(db, email, new Date());
  io.stdout.write(
    token === null
      ? `${email} sekarang operator pemasangan; masuk dengan akun yang sudah ada.\n`
      : `Kirim tautan ini kepada ${email}; berlaku 72 jam, sekali pakai, dan tidak ditampilkan lagi:\n${address}/undangan/${token}\n`,
  );
}

/** Says who the operators are. */
export async function printOperators(db: Db, io: CommandIo): Promise<void> {
  const operators = await listOperators(db);
  if (operators.length === 0) io.stdout.write('Belum ada operator.\n');
  for (const { email, addedAt } of operators)
    io.stdout.write(`${email}, sejak ${formatDateTime(addedAt, 'Asia/Jakarta', 'id')}\n`);
}

async function withDb(io: CommandIo, use: (db: Db, address: string) => Promise<void>): Promise<void> {
  const given = readConfig(io.env);
  const booted = await boot(given, { part: 'command', max: 2 });
  try {
    await use(booted.db, given.url ?? `http://localhost:${given.port}`);
  } finally {
    await booted.stop();
  }
}

export const operatorCommand: Command = {
  register(program, io) {
    const operator = program.command('operator').description('operator pemasangan ini: tambah, cabut, dan lihat');
    operator
      .command('add')
      .description('jadikan operator; mencetak tautan bila belum punya akun')
      .requiredOption('--email <surel>', 'surel operator; hanya surel ini dapat memakai tautannya')
      .action(({ email }: { email: string }) => withDb(io, (db, address) => addOperatorFor(db, io, email.trim(), address)));
    operator
      .command('remove')
      .description('cabut operator dan akhiri sesinya')
      .requiredOption('--email <surel>', 'surel operator')
      .action(({ email }: { email: string }) =>
        withDb(io, async (db) => {
          await dropOperator(db, email.trim(), new Date());
          io.stdout.write(`${email} bukan operator lagi.\n`);
        }),
      );
    operator
      .command('list')
      .description('semua operator')
      .action(() => withDb(io, (db) => printOperators(db, io)));
  },
};
