// A cache whose responses have the tags of cacheTags(), and which purgeTags() purges after every writing function: no response that the
// write has changed is left. Responses that are purged and would still be right are counted.
import { beforeAll, describe, expect, it } from "vitest";
import { cacheTags, onlyReads, purgeTags } from "../../dist/cache.js";
import { argumentsOf, choices, fill, functions, sides, type Argument } from "../worker/support/filled.js";
import { call, openHere } from "../worker/support/squall.js";

const tagsOf = cacheTags as (name: string, args: unknown) => string[];
const purgedBy = purgeTags as (name: string, args: unknown) => string[];

interface Response {
  name: string;
  args: unknown;
  tags: string[];
  body: string;
}
const reading = functions.filter(([name]) => onlyReads(name));
const writing = functions.filter(([name]) => !onlyReads(name));

/** What a reading call answers; an error is an answer as well. */
async function answer(name: string, args: unknown): Promise<string> {
  const db = openHere();
  return await call(db, name, args).then(
    (value) => JSON.stringify(value) ?? "nothing",
    (error: { kind?: string }) => `error ${error.kind}`,
  );
}
/** A response of each reading function for each workspace, with few arguments and with all. */
async function readAll(): Promise<Response[]> {
  const responses: Response[] = [];
  for (const [name, list] of reading)
    for (const side of sides)
      for (const [n, optional] of [
        [1, true],
        [2, false],
      ] as const) {
        const args = argumentsOf(name, list, { of: () => side, n, optional }, side);
        responses.push({ name, args, tags: tagsOf(name, args), body: await answer(name, args) });
      }
  return responses;
}

/** Performs a function until it succeeds; returns the arguments that it succeeded with. */
async function perform(name: string, list: Argument[]): Promise<Record<string, unknown> | undefined> {
  for (const choice of choices(() => "ours")) {
    const args = argumentsOf(name, list, choice);
    const done = await call(openHere({ uuid: () => crypto.randomUUID() }), name, args).then(
      () => true,
      () => false,
    );
    if (done) return args;
  }
  return undefined;
}

/** Compares every response with the database after a write, which may still have to be performed. */
async function expectNoneStale(name: string, args: unknown, responses: Response[], write?: () => Promise<void>) {
  await write?.();
  const purged = new Set(purgedBy(name, args));
  expect(purged.size).toBeGreaterThan(0);
  counts.writes++;
  for (const response of responses) {
    const isPurged = response.tags.some((tag) => purged.has(tag));
    const isChanged = (await answer(response.name, response.args)) !== response.body;
    if (isChanged && !isPurged)
      expect.unreachable(
        `${response.name} ${JSON.stringify(response.args)} is stale after ${name} ${JSON.stringify(args)}`,
      );
    counts.changed += Number(isChanged);
    counts.purged += Number(isPurged);
    counts.needless += Number(isPurged && !isChanged);
    counts.kept += Number(!isPurged);
  }
}

let cached: Response[];
const counts = { writes: 0, changed: 0, purged: 0, needless: 0, kept: 0 };

beforeAll(async () => {
  await fill();
  cached = await readAll();
});

describe("after a write no stale response is left", () => {
  it.each(writing.filter(([name]) => name !== "workspaces.delete"))("%s", async (name, list) => {
    await fill();
    const args = await perform(name, list);
    expect(args, "arguments that the function succeeds with").toBeDefined();
    await expectNoneStale(name, args, cached);
  });
  it("workspaces.delete", async () => {
    await fill(); // a workspace with rows cannot be deleted
    const { id } = (await call(openHere(), "workspaces.create", { name: "empty", user_id: "shared_users_1" })) as {
      id: string;
    };
    await expectNoneStale("workspaces.delete", { id }, await readAll(), async () => {
      await call(openHere(), "workspaces.delete", { id });
    });
  });
  it("and most responses are kept", () => {
    console.log(`squall/cache: ${JSON.stringify(counts)}, ${cached.length} responses`);
    expect(counts.changed).toBeGreaterThan(100);
    // Whatever a purge of everything would lose, more than half of it stays.
    expect(counts.kept).toBeGreaterThan(counts.purged);
  });
});

describe("tags", () => {
  it("name the tables and the tenant", () => {
    expect(cacheTags("jobs.list", { workspace_id: "ws 1,é" })).toEqual(["d1:jobs", "d1:jobs@ws%201%2C%C3%A9"]);
    expect(cacheTags("users.list", {})).toEqual(["d1:users", "d1:users@"]);
    expect(purgeTags("jobs.cancel", { workspace_id: "w", id: "j" })).toEqual(["d1:jobs@w", "d1:jobs@"]);
    expect(purgeTags("users.create", { email: "a@example.com" })).toEqual(["d1:users"]);
    expect(purgeTags("jobs.list", { workspace_id: "w" })).toEqual([]);
  });
  it("are refused for a function that writes, and for one that does not exist", () => {
    expect(() => cacheTags("jobs.cancel", { workspace_id: "w", id: "j" })).toThrow("jobs.cancel writes");
    expect(() => tagsOf("jobs.paint", {})).toThrow("jobs.paint is not a function");
  });
  it("of a tenant whose name is long or broken stay short", () => {
    for (const workspace_id of ["x".repeat(5000), "\ud800".repeat(400)]) {
      const tags = cacheTags("jobs.list", { workspace_id });
      expect(tags.every((tag) => tag.length <= 3000 && /^[\x21-\x2b\x2d-\x7e]+$/.test(tag))).toBe(true);
    }
  });
});
