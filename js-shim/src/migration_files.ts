// Migration files as their readers give them, in the order of wrangler.

export interface MigrationFile {
  name: string;
  sql: string;
}
/**
 * A list of files; or what a bundler gives for `import.meta.glob("./migrations/*.sql", { query: "?raw", import: "default",
 * eager: true })`: the text by the path; or what `readD1Migrations` of the Workers' vitest gives.
 */
export type MigrationFiles =
  readonly MigrationFile[] | readonly { name: string; queries: readonly string[] }[] | Readonly<Record<string, string>>;

/** Those that are not applied yet: by the number that their name begins with, then by name. */
export function pending(files: MigrationFiles, applied: ReadonlySet<unknown>): MigrationFile[] {
  return listOf(files)
    .filter(({ name }) => !applied.has(name))
    .sort((a, b) => numberOf(a.name) - numberOf(b.name) || (a.name < b.name ? -1 : 1));
}

function listOf(files: MigrationFiles): MigrationFile[] {
  if (!Array.isArray(files))
    return Object.entries(files as Record<string, string>).map(([path, sql]) => ({
      name: path.slice(path.lastIndexOf("/") + 1),
      sql: withoutEnd(sql),
    }));
  return (files as (MigrationFile & { queries?: string[] })[]).map(({ name, sql, queries }) => ({
    name,
    sql: withoutEnd(sql ?? queries!.join("\n")),
  }));
}
function numberOf(name: string): number {
  const number = Number.parseInt(name.split("_")[0]!, 10);
  return Number.isNaN(number) ? Number.MAX_SAFE_INTEGER : number;
}

/** Without what stands behind the last statement: a comment there would be a statement that is none. */
function withoutEnd(sql: string): string {
  let end = 0;
  for (const { 0: part, index } of sql.matchAll(parts)) if (!/^(?:\s|--|\/\*)/.test(part)) end = index + part.length;
  return sql.slice(0, end);
}
const parts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?(?:\*\/|$)|\s+|[^\s'"`[/-]+|[^]/g;
