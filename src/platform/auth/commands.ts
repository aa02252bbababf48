import { randomInt } from 'node:crypto';
import type { Command, CommandIo } from '../cli.ts';
import { readConfig } from '../config.ts';
import { boot } from '../start.ts';
import { addOfficerByOperator, confirmAddressByOperator, resetSecondFactorByOperator, setPasswordByOperator } from './actions.ts';

/** Letters that nobody mixes up when they are read from a screen. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four letters: about 79 bits. */
function makePassword(): string {
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-');
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

interface Options {
  readonly stdin?: boolean;
  readonly name?: string;
  readonly unit?: string;
}

/** Takes the password from standard input, or makes one and shows it once. Passwords are never arguments: those stand in process lists. */
async function withPassword(io: CommandIo, options: Options, use: (password: string) => Promise<void>): Promise<void> {
  const password = options.stdin ? await readStandardInput() : makePassword();
  await use(password);
  if (!options.stdin) io.stdout.write(`Kata sandi: ${password}\nCatat sekarang; kata sandi ini tidak ditampilkan lagi.\n`);
}

/** `suara officer add|password|reset-two-step|confirm EMAIL`: the operator's way in, so that a forgotten password or a lost phone locks nobody out. */
export const officerCommand: Command = {
  register(program, io) {
    const officer = program.command('officer').description('tambah petugas atau ganti kata sandinya');
    officer
      .command('add')
      .description('tambah administrator instansi')
      .argument('<EMAIL>', 'surel petugas')
      .option('--name <nama>', 'nama petugas')
      .option('--unit <kode>', 'kode salah satu unit instansinya; hanya perlu bila ada beberapa instansi')
      .option('--stdin', 'baca kata sandi dari masukan standar')
      .action(async (email: string, options: Options) => {
        const booted = await boot(readConfig(io.env), { part: 'command', max: 2 });
        try {
          await withPassword(io, options, (password) =>
            addOfficerByOperator(
              booted.db,
              { email, name: options.name ?? email.split('@')[0] ?? email, password },
              options.unit ?? null,
              new Date(),
            ),
          );
          io.stdout.write(`Petugas ${email} dapat masuk sekarang.\n`);
        } finally {
          await booted.stop();
        }
      });
    officer
      .command('password')
      .description('ganti kata sandi petugas dan akhiri semua sesinya')
      .argument('<EMAIL>', 'surel petugas')
      .option('--stdin', 'baca kata sandi dari masukan standar')
      .action(async (email: string, options: Options) => {
        const booted = await boot(readConfig(io.env), { part: 'command', max: 2 });
        try {
          await withPassword(io, options, (password) => setPasswordByOperator(booted.db, email, password, new Date()));
          io.stdout.write(`Kata sandi ${email} sudah diganti.\n`);
        } finally {
          await booted.stop();
        }
      });
    officer
      .command('reset-two-step')
      .description('hapus verifikasi dua langkah petugas yang kehilangan ponsel dan kode pemulihannya')
      .argument('<EMAIL>', 'surel petugas')
      .action(async (email: string) => {
        const booted = await boot(readConfig(io.env), { part: 'command', max: 2 });
        try {
          await resetSecondFactorByOperator(booted.db, email, new Date());
          io.stdout.write(`Verifikasi dua langkah ${email} sudah dihapus.\n`);
        } finally {
          await booted.stop();
        }
      });
    officer
      .command('confirm')
      .description('catat bahwa surel petugas memang miliknya, setelah dipastikan langsung')
      .argument('<EMAIL>', 'surel petugas')
      .action(async (email: string) => {
        const booted = await boot(readConfig(io.env), { part: 'command', max: 2 });
        try {
          await confirmAddressByOperator(booted.db, email, new Date());
          io.stdout.write(`Surel ${email} dicatat sebagai terbukti.\n`);
        } finally {
          await booted.stop();
        }
      });
  },
};
