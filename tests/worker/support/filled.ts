// A world in which every table has rows of two workspaces, made of what the database itself says of its tables; and
// arguments for every function, made of what the declarations say. Each text of a row names the workspace that it is of.
import { env } from "cloudflare:workers";
import { changes, ownRows } from "./changes.js";
import { call, openHere } from "./squall.js";
import declared from "../../../build/wasm/generated/arguments.json";

export type Side = "ours" | "theirs";
export const sides: Side[] = ["ours", "theirs"];
/**
 * Rows a table and workspace: so many that every value of every enum stands in one. Row n refers to the rows n of other
 * tables; but the last one to those before, so that nothing refers to it and it may be deleted, or be given to a pair.
 */
export const depth = 6;
export const places = Array.from({ length: depth }, (_, i) => i + 1);
export const workspaceOf = (side: string): string => `ws_${side}`;

export interface Argument {
  name: string;
  kind: "text" | "integer" | "real" | "boolean" | "timestamp" | "date" | "enum" | "json" | "object";
  required?: true;
  list?: true;
  nullable?: true;
  tenant?: true;
  not_blank?: true;
  trimmed?: true;
  least?: number;
  most?: number;
  opening?: "[" | "{";
  values?: string[];
  fields?: Argument[];
}
export const functions = Object.entries(declared as unknown as Record<string, Argument[]>);

interface Column {
  name: string;
  type: string;
  refers_to?: string;
  values?: string[];
  /** The default, where it is a text. */
  usual?: string;
}
type Cell = string | number | null;
const tables = new Map<string, Column[]>();
const json = new Map<string, string>();
const enums = new Map<string, string[]>();
const readJson = (list: Argument[]): void => {
  for (const a of list) {
    if (a.kind === "json") json.set(a.name, a.opening ?? "{");
    if (a.kind === "text" && a.list) json.set(a.name, "[");
    readJson(a.fields ?? []);
  }
};

export async function readTables(): Promise<void> {
  if (tables.size > 0) return;
  for (const [fn, list] of functions) {
    readJson(list);
    for (const a of list) if (a.kind === "enum") enums.set(`${fn.split(".")[0]}.${a.name}`, a.values!);
  }
  const made = await env.DB.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
    sql: string;
  }>();
  const names = made.results.filter(({ name }) => !/^(_cf_|d1_|sqlite_)/.test(name));
  for (const { name, sql } of names) {
    const [columns, keys] = await env.DB.batch<Record<string, string>>([
      env.DB.prepare(`PRAGMA table_info(${name})`),
      env.DB.prepare(`PRAGMA foreign_key_list(${name})`),
    ]);
    const targets = new Map(keys!.results.map((key) => [key.from as string, key.table as string]));
    tables.set(
      name,
      columns!.results.map((column) => {
        const column_name = column.name as string;
        const list = new RegExp(`CHECK \\(${column_name} IN \\(([^)]*)\\)`).exec(sql)?.[1];
        const values = list ? [...list.matchAll(/'([^']*)'/g)].map(([, v]) => v!) : enums.get(`${name}.${column_name}`);
        return {
          name: column_name,
          type: column.type as string,
          ...(targets.has(column_name) ? { refers_to: targets.get(column_name)! } : {}),
          ...(values ? { values } : {}),
          ...(/^'.*'$/.test(column.dflt_value ?? "") ? { usual: column.dflt_value!.slice(1, -1) } : {}),
        };
      }),
    );
  }
}

/** Where a name is not that of the table. */
const meanings: Record<string, string> = { "matrix.eval_id": "eval_candidates", "matrix.eval_ids": "eval_candidates" };
const stemOf = (name: string) =>
  name.replace(/_ids?$/, "").replace(/^(active|parent|new|source|current|optimized|feedback|similar|auto_action)_/, "");
/** The table whose rows a name like agent_id or trace_ids is about. */
export function tableOf(name: string, own: string): string | undefined {
  if (name === "id" || name === "ids") return tables.has(own) ? own : undefined;
  if (!/_ids?$/.test(name)) return undefined;
  if (`${own}.${name}` in meanings) return meanings[`${own}.${name}`];
  for (const table of [own, ...tables.keys()]) {
    const column = tables.get(table)?.find((c) => c.name === name && c.refers_to !== undefined);
    if (column === undefined) continue;
    const is_its_own_name = column.refers_to === own && tables.get(own)!.some((c) => c.name === name && !c.refers_to);
    return is_its_own_name ? undefined : column.refers_to; // traces.trace_id is what the trace is called elsewhere
  }
  const stem = stemOf(name);
  const all = [...tables.keys()];
  return (
    all.find((t) => t === `${stem}s`) ??
    all.find((t) => t === `${own.replace(/s$/, "")}_${stem}s`) ??
    all.find((t) => t.endsWith(`_${stem}s`))
  );
}

