/** The verbs of ikm. */
import type { Command } from '../../../platform/cli.ts';
import { ikmCommand } from './ikm.ts';

export const commands: readonly Command[] = [ikmCommand];
