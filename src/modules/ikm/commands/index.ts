/** The verbs of ikm. */
import type { Command } from '../../../platform/cli.ts';
import { auditCommand } from './audit.ts';
import { earlierCommand } from './earlier.ts';
import { ikmCommand } from './ikm.ts';

export const commands: readonly Command[] = [ikmCommand, earlierCommand, auditCommand];
