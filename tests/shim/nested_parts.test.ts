// Lists of nested rows beyond what a value may be (2 MB): the same answer as with smaller ones, in few round trips; and what
// is refused all the same.
import { beforeEach, describe, expect, it } from "vitest";
import type { StatementResult } from "../../js-shim/src/binding.js";
import { mayNeedParts, sendInParts } from "../../js-shim/src/nested_parts.js";
import { Plan } from "../../js-shim/src/plan.js";
import { answering, database, everywhere, opener, refusal, seeded, SquallError, type Client } from "./open.js";

const open = await opener("squall");
const sqlite = await database();
const { mine } = await seeded(open(sqlite));
const workspace_id = mine.id;
let trips = 0;
beforeEach(() => void (trips = 0));
const counted = answering(sqlite, {
  raw: (real) => (trips++, real()),
  all: (real) => (trips++, real()),
  batch: (real) => (trips++, real()),
});
const db: Client = open(counted);

const insert = (table: string, row: Record<string, unknown>) =>
  sqlite
    .prepare(
      `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join()})`,
    ) // prettier-ignore
    .bind(...(Object.values(row) as never[]))
    .run();
async function agentWith(id: string, prompts: string[]): Promise<void> {
  await insert("agents", { id, workspace_id, name: id, status: "confirmed" });
  for (const [i, prompt_template] of prompts.entries())
    await insert("agent_versions", { id: `${id}_${i}`, agent_id: id, version: i + 1, prompt_template, source: "manual", status: "candidate" }); // prettier-ignore
}
const prompts = (count: number, size: number) => Array.from({ length: count }, (_, i) => `${i}:`.padEnd(size, "p"));
const shortened = (texts: string[]) => texts.map((text) => `${text.slice(0, 12)} ${text.length}`);
const versionsOf = (found: any) => (found.versions as { prompt_template: string }[]).map((v) => v.prompt_template).reverse(); // prettier-ignore
const overview = async (id: string) => versionsOf(await db.overviews!.agent!({ workspace_id, id, limit: 200 }));

describe("an agent's versions", () => {
  it.each<[string, string[], number]>([
    ["in one value", prompts(3, 20_000), 1],
    ["of 2.4 MB", [...prompts(38, 60_000), `'(")]}[{,\\\n'é𝄞`.repeat(6000), "\\"], 2],
  ])("%s", async (name, texts, expected) => {
    await agentWith(name, texts);
    const found = await overview(name);
    expect(shortened(found)).toEqual(shortened(texts));
    expect(found.every((text, i) => text === texts[i])).toBe(true);
    expect(trips).toBe(expected);
  });
  it("in a batch, with the rows of its other plans as they are", async () => {
    const ask = { workspace_id, id: "of 2.4 MB", limit: 200 };
    const [count, large, small, none] = await db.batch((q: Client) => [
      q.jobs!.count!(),
      q.overviews!.agent!(ask),
      q.overviews!.agent!({ ...ask, id: "in one value" }),
      q.overviews!.agent!({ ...ask, id: "nobody" }),
    ]);
    expect([count, large.versions.length, small.versions.length, none]).toEqual([0, 40, 3, null]);
    expect(large).toMatchObject({ id: ask.id, name: ask.id, active_version: null, tools: [], trace_count: 0 });
    expect(trips).toBe(2);
  });
});

describe("rows within rows", () => {
  const session = async (id: string, turns: string[][], refused: number) => {
    const of = (what: string) => `${what} of ${id}`;
    await insert("agents", { id: of("agent"), workspace_id, name: of("agent"), status: "confirmed" });
    await insert("agent_versions", { id: of("version"), agent_id: of("agent"), version: 1, prompt_template: "", source: "manual", status: "active" }); // prettier-ignore
    await insert("playground_sessions", { id, workspace_id, agent_id: of("agent"), agent_version_id: of("version"), model_provider: "openai", model_id: "m" }); // prettier-ignore
    await insert("integrations", { id: of("key"), workspace_id, platform: "x", name: id, api_key_encrypted: "k", status: "active" }); // prettier-ignore
    for (const [t, steps] of turns.entries()) {
      const timestamp = `2026-01-01T00:${String(59 - t).padStart(2, "0")}:00.000Z`;
      await insert("traces", { id: `${id}_${t}`, workspace_id, integration_id: of("key"), trace_id: `${id}_${t}`, source: "x", timestamp, steps: "[]" }); // prettier-ignore
      for (const [i, input] of steps.entries())
        await insert("playground_steps", { id: `${id}_${t}_${i}`, session_id: id, trace_id: `${id}_${t}`, step_index: i, step_type: "tool_call", input }); // prettier-ignore
    }
    let sent = 0;
    const tooBig = () => Promise.reject(new Error("D1_ERROR: string or blob too big: SQLITE_TOOBIG"));
    const answer = (real: () => Promise<unknown>) => (sent++ < refused ? tooBig() : real());
    const found = await open(answering(sqlite, everywhere(answer))).overviews!.session!({
      workspace_id,
      id,
      limit: 50,
    });
    expect(sent - refused).toBeGreaterThanOrEqual(1);
    expect(sent - refused).toBeLessThanOrEqual(2);
    return (found.turns as { steps: { input: string }[] }[]).map((turn) => turn.steps.map((step) => JSON.stringify(step.input))); // prettier-ignore
  };
  const steps = (count: number, size: number) => Array.from({ length: count }, (_, i) => JSON.stringify(`${i}`.padEnd(size, "s"))); // prettier-ignore
  it.each<[string, string[][], refused: number]>([
    ["as they are", [steps(3, 10), steps(2, 10)], 0],
    ["in parts of the outer ones", [steps(3, 10), steps(2, 10), steps(1, 1)], 1],
    ["in parts of both, where those were refused, too", [steps(3, 10), steps(2, 10), steps(1, 1)], 2],
    ["in parts, of no rows", [], 2],
  ])("come %s", async (name, turns, refused) => {
    expect(await session(name, turns, refused)).toEqual(turns);
  });
  it("are refused where all of it is", async () => {
    const error = await refusal(session("all", [steps(1, 1)], 9));
    expect(error).toMatchObject({ kind: "limit", function: "overviews.session", mayHaveHappened: false });
  });
});

