/**
 * The map of the house. A module may use another one only if it stands on a strictly lower level and is named in `uses`
 * (test/architecture.test.ts). Modules of the plan that are not built yet are not listed: the map shows what is there.
 */
export interface ModuleEntry {
  readonly name: string;
  /** The name in the regulations and on official letters. */
  readonly official: string;
  readonly level: number;
  readonly uses: readonly string[];
}

export const modules: readonly ModuleEntry[] = [
  { name: 'org', official: 'Penyelenggara', level: 0, uses: [] },
  { name: 'privacy', official: 'Pelindungan Data Pribadi', level: 1, uses: ['org'] },
  { name: 'survey', official: 'Survei Kepuasan Masyarakat (SKM)', level: 2, uses: ['org', 'privacy'] },
  { name: 'invitation', official: 'Undangan survei', level: 3, uses: ['org', 'privacy', 'survey'] },
  { name: 'ikm', official: 'Indeks Kepuasan Masyarakat (IKM)', level: 4, uses: ['org', 'survey', 'invitation'] },
  { name: 'followup', official: 'Rencana tindak lanjut', level: 5, uses: ['org', 'ikm'] },
  { name: 'setup', official: 'Persiapan instansi', level: 6, uses: ['org', 'survey'] },
  { name: 'installation', official: 'Pemasangan', level: 7, uses: ['org', 'setup'] },
  { name: 'insight', official: 'Dasbor', level: 7, uses: ['org', 'survey', 'ikm', 'followup'] },
];
