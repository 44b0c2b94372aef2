// No function reads more rows because a table has more of them that it does not return: rows of other workspaces, and the pages
// before a page. D1 bills by the rows that it reads.
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { argumentsOf, choices, empty, fill, functions, grow } from "../support/filled.js";
import { budgets, overBudget, withBudgets, type BudgetViolation } from "../../../dist/budgets.js";
import { call, openHere, type Binding } from "../support/squall.js";

afterEach(empty);

/** The database without its writes: a function that writes fails, and counts as none that reads. */
const readOnly: Binding = {
  prepare(sql: string) {
    if (/^(INSERT|UPDATE|DELETE)/.test(sql)) throw new Error("a write");
    return env.DB.prepare(sql);
  },
  batch: (all: D1PreparedStatement[]) => env.DB.batch(all),
};
type Reading = { read: number; answer: unknown } | undefined;
/** The rows that a call reads, and its answer; undefined of one that fails. */
async function reading(fn: string, args: object): Promise<Reading> {
  let read = 0;
  const db = openHere({ onQuery: ({ rows_read }) => (read += rows_read) }, readOnly);
  return await call(db, fn, args).then(
    (answer) => ({ read, answer }),
    () => undefined,
  );
}

/** How many rows an answer has. */
function rowsOf(answer: unknown): number {
  const list = (answer as { items?: unknown } | null)?.items ?? answer;
  return Array.isArray(list) ? list.length : 1;
}
/** Of a row that is returned, an index entry, the row itself and what belongs to it. */
const readOfRow = 5;

describe("with ten times as many rows of other workspaces, and of none", () => {
  const variants = functions.flatMap(([fn, list]) =>
    [1, 2, 5].flatMap((n) =>
      [false, true].map((optional) => ({ fn, args: argumentsOf(fn, list, { of: () => "ours", n, optional }) })),
    ),
  );
  const readings = () => Promise.all(variants.map(({ fn, args }) => reading(fn, args)));
  /** The calls that read more than the rows that they return more. */
  const growing = (small: Reading[], large: Reading[]) =>
    variants.flatMap(({ fn, args }, i) => {
      const [before, after] = [small[i], large[i]];
      if (before === undefined || after === undefined) return [];
      const allowed = before.read + 2 + readOfRow * Math.max(0, rowsOf(after.answer) - rowsOf(before.answer));
      return after.read <= allowed ? [] : [`${fn} ${JSON.stringify(args)}: ${before.read}, then ${after.read}`];
    });

  it("every reading function reads as many as before, unless it returns more", async () => {
    await fill();
    await grow(1, 20);
    const small = await readings();
    await grow(21, 200);
    const large = await readings();
    expect(new Set(variants.flatMap(({ fn }, i) => (large[i] === undefined ? [] : [fn]))).size).toBeGreaterThan(120);
    expect(growing(small, large)).toEqual([]);
    // Without an index it would be seen.
    const { sql } = (await env.DB.prepare(
      "SELECT sql FROM sqlite_master WHERE name = 'idx_users_created_at_id'",
    ).first<{
      sql: string;
    }>())!;
    await env.DB.prepare("DROP INDEX idx_users_created_at_id").run();
    const without = growing(small, await readings());
    await env.DB.prepare(sql).run();
    expect(without.length).toBeGreaterThan(0);
    expect(without.every((one) => one.startsWith("users.list"))).toBe(true);
  }, 120_000);
});

