/** LibreOffice where it is installed, as the second opinion on a workbook: it recomputes every formula and saves what it found. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The program; undefined where there is none. */
export const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice'].find((path) =>
  existsSync(path),
);

/** A whole workbook, or its first sheet as text. */
const filters = { xlsx: 'xlsx:Calc MS Excel 2007 XML', csv: 'csv' } as const;

/**
 * The arguments that recompute a workbook as a person would who opens and saves it, and write it under its own name to `outdir`. The
 * profile of the program is made in `folder`.
 */
export async function recalculation(
  path: string,
  { folder, outdir, format }: { readonly folder: string; readonly outdir: string; readonly format: keyof typeof filters },
): Promise<string[]> {
  const profile = join(folder, 'profile');
  await mkdir(join(profile, 'user'), { recursive: true });
  // "Recalculation on file load: always"; without it the stored results would be shown.
  await writeFile(
    join(profile, 'user', 'registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>`,
  );
  return [
    `-env:UserInstallation=${pathToFileURL(profile)}`,
    '--headless',
    '--convert-to',
    filters[format],
    '--outdir',
    outdir,
    path,
  ];
}