/** Whether rows are of no workspace, such as users. */
const isShared = (table: string, seen: string[] = []): boolean =>
  table !== "workspaces" &&
  (tables.get(table) ?? []).every(
    ({ name, refers_to: to }) =>
      name !== "workspace_id" &&
      (to === undefined || to === table || seen.includes(to) || isShared(to, [...seen, table])),
  );
/** The id of a table's n-th row of a workspace. */
export const idOf = (table: string, side: string, n: number): string =>
  table === "workspaces"
    ? workspaceOf(side)
    : `${side !== "nowhere" && isShared(table) ? "shared" : side}_${table}_${n}`;

function cell(table: string, column: Column, whose: string, n: number): Cell {
  const { name, type, values } = column;
  const side = isShared(table) ? "shared" : whose;
  if (name === "id") return idOf(table, side, n);
  if (values !== undefined) return values[(n - 1) % values.length]!;
  const target = column.refers_to ?? tableOf(name, table);
  if (target === table) return n === 1 ? null : idOf(table, side, n - 1);
  if (target !== undefined) return idOf(target, side, Math.min(n, depth - 1));
  if (/_at$|^timestamp$/.test(name) || type === "DATETIME") return `2026-01-0${n}T00:00:00.000Z`;
  if (/date$/.test(name)) return `2026-01-0${n}`;
  if (type === "BOOLEAN" || /^(is|has|had)_/.test(name)) return n % 2;
  if (type === "INTEGER") return n;
  if (type === "REAL") return n / 10;
  if (column.usual !== undefined && n % 2 === 1) return column.usual;
  const opening = json.get(name);
  if (opening !== undefined)
    return opening === "[" ? JSON.stringify([`${side} ${name}`]) : JSON.stringify({ of: side, n });
  return `${side} ${name} ${n}`;
}

const literal = (value: Cell): string => (typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : `${value}`);
/** The rows as SQL: one statement a table. */
function insertions(of: string[] = sides): string[] {
  return [...tables].map(([table, columns]) => {
    const rows = (isShared(table) ? of.slice(0, 1) : of).flatMap((side) =>
      Array.from(
        { length: table === "workspaces" ? 1 : depth },
        (_, i) => `(${columns.map((c) => literal(cell(table, c, side, i + 1)))})`,
      ),
    );
    const names = columns.map(({ name }) => `"${name}"`);
    return `INSERT INTO ${table} (${names}) VALUES ${rows} ON CONFLICT DO NOTHING`;
  });
}

const perform = (statements: string[]) =>
  env.DB.batch(["PRAGMA defer_foreign_keys = on", ...statements].map((sql) => env.DB.prepare(sql)));
const emptying = () => [...tables.keys()].reverse().map((table) => `DELETE FROM ${table}`);
/** The statements that fill(); made once. */
let filling: string[] | undefined;
/** What the connection had changed in all when the rows were filled in last, and the rows as everyRow() has read them since. */
let filled: { changes: number; rows?: string[] } | undefined;
/** Leaves no rows, for the next file. */
export async function empty(): Promise<void> {
  await perform(emptying());
  filled = undefined;
  ownRows.there = false;
}
/** Puts the rows back where something has changed since they were put there. */
export async function fill(): Promise<void> {
  await readTables();
  if (filled?.changes === changes()) return;
  await perform((filling ??= [...emptying(), ...insertions()]));
  filled = { changes: changes() };
  ownRows.there = true;
}

/** The rows of one more workspace, as those of ours are. */
export const addSide = (side: string): Promise<unknown> => perform(insertions([side]));

/**
 * The rows of the other workspace once more for each of so many further ones, and rows of no workspace as often: every text of a
 * row names whose it is.
 */
export async function grow(from: number, to: number): Promise<void> {
  const copies = `(WITH RECURSIVE n (i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to}) SELECT i FROM n)`;
  await perform(
    [...tables].map(([table, columns]) => {
      const of = isShared(table) ? "shared" : "theirs";
      const names = columns.map(({ name }) => `"${name}"`);
      const texts = names.map(
        (name) =>
          `iif(typeof(${name}) = 'text', replace(${name}, '${of}', '${of === "theirs" ? "copy" : "spread"}' || i), ${name})`,
      );
      const key = names[0]!;
      return (
        `INSERT OR IGNORE INTO ${table} (${names.join()}) SELECT ${texts.join()} FROM (SELECT * FROM ${table} ` +
        `WHERE ${key} GLOB '${of}_*' OR ${key} = 'ws_${of}'), ${copies} AS copies WHERE true`
      );
    }),
  );
}

/** Every row of every table, as text. */
export async function everyRow(): Promise<string[]> {
  const isFilled = filled?.changes === changes();
  if (isFilled && filled?.rows) return filled.rows;
  const names = [...tables.keys()];
  const all = await env.DB.batch<object>(names.map((name) => env.DB.prepare(`SELECT * FROM ${name} ORDER BY rowid`)));
  const rows = all.flatMap(({ results }, i) => results.map((row) => `${names[i]}: ${JSON.stringify(row)}`));
  if (isFilled && filled) filled.rows = rows;
  return rows;
}

