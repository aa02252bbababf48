import { type Db, open } from '../db/db.ts';

interface SettingTables {
  platform_setting: { key: string; value: unknown };
}

/** A fact about the installation itself; null when it was never set. The caller knows the shape it stored. */
export async function findSetting<T>(db: Db, key: string): Promise<T | null> {
  const row = await open<SettingTables>(db)
    .selectFrom('platform_setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return (row?.value as T | undefined) ?? null;
}

/** Stores a fact about the installation; `value` must be JSON. */
export async function setSetting(db: Db, key: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value);
  await open<SettingTables>(db)
    .insertInto('platform_setting')
    .values({ key, value: json })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json }))
    .execute();
}
