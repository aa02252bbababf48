import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../root.ts';

/** Built styles, fonts and islands by name. */
export interface Assets {
  readonly folder: string;
  /** The URL of a built file, e.g. `app.css` → `/assets/app-1a2b3c.css`. Throws for a name the build does not know. */
  url(name: string): string;
}

/** Reads the manifest that the build wrote. */
export function readAssets(): Assets {
  const folder = join(packageRoot, 'dist', 'assets');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  return {
    folder,
    url(name) {
      const file = manifest[name];
      if (!file) throw new Error(`no built file is called ${name}`);
      return `/assets/${file}`;
    },
  };
}
