// Lists of nested rows beyond what a value may be (2 MB): the same answer as with smaller ones, and one round trip wherever
// that is enough.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open, SquallError, type Client } from "squall";
import { openSqlite, readMigrations, type LocalDatabase, type LocalStatement } from "squall/sqlite-wasm";

const workspace_id = "ws";
let sqlite: LocalDatabase;
let trips: number;
let db: Client;

beforeAll(async () => {
  sqlite = await openSqlite();
  await sqlite.applyMigrations(await readMigrations(new URL("../../migrations", import.meta.url).pathname));
  const counted = (statement: LocalStatement): LocalStatement =>
    new Proxy(statement, {
      get(of, key) {
        if (key === "bind") return (...values: never[]) => counted(of.bind(...values));
        if (key === "raw" || key === "all") trips++;
        const member: unknown = Reflect.get(of, key, of);
        return typeof member === "function" ? (member.bind(of) as unknown) : member;
      },
    });
  const binding = {
    prepare: (sql: string) => counted(sqlite.prepare(sql)),
    batch: (statements: LocalStatement[]) => {
      trips++;

      return sqlite.batch(statements);
    },
  };
  db = open(binding);
  await db.users.create({ id: "user", email: "a@b.c" });
  await db.workspaces.create({ id: workspace_id, user_id: "user", name: "w" });
});
afterAll(() => sqlite.close());

const insert = async (table: string, row: Record<string, string | number | null>) =>
  sqlite
    .prepare(
      `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join()})`,
    )
    .bind(...Object.values(row))
    .run();
/** An agent with versions whose prompts have these lengths. */
async function agentWith(id: string, prompts: string[]): Promise<void> {
  await insert("agents", { id, workspace_id, name: id, status: "confirmed" });
  for (const [i, prompt_template] of prompts.entries())
    await insert("agent_versions", {
      id: `${id}_${i}`,
      agent_id: id,
      version: i + 1,
      prompt_template,
      source: "manual",
      status: "candidate",
    });
}
const prompts = (count: number, size: number) => Array.from({ length: count }, (_, i) => `${i}:`.padEnd(size, "p"));
const overview = async (id: string, client = db) => {
  trips = 0;
  const found = await client.overviews.agent({ workspace_id, id, limit: 200 });
  return found!.versions.map((version) => version.prompt_template).reverse();
};

describe("an agent's versions", () => {
  it.each<[string, string[], trips: number]>([
    ["in one value", prompts(80, 20_000), 1],
    ["100 of 20 KB", prompts(100, 20_000), 2],
    ["beyond the parts that are tried first", prompts(200, 60_000), 3],
    ["one that nearly is a value of its own", ["x".repeat(1_990_000), "y", "z".repeat(1_990_000)], 3],
    [
      "many small ones beside great ones",
      prompts(60, 10).concat("x".repeat(1_500_000), prompts(60, 9), "y".repeat(1_200_000)),
      2,
    ],
    ["of characters of several bytes", prompts(60, 5).map((text) => text + "é𝄞".repeat(8000)), 2],
    ["of what JSON writes longer", prompts(60, 5).map((text) => `${text}"\\\n'(,)`.repeat(3000)), 2],
  ])("%s", async (name, texts, expected) => {
    await agentWith(name, texts);
    expect(await overview(name)).toEqual(texts);
    expect(trips).toBe(expected);
  });
  it("of any lengths", async () => {
    let state = 42;
    const random = (below: number) => (state = (state * 1103515245 + 12345) % 2 ** 31) % below;
    for (let round = 0; round < 4; round++) {
      const texts = Array.from({ length: 20 + random(20) }, (_, i) =>
        `${i}`.padEnd(random(5) === 0 ? random(900_000) : random(50_000), "r"),
      );
      await agentWith(`any ${round}`, texts);
      expect(await overview(`any ${round}`)).toEqual(texts);
    }
  });
  it("with all else of the row, as it is", async () => {
    const small = await db.overviews.agent({ workspace_id, id: "in one value", limit: 1 });
    const large = await db.overviews.agent({ workspace_id, id: "100 of 20 KB", limit: 200 });
    expect(Object.keys(large!)).toEqual(Object.keys(small!));
    expect(large).toMatchObject({ name: "100 of 20 KB", active_version: null, tools: [], trace_count: 0 });
    expect(large!.versions[0]).toEqual({ ...small!.versions[0], ...large!.versions[0] });
  });
  it("in batches, with retries and with a listener", async () => {
    const id = "100 of 20 KB";
    trips = 0;
    const [count, first, second] = await db.batch((q) => [
      q.jobs.count({ workspace_id }),
      q.overviews.agent({ workspace_id, id, limit: 200 }),
      q.overviews.agent({ workspace_id, id: "in one value", limit: 2 }),
    ]);
    expect([count, first!.versions.length, second!.versions.length]).toEqual([0, 100, 2]);
    expect(trips).toBe(2);
    const heard: unknown[] = [];
    const listened = open(sqlite, { retry: true, onQuery: (event) => void heard.push(event.round_trips) });
    expect(await overview(id, listened)).toHaveLength(100);
    expect(heard).toEqual([1, 1]);
  });
  it("are refused in a batch that writes, and nothing is written", async () => {
    const refused = await db
      .batch((q) => [
        q.users.create({ id: "late", email: "late" }),
        q.overviews.agent({ workspace_id, id: "100 of 20 KB", limit: 200 }),
      ])
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SquallError);
    expect(refused).toMatchObject({ kind: "limit", mayHaveHappened: false });
    expect(await db.users.get({ id: "late" })).toBeNull();
  });
});

