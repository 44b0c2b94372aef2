// Finds, when an application is built, what its fleet is: it calls every function with sample arguments and reads the plans.
import { layoutOf, type Declared } from "../encode.js";
import { Engine } from "../engine.js";
import { writeCursor } from "../cursor.js";
import type { FleetDeclaration, FleetFacts, FunctionFacts } from "./facts.js";
import { sampleCalls, type ArgumentFacts } from "./sample_calls.js";
import { readSql, type Reading } from "./sql_reading.js";
import { classesOf, rootOf, type Snapshot } from "./table_classes.js";

/** The form of a result, as the generated client's table describes it (fleet/build.mjs reads it). */
export interface ResultForm {
  form: string;
  number?: number;
  keys?: number[];
  /** Of a page whose order the call chooses. */
  orders?: [number: number, keys: number[]][];
  parts?: Record<string, ResultForm>;
}
export interface Application {
  module: WebAssembly.Module;
  contract: number;
  domains: Record<string, [name: string, declared: Declared, result: ResultForm, steps?: "steps"][]>;
  arguments: Record<string, ArgumentFacts[]>;
  snapshot: Snapshot;
  /** The name of the last migration file. */
  migration?: string;
  declaration: FleetDeclaration;
}

/** Every text that a function may send, by function; the texts of all sample calls. */
export function textsOf(app: Application): Map<string, string[]> {
  const engine = new Engine(app.module, app.contract);
  const host = {
    now: () => Date.parse("2026-02-03T04:05:06.789Z"),
    uuid: () => "00000000-0000-4000-8000-000000000001",
  };
  const all = new Map<string, string[]>();
  let number = 0;
  for (const [domain, functions] of Object.entries(app.domains))
    for (const [fn, declared, result] of functions) {
      const name = `${domain}.${fn}`;
      const texts = new Set<string>();
      let refusal: unknown;
      for (const args of sampleCalls(app.arguments[name] ?? [], cursorsOf(result)))
        try {
          for (const text of engine.record(number, name, layoutOf(declared), args, host, 0, false).texts)
            texts.add(text);
        } catch (error) {
          refusal = error; // what no caller may send does not count
        }
      if (texts.size === 0 && refusal !== undefined)
        throw new Error(`no sample call of ${name} is accepted: ${(refusal as Error).message}`);
      all.set(name, [...texts]);
      number++;
    }
  return all;
}
/** Cursors as a list's own pages would end with: keys of text and of null. */
function cursorsOf({ form, number, keys, orders }: ResultForm): string[] {
  const lists = form === "page" ? [[number!, keys!] as const] : form === "orderedPage" ? orders! : [];
  return lists.flatMap(([list, places]) => [
    ...["x", null, 1].map((kind) =>
      writeCursor(
        list,
        places.map(() => kind),
      ),
    ),
    writeCursor(
      list,
      places.map((_, i) => (i === 0 ? null : "x")),
    ),
  ]);
}

export function findFacts(app: Application): FleetFacts {
  const tenants = new Set(Object.values(app.arguments).flatMap((specs) => tenantNames(specs)));
  if (tenants.size > 1) throw new Error(`the tenant arguments have several names: ${[...tenants].join(", ")}`);
  const tenant = [...tenants][0];
  const root = rootOf(app.snapshot, tenant, app.declaration).toLowerCase();
  const tables = classesOf(app.snapshot, root, tenant ?? "", app.declaration);
  if (tables[root]!.key.length !== 1) throw new Error(`the tenant's table ${root} needs a key of one column`);
  const views = viewTables(app.snapshot, tables);
  for (const { name, table } of app.snapshot.full_texts ?? []) views[name.toLowerCase()] = [table.toLowerCase()];
  const rootKey = tables[root]!.key[0]!;
  const facts: FleetFacts = {
    ...(app.migration === undefined ? {} : { migration: app.migration }),
    root,
    rootKey,
    tenant: tenant ?? rootKey,
    tables,
    views,
    functions: {},
  };
  const forms = new Map<string, { form: ResultForm; hasSteps: boolean }>(
    Object.entries(app.domains).flatMap(([domain, functions]) =>
      functions.map(([fn, , form, steps]) => [`${domain}.${fn}`, { form, hasSteps: steps !== undefined }] as const),
    ),
  );
  const declared = app.declaration.runs_on ?? {};
  for (const name of Object.keys(declared))
    if (!forms.has(name)) throw new Error(`fleet.json: there is no function ${name}`);
  for (const [name, texts] of textsOf(app)) {
    const { form, hasSteps } = forms.get(name)!;
    facts.functions[name] = functionFacts(
      facts,
      name,
      app.arguments[name] ?? [],
      texts.map(readSql),
      form,
      hasSteps,
      declared[name],
    );
  }
  return facts;
}

function tenantNames(specs: ArgumentFacts[]): string[] {
  return specs.flatMap((spec) => [...(spec.tenant ? [spec.name] : []), ...tenantNames(spec.fields ?? [])]);
}
/** The places of the tenant in a function's arguments. */
function tenantPlaces(specs: ArgumentFacts[], before = ""): string[] {
  return specs.flatMap((spec) => [
    ...(spec.tenant ? [before + spec.name] : []),
    ...tenantPlaces(spec.fields ?? [], `${before}${spec.name}${spec.list ? "[]" : ""}.`),
  ]);
}

