/** Every published version as the JSON that everybody reads, for an office's copy of its data. */
import type { JobScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { ArchiveFile } from '../../../platform/files/archive.ts';
import { getOffice } from '../../org/index.ts';
import { publishedJson } from '../rules/json.ts';
import { findResult, listVersions } from '../store/results.ts';
import { warningWords } from '../texts/words.ts';

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** One file per unit, period and version. */
export async function* resultCopies(db: Db, scope: JobScope): AsyncGenerator<ArchiveFile> {
  const { publicUrl } = await getOffice(db, scope);
  const lines = await listVersions(db, scope);
  for (const { unitCode, periodCode, version } of lines) {
    const result = await findResult(db, scope, unitCode, periodCode, version);
    if (!result) continue;
    const same = lines.filter((line) => line.unitCode === unitCode && line.periodCode === periodCode);
    const json = publishedJson(
      result.snapshot,
      {
        publishedAt: result.publishedAt,
        note: result.note,
        versions: same.map((line) => line.version),
        url: publicUrl && `${publicUrl}/ikm/${unitCode}/${periodCode}`,
      },
      (warning) => warningWords(warning, 'id') ?? warning.code,
    );
    yield {
      name: `hasil/${unitCode}/${periodCode}-versi-${version}.json`,
      content: once(`${JSON.stringify(json)}\n`),
    };
  }
}
