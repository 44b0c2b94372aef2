// Migration files as their readers return them, in the order of wrangler.

export interface MigrationFile {
  name: string;
  sql: string;
}
/**
 * A list of files; or the result of a bundler for `import.meta.glob("./migrations/*.sql", { query: "?raw", import: "default",
 * eager: true })`: the text by the path; or the result of `readD1Migrations` of the Workers' vitest.
 */
export type MigrationFiles =
  readonly MigrationFile[] | readonly { name: string; queries: readonly string[] }[] | Readonly<Record<string, string>>;

/** @internal */
interface Pending {
  name: string;
  statements: string[];
}

/** @internal Those that are not applied yet: by the number that their name begins with, then by name. */
export function pending(files: MigrationFiles, applied: ReadonlySet<unknown>): Pending[] {
  return listOf(files)
    .filter(({ name }) => !applied.has(name))
    .sort((a, b) => numberOf(a.name) - numberOf(b.name) || (a.name < b.name ? -1 : 1))
    .map(({ name, texts }) => ({ name, statements: texts.flatMap(statementsOf) }));
}

function listOf(files: MigrationFiles): { name: string; texts: readonly string[] }[] {
  if (!Array.isArray(files))
    return Object.entries(files as Record<string, string>).map(([path, sql]) => ({
      name: path.slice(path.lastIndexOf("/") + 1),
      texts: [sql],
    }));
  return (files as { name: string; sql?: string; queries?: string[] }[]).map(({ name, sql, queries }) => ({
    name,
    texts: sql === undefined ? queries! : [sql],
  }));
}
function numberOf(name: string): number {
  const number = Number.parseInt(name.split("_")[0]!, 10);
  return Number.isNaN(number) ? Number.MAX_SAFE_INTEGER : number;
}

/**
 * The statements of a text: a file may be longer than a statement may be. A trigger ends where END stands alone between
 * two semicolons.
 */
function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let begin = 0;
  let words: string[] = []; // of the statement so far, without blanks and comments
  for (const { 0: part, index } of sql.matchAll(parts)) {
    if (/^(?:\s|--|\/\*)/.test(part)) continue;
    words.push(part.toUpperCase());
    if (part !== ";") continue;
    const isTrigger = /^CREATE (?:TEMP |TEMPORARY )?TRIGGER$/.test(
      words.slice(0, words[1] === "TRIGGER" ? 2 : 3).join(" "),
    );
    if (isTrigger && words.slice(-3).join(" ") !== "; END ;") continue;
    if (words.length > 1) statements.push(sql.slice(begin, index));
    begin = index + 1;
    words = [];
  }
  if (words.length > 0) statements.push(sql.slice(begin));
  return statements;
}
/** Texts, names in quotes, comments, blanks, words, other characters. */
const parts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?(?:\*\/|$)|\s+|\w+|[^]/g;
