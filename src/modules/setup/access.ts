/** Who may use the wizard while nobody has an account. Pure. */
import { isLoopbackIp } from './rules.ts';

/** How a visitor came. */
export interface Visit {
  readonly remoteAddress: string;
  /** The origin asked for, such as `http://localhost:8080`, and whether it names this machine itself. */
  readonly originIsLoopback: boolean;
  /** Whether a proxy says that it passed the request on. */
  readonly forwarded: boolean;
  /** Whether this browser has given the one-time code. */
  readonly provedCode: boolean;
}

/**
 * Whoever sits at the machine may set the office up; everybody else proves that they can read its log. A proxy on the same machine, or
 * a name that leads here from outside, makes strangers look local: neither counts as sitting at the machine.
 */
export function maySetUp(visit: Visit): boolean {
  return visit.provedCode || (isLoopbackIp(visit.remoteAddress) && visit.originIsLoopback && !visit.forwarded);
}