describe("budgets", () => {
  /** What calls of the functions with budgets report: of reading ones, with all choices of arguments. */
  async function violations(): Promise<BudgetViolation[]> {
    const found: BudgetViolation[] = [];
    const db = openHere({ onQuery: withBudgets((violation) => found.push(violation)) }, readOnly);
    for (const [fn, list] of functions.filter(([name]) => name in budgets))
      for (const choice of choices(() => "ours"))
        await call(db, fn, argumentsOf(fn, list, choice)).catch(() => undefined);
    return found;
  }

  it("no function reads more rows than it declares, and onQuery reports one that does", async () => {
    await fill();
    await grow(1, 200);
    expect(Object.keys(budgets).length).toBeGreaterThan(5);
    expect(await violations()).toEqual([]);
    const { sql } = (await env.DB.prepare(
      "SELECT sql FROM sqlite_master WHERE name = 'idx_users_created_at_id'",
    ).first<{ sql: string }>())!;
    await env.DB.prepare("DROP INDEX idx_users_created_at_id").run();
    const found = await violations();
    await env.DB.prepare(sql).run();
    expect(found.length).toBeGreaterThan(0);
    for (const { name, rows_read, budget } of found) {
      expect([name, budget]).toEqual(["users.list", budgets["users.list"]]);
      expect(rows_read).toBeGreaterThan(budget);
    }
  }, 120_000);

  it("a batch has the sum of its functions' budgets, and none where one of them has none", () => {
    expect(overBudget({ name: "users.get+jobs.get", rows_read: 2 })).toBeUndefined();
    expect(overBudget({ name: "users.get+jobs.get", rows_read: 3 })).toEqual({
      name: "users.get+jobs.get",
      rows_read: 3,
      budget: 2,
    });
    expect(overBudget({ name: "users.get+tools.list", rows_read: 9e9 })).toBeUndefined();
    expect(overBudget({ name: "toString", rows_read: 1 })).toBeUndefined();
    const seen: string[] = [];
    const listener = withBudgets(
      () => {
        throw new Error("of the application");
      },
      ({ name }) => seen.push(name),
    );
    expect(() => listener({ name: "users.get", rows_read: 2 })).toThrow("of the application");
    expect(seen).toEqual(["users.get"]);
  });
});

describe("a deep page reads as many rows as the first", () => {
  const count = 1200;
  /** Rows 1 … 1200 as SQL; some have no time of their own. */
  const rows = (columns: string, values: string) =>
    `INSERT INTO ${columns} WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}) SELECT ${values} FROM n`;
  const id = (table: string) => `printf('ours_${table}_many_%04d', i)`;
  const time = `iif(i % 100 = 0, NULL, strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000 + i, 'unixepoch'))`;
  const cases: [fn: string, args: object, sql: string[]][] = [
    ["users.list", {}, [rows("users (id, email, created_at)", `${id("users")}, i || '@example.com', ${time}`)]],
    [
      "traces.list",
      { workspace_id: "ws_ours" },
      [
        rows(
          "traces (id, workspace_id, integration_id, trace_id, source, timestamp, steps, imported_at)",
          `${id("traces")}, 'ws_ours', 'ours_integrations_1', 'many ' || i, 'langfuse', '2026-01-01T00:00:00.000Z', '[]', ${time}`,
        ),
      ],
    ],
    [
      "playground_sessions.list",
      { workspace_id: "ws_ours" },
      [
        rows(
          "playground_sessions (id, workspace_id, agent_id, agent_version_id, model_provider, model_id, updated_at)",
          `${id("playground_sessions")}, 'ws_ours', 'ours_agents_1', 'ours_agent_versions_1', 'anthropic', 'm', ${time}`,
        ),
      ],
    ],
  ];
  it.each(cases)("%s", async (fn, args, sql) => {
    await fill();
    await env.DB.batch(sql.map((text) => env.DB.prepare(text)));
    const limit = 50;
    const reads: number[] = [];
    const ids = new Set<string>();
    let cursor: string | null = null;
    do {
      const page = (await reading(fn, { ...args, limit, cursor }))!;
      const { items, next_cursor } = page.answer as { items: { id: string }[]; next_cursor: string | null };
      reads.push(page.read);
      for (const item of items) ids.add(item.id);
      cursor = next_cursor;
    } while (cursor !== null);
    expect(reads.length).toBeGreaterThanOrEqual(count / limit);
    expect(ids.size).toBeGreaterThanOrEqual(count); // NULL first or last: each row once
    const [first] = reads;
    expect(Math.max(...reads)).toBeLessThanOrEqual(first! * 1.2 + 2 * limit);
  });
});
