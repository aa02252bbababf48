/** `suara generate`: an invented office of any size, to measure with and to try out. */
import { InvalidArgumentError } from 'commander';
import { pino } from 'pino';
import { Problem } from '../kernel/problem.ts';
import type { Command } from '../platform/cli.ts';
import { readConfig } from '../platform/config.ts';
import { connectToCopy } from '../platform/db/db.ts';
import { formatInteger } from '../platform/i18n/index.ts';
import { boot } from '../platform/start.ts';
import { generate, inventOffice } from './generate.ts';
import { demoPassword } from './offices.ts';

const whole = (least: number, greatest: number) => (text: string) => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= greatest) return value;
  throw new InvalidArgumentError(`Tulis bilangan bulat ${least}–${greatest}.`);
};
const word = (text: string) => {
  if (/^[a-z0-9]{1,20}$/.test(text)) return text;
  throw new InvalidArgumentError('Tulis 1–20 huruf kecil atau angka.');
};

interface Options {
  readonly answers: number;
  readonly agencies: number;
  readonly services: number;
  readonly quarters: number;
  readonly seed: string;
  readonly json?: boolean;
}

export const generateCommand: Command = {
  register(program, io) {
    program
      .command('generate')
      .description('isi basis data kosong atau peraga dengan instansi rekaan sebesar yang diminta, untuk mengukur dan mencoba')
      .requiredOption('--answers <N>', 'banyaknya jawaban', whole(1, 1_000_000_000))
      .option('--agencies <N>', 'perangkat daerah di bawahnya', whole(1, 2000), 60)
      .option('--services <N>', 'layanan tiap perangkat daerah', whole(1, 100), 5)
      .option('--quarters <N>', 'triwulan lengkap sebelum yang berjalan', whole(1, 40), 4)
      .option('--seed <KATA>', 'nama; kata lain membuat instansi lain di sampingnya', word, '1')
      .option('--json', 'keluaran JSON')
      .action(async ({ json, ...size }: Options) => {
        const booted = await boot(readConfig(io.env), { part: 'command' });
        try {
          if (booted.ownerUrl === null) throw new Problem('demo.no_owner');
          const copying = await connectToCopy(booted.ownerUrl);
          const began = performance.now();
          const answers = await generate(
            booted.db,
            copying,
            size,
            new Date(),
            pino({ name: 'suara generate' }, io.stderr),
          ).finally(copying.stop);
          const seconds = (performance.now() - began) / 1000;
          const { email } = inventOffice({ ...size, answers: 1 }).account;
          const sentence = `Selesai: ${formatInteger(answers, 'id')} jawaban dalam ${formatInteger(Math.ceil(seconds), 'id')} detik. Masuk dengan ${email}, kata sandi "${demoPassword}".`;
          io.stdout.write(`${json ? JSON.stringify({ answers, seconds, email }) : sentence}\n`);
        } finally {
          await booted.stop();
        }
      });
  },
};
