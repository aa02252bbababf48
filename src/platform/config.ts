/**
 * The only reader of the environment. Everything is checked before anything starts, and all wrong values are named at once,
 * each with what it accepts (Problem `config.invalid`). An empty value counts as not set.
 */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '../kernel/problem.ts';
import { packageRoot } from './root.ts';

/** What the operator has said, checked. */
export interface GivenConfig {
  readonly port: number;
  readonly host: string;
  /** The address that phones use, without a slash at its end; null when not given. */
  readonly url: string | null;
  /** The data folder, absolute. */
  readonly dataDir: string;
  /** Whether the operator named the data folder: then data lies there or nowhere. */
  readonly dataDirGiven: boolean;
  /** null = the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly demo: boolean;
  readonly workers: number;
  /** null = made once and kept in the data folder. */
  readonly secret: string | null;
  /** The key that encrypts backups; null = made once and kept in the data folder. */
  readonly backupKey: string | null;
  /** Whether a server makes a backup every day by itself. */
  readonly dailyBackup: boolean;
  /** Which proxies may say who the visitor is: none, the number of hops, or their addresses. */
  readonly trustProxy: false | number | string[];
  /** Certificate and key, PEM. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly smtpUrl: string | null;
  /** How many days an office that asked to be erased waits. */
  readonly eraseAfterDays: number;
  /** null = no metrics. */
  readonly metricsPort: number | null;
  readonly logLevel: (typeof logLevels)[number];
}

/** The complete settings, with which the application runs. */
export interface Config extends GivenConfig {
  readonly secret: string;
}

/** Whether browsers reach the house over TLS: from itself, or from a proxy in front. */
export function isOverTls({ tls, url }: Pick<GivenConfig, 'tls' | 'url'>): boolean {
  return tls !== null || url?.startsWith('https:') === true;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const accepts = {
  PORT: 'bilangan 1–65535',
  HOST: 'alamat IP atau nama host, misalnya 127.0.0.1 atau 0.0.0.0',
  SUARA_URL: 'alamat lengkap tanpa jalur, misalnya https://suara.contoh.go.id',
  SUARA_DATA: 'alamat sebuah folder',
  DATABASE_URL: 'postgres://pengguna:sandi@host:5432/nama',
  DATABASE_OWNER_URL: 'postgres://pengguna:sandi@host:5432/nama, bersama DATABASE_URL',
  SUARA_DEMO: '1 atau 0',
  SUARA_WORKERS: 'bilangan 1–64',
  SUARA_SECRET: 'sedikitnya 32 huruf acak, tanpa SUARA_SECRET_FILE',
  SUARA_SECRET_FILE: 'berkas yang dapat dibaca dan berisi sedikitnya 32 huruf acak',
  SUARA_BACKUP_KEY: 'sedikitnya 32 huruf acak',
  SUARA_BACKUP_DAILY: '1 atau 0',
  SUARA_TRUST_PROXY: 'jumlah proksi 1–9, atau alamat IP/CIDR dipisah koma',
  SUARA_TLS_CERT: 'berkas PEM yang dapat dibaca, bersama SUARA_TLS_KEY',
  SUARA_TLS_KEY: 'berkas PEM yang dapat dibaca, bersama SUARA_TLS_CERT',
  SUARA_SMTP_URL: 'smtp://host:587 atau smtps://host:465',
  SUARA_ERASE_AFTER_DAYS: 'bilangan 7–365',
  SUARA_METRICS_PORT: 'bilangan 1–65535, berbeda dari PORT',
  LOG_LEVEL: logLevels.join(', '),
} as const;

/** Values that must not stand on a screen or in a log. */
const secretNames = new Set<string>(['DATABASE_URL', 'DATABASE_OWNER_URL', 'SUARA_SECRET', 'SUARA_BACKUP_KEY', 'SUARA_SMTP_URL']);

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));

const isHost = (text: string): boolean => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);

function hasProtocol(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

const postgresUrl = z.string().refine((text) => hasProtocol(text.replace(/@%2F[^/]*/i, '@socket'), ['postgres:', 'postgresql:']));

/** Reads a file that the operator named; the path of a missing one is in the message already. */
const fileContent = z.string().transform((path, context) => {
  try {
    return readFileSync(resolve(packageRoot, path), 'utf8').trim();
  } catch {
    context.addIssue({ code: 'custom', message: 'unreadable' });
    return z.NEVER;
  }
});

const pem = fileContent.refine((text) => text.startsWith('-----BEGIN'));

const addressList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every((part) => /^[0-9a-f.:]+(\/\d{1,3})?$/i.test(part) && isIP(part.split('/')[0] ?? '') !== 0));

