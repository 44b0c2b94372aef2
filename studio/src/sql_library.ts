// What was run, and what was saved by a name: kept in this browser, for each database.
import { useState } from "preact/hooks";

export interface SavedQuery {
  name: string;
  sql: string;
}
const most = 100;
const longest = 20_000;

function kept<T>(key: string, isOne: (value: unknown) => value is T): T[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(list) ? list.filter(isOne) : [];
  } catch {
    return [];
  }
}
function keep(key: string, list: unknown[]) {
  try {
    if (list.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(list));
  } catch {
    // a browser that keeps nothing, or is full: it stays until the page is closed
  }
}
const isText = (value: unknown): value is string => typeof value === "string";
const isQuery = (value: unknown): value is SavedQuery =>
  typeof value === "object" &&
  value !== null &&
  isText((value as SavedQuery).name) &&
  isText((value as SavedQuery).sql);

export function useSqlLibrary(database: string) {
  const pastKey = `squall-studio-history:${database}`;
  const savedKey = `squall-studio-queries:${database}`;
  const [past, setPast] = useState(() => kept(pastKey, isText));
  const [saved, setSaved] = useState(() => kept(savedKey, isQuery));
  const changePast = (list: string[]) => (setPast(list), keep(pastKey, list));
  const changeSaved = (list: SavedQuery[]) => (setSaved(list), keep(savedKey, list));
  return {
    past,
    saved,
    ran: (sql: string) =>
      sql.length <= longest && changePast([sql, ...kept(pastKey, isText).filter((one) => one !== sql)].slice(0, most)),
    forget: () => changePast([]),
    /** In the place of the one of this name. */
    save: (name: string, sql: string) =>
      changeSaved(
        [...saved.filter((q) => q.name !== name), { name, sql }].sort((a, b) => a.name.localeCompare(b.name)),
      ),
    remove: (name: string) => changeSaved(saved.filter((q) => q.name !== name)),
  };
}
export const shortSql = (sql: string) => sql.replace(/\s+/g, " ").trim().slice(0, 90);
