/**
 * Sending e-mail: one interface, SMTP behind it. Where `SUARA_SMTP_URL` is not set there is no mailer, and pages say that e-mail is off.
 *
 *     const mailer = createMailer('smtps://user:password@mail.example.go.id:465?from=suara@example.go.id');
 *     await mailer.send({ to, subject, text });
 */
import { createTransport } from 'nodemailer';

export interface Mail {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where one press ends further mail like this (RFC 8058); an https or http address. */
  readonly unsubscribe?: string;
}

export interface Mailer {
  /** Resolves once the server has taken it. @throws MailFault */
  send(mail: Mail): Promise<void>;
}

/** Why a mail was not taken. `code` names no address and holds nothing that the server wrote. */
export class MailFault extends Error {
  readonly code: string;
  /** The server will never take it for this address: trying again is of no use. */
  readonly lasting: boolean;

  constructor(code: string, lasting: boolean, cause: unknown) {
    super(code, { cause });
    this.name = 'MailFault';
    this.code = code;
    this.lasting = lasting;
  }
}

/** Milliseconds for the connection, for the greeting, and for each answer of the server. */
const longestWait = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

interface Fault {
  readonly code?: string;
  readonly responseCode?: number;
}

function faultOf(error: unknown): MailFault {
  const { code = '', responseCode } = error as Fault;
  // Only what is said of the address is lasting: a wrong password or a full server is mended without the mail.
  if (responseCode !== undefined && code !== 'EAUTH')
    return new MailFault(`smtp_${responseCode}`, responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE'), error);
  const name =
    ({ EAUTH: 'smtp_auth', ETIMEDOUT: 'smtp_timeout', ETLS: 'smtp_tls', EENVELOPE: 'smtp_address' } as Record<string, string>)[
      code
    ] ?? 'smtp_unreachable';
  return new MailFault(name, code === 'EENVELOPE', error);
}

const isThisMachine = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** The sender's address: `from` in the URL, else its account where that is an address, else `suara@` the server. */
function senderOf(url: URL): string {
  const account = decodeURIComponent(url.username);
  return url.searchParams.get('from') ?? (account.includes('@') ? account : `suara@${url.hostname}`);
}

/** A mailer for `SUARA_SMTP_URL`. A password only goes over TLS, but to this very machine. */
export function createMailer(smtpUrl: string): Mailer {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const account =
    url.username === '' ? {} : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } };
  const transport = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && url.username !== '' && !isThisMachine(url.hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...account,
    ...longestWait,
  });
  const from = senderOf(url);
  return {
    async send({ to, subject, text, unsubscribe }) {
      try {
        await transport.sendMail({
          from: { name: 'Suara', address: from },
          to: { name: '', address: to },
          subject,
          text,
          headers: {
            'Auto-Submitted': 'auto-generated',
            ...(unsubscribe === undefined
              ? {}
              : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
          },
        });
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}