const schema = z.object({
  PORT: integer(1, 65_535).default(8080),
  HOST: z.string().refine(isHost).default('127.0.0.1'),
  SUARA_URL: z
    .string()
    .refine((text) => hasProtocol(text, ['http:', 'https:']) && /^\/?$/.test(new URL(text).pathname + new URL(text).search))
    .transform((text) => new URL(text).origin)
    .nullable()
    .default(null),
  SUARA_DATA: z.string().nullable().default(null),
  DATABASE_URL: postgresUrl.nullable().default(null),
  DATABASE_OWNER_URL: postgresUrl.nullable().default(null),
  SUARA_DEMO: z.enum(['0', '1']).default('0'),
  SUARA_WORKERS: integer(1, 64).default(1),
  SUARA_SECRET: z.string().min(32).nullable().default(null),
  SUARA_SECRET_FILE: fileContent.pipe(z.string().min(32)).nullable().default(null),
  SUARA_BACKUP_KEY: z.string().min(32).nullable().default(null),
  SUARA_BACKUP_DAILY: z.enum(['0', '1']).default('1'),
  SUARA_TRUST_PROXY: z
    .union([integer(1, 9), addressList])
    .nullable()
    .default(null),
  SUARA_TLS_CERT: pem.nullable().default(null),
  SUARA_TLS_KEY: pem.nullable().default(null),
  SUARA_SMTP_URL: z
    .string()
    .refine((text) => hasProtocol(text, ['smtp:', 'smtps:']))
    .nullable()
    .default(null),
  SUARA_ERASE_AFTER_DAYS: integer(7, 365).default(30),
  SUARA_METRICS_PORT: integer(1, 65_535).nullable().default(null),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

type Name = keyof typeof accepts;
type Values = z.infer<typeof schema>;

/** What single values cannot say. */
function contradictions(values: Values): Name[] {
  const wrong: Name[] = [];
  if (values.SUARA_SECRET && values.SUARA_SECRET_FILE) wrong.push('SUARA_SECRET');
  if (values.SUARA_TLS_CERT && !values.SUARA_TLS_KEY) wrong.push('SUARA_TLS_KEY');
  if (values.SUARA_TLS_KEY && !values.SUARA_TLS_CERT) wrong.push('SUARA_TLS_CERT');
  if (values.DATABASE_OWNER_URL && !values.DATABASE_URL) wrong.push('DATABASE_URL');
  if (values.SUARA_METRICS_PORT === values.PORT) wrong.push('SUARA_METRICS_PORT');
  return wrong;
}

/** Checks the environment. Problem `config.invalid` with one line per wrong value. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): GivenConfig {
  const names = Object.keys(accepts) as Name[];
  const given = Object.fromEntries(names.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])));
  const parsed = schema.safeParse(given);
  const wrong = parsed.success
    ? contradictions(parsed.data)
    : names.filter((name) => parsed.error.issues.some((issue) => issue.path[0] === name));
  if (!parsed.success || wrong.length > 0) {
    throw new Problem('config.invalid', {
      detail: wrong.map((name) => `${name}=${show(name, given[name])}: isi dengan ${accepts[name]}`).join('\n'),
    });
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    host: values.HOST,
    url: values.SUARA_URL,
    dataDir: resolve(packageRoot, values.SUARA_DATA ?? '.data'),
    dataDirGiven: values.SUARA_DATA !== null,
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    demo: values.SUARA_DEMO === '1',
    workers: values.SUARA_WORKERS,
    secret: values.SUARA_SECRET ?? values.SUARA_SECRET_FILE,
    backupKey: values.SUARA_BACKUP_KEY,
    dailyBackup: values.SUARA_BACKUP_DAILY === '1',
    trustProxy: values.SUARA_TRUST_PROXY ?? false,
    tls: values.SUARA_TLS_CERT && values.SUARA_TLS_KEY ? { cert: values.SUARA_TLS_CERT, key: values.SUARA_TLS_KEY } : null,
    smtpUrl: values.SUARA_SMTP_URL,
    eraseAfterDays: values.SUARA_ERASE_AFTER_DAYS,
    metricsPort: values.SUARA_METRICS_PORT,
    logLevel: values.LOG_LEVEL,
  };
}

function show(name: string, value: string | undefined): string {
  if (value === undefined) return '(kosong)';
  return secretNames.has(name) ? '(disembunyikan)' : value;
}