describe("what is sent", () => {
  const begin = "(SELECT ifnull('[' || group_concat(cells) || ']', '[]') FROM (";
  const text = `SELECT 1, ${begin}SELECT x AS cells FROM t WHERE y = ')' AND [)] = (2))) AS l FROM u`;
  const plan = (...texts: string[]) =>
    Object.assign(new Plan(3, 4), { texts, values: texts.map((_, i) => [i]), flags: texts.map(() => 1) });
  const error = new SquallError("limit", "limit: too big");
  const rows = (...results: unknown[]) => ({ results }) as unknown as StatementResult;

  it("may be in parts only where a read was refused by a limit, and has a list", () => {
    expect(mayNeedParts(error, [plan("SELECT 1"), plan(text)])).toBe(true);
    expect(mayNeedParts(error, [plan("SELECT 1")])).toBe(false);
    expect(mayNeedParts(new SquallError("internal", "x"), [plan(text)])).toBe(false);
    expect(mayNeedParts(error, [Object.assign(plan(text), { inParts: true })])).toBe(false);
    expect(mayNeedParts(error, [Object.assign(plan(text), { flags: [3] })])).toBe(false);
  });
  it("is the length and four parts of each list, and all else once, with its values and flags", async () => {
    const sent: Plan[] = [];
    const results = await sendInParts([plan("SELECT 0"), plan(text, "SELECT 2")], error, async (whole) => {
      sent.push(whole);
      return [
        rows([0]),
        rows([1, 9]),
        rows([1, "[1,2]"]),
        rows([1, "[3]"]),
        rows([1, "[]"]),
        rows([1, "[]"]),
        rows([2]),
      ];
    });
    expect(results).toEqual([rows([0]), rows([1, "[1,2,3]"]), rows([2])]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ fn: 3, instance: 4, inParts: true, flags: Array(7).fill(1) });
    expect(sent[0]!.values).toEqual([[0], [0], [0], [0], [0], [0], [1]]);
    expect(sent[0]!.texts[0]).toBe("SELECT 0");
    expect(sent[0]!.texts[6]).toBe("SELECT 2");
    const parts = sent[0]!.texts.slice(1, 6);
    expect(new Set(parts).size).toBe(5);
    for (const part of parts) {
      expect(part).toMatch(/^SELECT 1, \(SELECT .*\) AS l FROM u$/);
      expect(part).toContain("(SELECT x AS cells FROM t WHERE y = ')' AND [)] = (2))");
      expect(part).not.toContain(begin);
    }
  });
  it("is asked for more parts until all are there", async () => {
    const counts: number[] = [];
    await sendInParts([plan(text)], error, async ({ texts }) => {
      counts.push(texts.length);
      return texts.map((_, i) => rows([i === 0 ? 5_700_001 : "[]"]));
    });
    expect(counts).toEqual([5, 9]);
  });
  it("is not asked for more than 400 statements", async () => {
    let sent = 0;
    const call = sendInParts([plan(text)], error, async ({ texts }) => {
      sent++;
      return texts.map((_, i) => rows([i === 0 ? 200 * 1_900_000 * sent : "[]"]));
    });
    await expect(call).rejects.toBe(error);
    expect(sent).toBeLessThanOrEqual(2);
  });
  it("fails as the database does, and where its parts do not fit together", async () => {
    const other = new SquallError("unavailable", "unavailable: x");
    await expect(sendInParts([plan(text)], error, () => Promise.reject(other))).rejects.toBe(other);
    await expect(sendInParts([plan(text)], error, () => Promise.reject(new TypeError("t")))).rejects.toThrow("t");
    await expect(sendInParts([plan("SELECT 1")], error, () => Promise.resolve([]))).rejects.toBe(error);
    const answers = [rows([1, 5]), rows([1]), rows([1, "[]"]), rows([1, "[]"]), rows([1, "[]"])];
    const call = sendInParts([plan(text)], error, () => Promise.resolve(answers));
    await expect(call).rejects.toThrow("the parts of a result do not match");
  });
  it("is put together from rows that are objects as well, and numbers that are no lengths", async () => {
    const at = (l: unknown) => rows({ id: 7, l, n: null, same: "s" });
    const [result] = await sendInParts([plan(text)], error, async () => [
      at(8),
      at("[[1]]"),
      at("[]"),
      at("[[2],[3]]"),
      at("[]"),
    ]);
    expect(result).toEqual(at("[[1],[2],[3]]"));
  });
  it("is none of a database where no list stands", async () => {
    const only = await refusal(open(answering(sqlite, { raw: () => Promise.reject(new Error("string or blob too big")) })).jobs!.count!()); // prettier-ignore
    expect(only).toMatchObject({ kind: "limit", function: "jobs.count" });
  });
});
