/** The door of setup: the first run. */
import { defineModule, type ModuleDoor } from '../../platform/web/module.ts';
import { createRoutes, type SetupHooks } from './routes.tsx';
import { problems } from './texts.ts';

export { foundByOperator } from './actions.ts';
export { officeCommand } from './commands.ts';
export type { SetupHooks } from './routes.tsx';
export { problems } from './texts.ts';

/** Makes the module for one running installation. */
export function createSetup(hooks: SetupHooks): ModuleDoor {
  return defineModule({ name: 'setup', routes: createRoutes(hooks), problems });
}
