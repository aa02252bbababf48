/** Turns what the database says into Problems that a person can act on. */
import { Problem } from '../../kernel/problem.ts';
import { isStaleName } from './named-statements.ts';

const codeOfConstraint = new Map<string, string>();

/**
 * Declares which Problem a violated constraint or raised condition means: `registerConstraints({ survey_code_pkey: 'survey.code_taken' })`.
 * A module calls this once, at the top of its store. Every constraint is named (architecture §6), names are unique in the schema.
 */
export function registerConstraints(codes: Readonly<Record<string, string>>): void {
  for (const [constraint, code] of Object.entries(codes)) {
    const known = codeOfConstraint.get(constraint);
    if (known !== undefined && known !== code) throw new Error(`Constraint ${constraint} is registered twice: ${known}, ${code}`);
    codeOfConstraint.set(constraint, code);
  }
}

/** The fields of a PostgreSQL or socket error that we read. */
interface ErrorFields {
  /** An SQLSTATE, or for a failed socket its system error code. */
  readonly code: string;
  readonly constraint: string | undefined;
  readonly message: string;
}

function fieldsOf(error: unknown): ErrorFields | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, constraint, syscall } = error as { code?: unknown; constraint?: unknown; syscall?: unknown };
  // A file that a handler could not open is not a lost database, though its ENOENT reads the same.
  const foreign =
    typeof code === 'string' &&
    /^E[A-Z]/.test(code) &&
    code !== 'ENOSPC' &&
    !/^(connect|read|write|getaddrinfo)$/.test(String(syscall));
  return {
    code: typeof code === 'string' && !foreign ? code : '',
    constraint: typeof constraint === 'string' ? constraint : undefined,
    message: error.message,
  };
}

/** Connection lost or refused, server stopping or starting, too many connections: try again later. */
const unavailable =
  /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|25P03)$/;
const unavailableText =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;

/** Serialisation failure, deadlock, and a named statement that became stale: the same work may succeed when it is done again. */
export function isRetryable(error: unknown): boolean {
  const code = fieldsOf(error)?.code;
  return code === '40001' || code === '40P01' || isStaleName(error);
}

/** Whether the server cannot be reached at present. */
export function isUnavailable(error: unknown): boolean {
  const fields = fieldsOf(error);
  return fields !== undefined && (unavailable.test(fields.code) || unavailableText.test(fields.message));
}

/** The Problem that `error` means; an error that is nobody's fault but ours is returned as it is. */
export function translateDbError(error: unknown): unknown {
  const fields = fieldsOf(error);
  if (!fields || error instanceof Problem) return error;
  const known = fields.constraint === undefined ? undefined : codeOfConstraint.get(fields.constraint);
  if (known) return new Problem(known, {}, { cause: error });
  if (fields.code === '53100' || fields.code === 'ENOSPC') return new Problem('db.disk_full', {}, { cause: error });
  if (isRetryable(error)) return new Problem('db.busy', {}, { cause: error });
  if (fields.code === '3D000') return new Problem('db.no_database', {}, { cause: error });
  if (/^28/.test(fields.code)) return new Problem('db.login_refused', {}, { cause: error });
  if (/does not support SSL/.test(fields.message)) return new Problem('db.no_tls', {}, { cause: error });
  if (isUnavailable(error)) return new Problem('db.unavailable', {}, { cause: error });
  return error;
}