/** The table that a function is about: its domain, or what it is called after (overviews.agent). */
function ownTable(fn: string): string {
  const [domain, name] = fn.split(".") as [string, string];
  if (tables.has(domain)) return domain;
  const all = [...tables.keys()];
  return all.find((t) => t === `${name}s`) ?? all.find((t) => t.endsWith(`_${name}s`)) ?? domain;
}
/** Fields of an object are of the table that the object is called after: those of trace, of traces. A patch is of its own. */
const ownOf = (name: string, own: string): string =>
  name === "patch" ? own : ([name, `${name}s`].find((table) => tables.has(table)) ?? "");

// ---- arguments ------------------------------------------------------------------------------------------------------
export interface Choice {
  /** Whose rows the ids name; of one argument it may be another. */
  of: (path: string) => string;
  /** The row. */
  n: number;
  /** Whether optional arguments are given. */
  optional: boolean;
  /** Whether the last id is that of the row before: a pair that is not there yet, or that of a last row. */
  apart?: boolean;
}

/** Arguments of a function as its declaration has them. The workspace is always ours, unless `workspace` says otherwise. */
export function argumentsOf(
  fn: string,
  list: Argument[],
  choice: Choice,
  workspace: string = "ours",
): Record<string, unknown> {
  const makes = list.some((a) => a.name === "id" && !a.required);
  const last = choice.apart ? idsOf(fn, list).at(-1) : undefined;
  const value = (a: Argument, path: string, own: string): unknown => {
    const { n } = choice;
    const listed = (one: unknown) => (a.list ? [one] : one);
    if (a.tenant || a.name === "workspace_id") return workspaceOf(a.tenant ? workspace : choice.of(path));
    if (a.kind === "text") {
      const table = tableOf(a.name, own);
      if (table !== undefined) return listed(idOf(table, choice.of(path), path === last ? n - 1 : n));
      const column = tables.get(own)?.find((c) => c.name === a.name);
      const stored =
        column === undefined || makes ? `${workspace} new ${a.name} ${n}` : cell(own, column, choice.of(path), n);
      return listed(typeof stored === "string" ? stored : `${workspace} ${a.name} ${n}`);
    }
    switch (a.kind) {
      case "integer":
        return listed(
          a.name === "limit" ? Math.min(100, a.most ?? 100) : Math.min(Math.max(n, a.least ?? n), a.most ?? n),
        );
      case "real":
        return listed(Math.min(Math.max(n / 10, a.least ?? 0), a.most ?? 1));
      case "boolean":
        return listed(n % 2 === 0);
      case "timestamp":
        return listed(`2026-01-0${n}T00:00:00.000Z`);
      case "date":
        return listed(`2026-01-0${n}`);
      case "enum":
        return listed(a.values![(n - 1) % a.values!.length]);
      case "json":
        return a.opening === "[" ? [`${workspace} ${a.name}`] : { of: workspace };
      case "object":
        return listed(fields(a.fields!, `${path}.`, ownOf(a.name, own)));
    }
  };
  const fields = (all: Argument[], prefix: string, own: string): Record<string, unknown> =>
    Object.fromEntries(
      all
        .filter(
          (a) =>
            a.required || a.tenant || (a.name !== "id" && a.name !== "cursor" && (choice.optional || prefix !== "")),
        )
        .map((a) => [a.name, value(a, prefix + a.name, own)]),
    );
  return fields(list, "", ownTable(fn));
}

/** The arguments that name rows of a workspace, as paths. */
export function idsOf(fn: string, list: Argument[], prefix = "", own = ownTable(fn)): string[] {
  return list.flatMap((a) => {
    if (a.kind === "object") return idsOf(fn, a.fields!, `${prefix}${a.name}.`, ownOf(a.name, own));
    if (a.kind !== "text" || a.tenant || a.name === "workspace_id") return [];
    const table = tableOf(a.name, own);
    return table === undefined || isShared(table) ? [] : [prefix + a.name];
  });
}

/** The choices of arguments to try one after the other, with the required ones first. */
export const choices = (of: (path: string) => string): Choice[] =>
  [false, true].flatMap((optional) => [
    ...places.map((n) => ({ of, n, optional })),
    { of, n: depth - 1, optional, apart: true },
    { of, n: depth, optional, apart: true },
  ]);

/** Arguments that the function succeeds with, found by trying; the world is filled again after. */
export async function workingArguments(fn: string, list: Argument[]): Promise<Record<string, unknown> | undefined> {
  for (const choice of choices(() => "ours")) {
    const args = argumentsOf(fn, list, choice);
    const before = changes();
    const done = await call(openHere(), fn, args).then(
      () => true,
      () => false,
    );
    if (changes() !== before) await fill();
    if (done) return args;
  }
  return undefined;
}