describe("rows within rows", () => {
  const session = async (id: string, turns: string[][]) => {
    await insert("agents", { id: `agent of ${id}`, workspace_id, name: `agent of ${id}`, status: "confirmed" });
    await insert("agent_versions", {
      id: `version of ${id}`,
      agent_id: `agent of ${id}`,
      version: 1,
      prompt_template: "",
      source: "manual",
      status: "active",
    });
    await insert("playground_sessions", {
      id,
      workspace_id,
      agent_id: `agent of ${id}`,
      agent_version_id: `version of ${id}`,
      model_provider: "openai",
      model_id: "m",
    });
    await insert("integrations", {
      id: `of ${id}`,
      workspace_id,
      platform: "x",
      name: id,
      api_key_encrypted: "k",
      status: "active",
    });
    for (const [t, steps] of turns.entries()) {
      await insert("traces", {
        id: `${id}_${t}`,
        workspace_id,
        integration_id: `of ${id}`,
        trace_id: `${id}_${t}`,
        source: "x",
        timestamp: `2026-01-01T00:${String(59 - t).padStart(2, "0")}:00.000Z`,
        steps: "[]",
      });
      for (const [i, input] of steps.entries())
        await insert("playground_steps", {
          id: `${id}_${t}_${i}`,
          session_id: id,
          trace_id: `${id}_${t}`,
          step_index: i,
          step_type: "tool_call",
          input,
        });
    }
    trips = 0;

    const found = await db.overviews.session({ workspace_id, id, limit: 50 });
    return found!.turns.map((turn) => turn.steps.map((step) => step.input));
  };
  const steps = (count: number, size: number) =>
    Array.from({ length: count }, (_, i) => JSON.stringify(`${i}`.padEnd(size, "s")));
  const parsed = (turns: string[][]) => turns.map((texts) => texts.map((text) => JSON.parse(text) as unknown));
  it.each<[string, string[][], number]>([
    ["few", [steps(3, 10), steps(2, 10)], 1],
    ["many turns", Array.from({ length: 12 }, () => steps(10, 20_000)), 2],
    ["one turn beyond a value", [steps(2, 10), steps(120, 20_000), steps(1, 10)], 4],
    ["two such turns, and steps of half a value", [steps(130, 20_000), steps(4, 900_000), steps(3, 1)], 4],
  ])("%s", async (name, turns, most) => {
    const found = await session(name, turns);
    expect(found.map((texts) => texts.length)).toEqual(turns.map((texts) => texts.length));
    expect(found).toEqual(parsed(turns));
    expect(trips).toBeLessThanOrEqual(most);
  });
});