/** The tables behind a name: itself, or those of a view. */
export function tablesBehind(facts: Pick<FleetFacts, "tables" | "views">, names: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const name of names) for (const table of facts.views[name] ?? [name]) all.add(table);
  return all;
}
function viewTables(snapshot: Snapshot, tables: FleetFacts["tables"]): Record<string, string[]> {
  const queries = new Map((snapshot.views ?? []).map(({ name, query }) => [name.toLowerCase(), readSql(query).reads]));
  const resolve = (name: string, seen: string[]): string[] =>
    name in tables || seen.includes(name)
      ? [name]
      : [...(queries.get(name) ?? [])].flatMap((inner) => resolve(inner, [...seen, name]));
  return Object.fromEntries([...queries.keys()].map((name) => [name, [...new Set(resolve(name, []))]]));
}

function functionFacts(
  facts: FleetFacts,
  name: string,
  specs: ArgumentFacts[],
  readings: Reading[],
  form: ResultForm,
  hasSteps: boolean,
  declared: "of" | "home" | undefined,
): FunctionFacts {
  const reads = tablesBehind(
    facts,
    readings.flatMap((r) => [...r.reads]),
  );
  const writes = tablesBehind(
    facts,
    readings.flatMap((r) => [...r.writes]),
  );
  const unknown = [...reads, ...writes].find((table) => !(table in facts.tables));
  const places = tenantPlaces(specs);
  const classes = (names: Set<string>, ...of: string[]) =>
    [...names].filter((t) => of.includes(facts.tables[t]?.class ?? ""));
  const owned = new Set([...classes(reads, "root", "owned"), ...classes(writes, "root", "owned")]);
  const local = new Set([...classes(reads, "per_shard"), ...classes(writes, "per_shard")]);
  const global = new Set([...classes(reads, "global"), ...classes(writes, "global", "reference")]);
  // A function of the root alone names the tenant by the root's key.
  const key = specs.find((spec) => spec.name === facts.rootKey && spec.kind === "text" && !spec.list);
  const isOfRoot = places.length === 0 && key !== undefined && owned.size === 1 && owned.has(facts.root);
  const result: FunctionFacts = {
    runs: owned.size > 0 || local.size > 0 ? "of" : "home",
    tenant: isOfRoot ? [facts.rootKey] : places,
    reads: [...reads].sort(),
    writes: [...writes].sort(),
  };
  if (unknown !== undefined) return { ...result, runs: "none", why: `${unknown} is not a table of the schema` };
  if (reads.size + writes.size === 0) result.runs = places.length > 0 ? "of" : "home";
  if (owned.size + local.size > 0 && global.size > 0) {
    const why = `it touches ${list(owned.size > 0 ? owned : local)} of a shard and ${list(global)} of the home database in one plan`;
    if (declared === undefined) return { ...result, runs: "none", why };
    result.runs = declared;
    result.isDeclared = true;
  } else if (declared !== undefined && declared !== result.runs) {
    return { ...result, runs: "none", why: `fleet.json runs it on ${declared}, but its tables are on the other side` };
  }
  if (result.runs !== "of") return result;
  const every = everyForm(readings, form, hasSteps, specs);
  if ("why" in every) result.whyNotEvery = every.why;
  else Object.assign(result, every);
  return result;
}
const list = (names: Iterable<string>): string => [...names].sort().join(", ");

function everyForm(
  readings: Reading[],
  form: ResultForm,
  hasSteps: boolean,
  specs: ArgumentFacts[],
): Pick<FunctionFacts, "every" | "page"> | { why: string } {
  if (hasSteps) return { why: "it has several steps" };
  if (readings.some((r) => r.isWrite)) return { why: "it writes" };
  const tenant = specs.find((spec) => spec.tenant && spec.required);
  if (tenant !== undefined) return { why: `${tenant.name} is required: its rows are on one shard` };
  const merges = readings.map((r) => r.merge);
  const none = merges.find((m) => m.kind === "none");
  switch (form.form) {
    case "list":
    case "listOfAll":
      if (none !== undefined) return { why: none.why };
      return merges.some((m) => m.kind !== "rows") ? { why: "its rows are aggregates" } : { every: "list" };
    case "page":
      if (none !== undefined) return { why: none.why };
      return { every: "page", page: { number: form.number!, keys: form.keys! } };
    case "count":
      // The one value of a row: count(…), or sum(…).
      if (none !== undefined) return { why: none.why };
      return merges.every((m) => m.kind === "aggregates" && m.columns.every((c) => c === "sum"))
        ? { every: "count" }
        : { why: "its number is neither a count nor a sum" };
    case "boolean":
      return { every: "boolean" };
    case "optional":
    case "one":
      if (merges.every((m) => m.kind === "aggregates")) return { every: "aggregates" };
      return form.form === "optional" ? { every: "optional" } : { why: "its row is on one shard; ask fleet.of" };
    case "orderedPage":
      return { why: "its call chooses the order of its pages" };
    default:
      return { why: "its result has several parts" };
  }
}
