// What a request meets in the shadow: the old function alone writes, it runs once, and what would change is reported.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { createAgent, getAgent } from "../../worker/examples/adopting/handlers.js";
import { adopting } from "./support/adopting.js";
import { contents, openHere, row, rows, SquallError, type Client } from "./support/squall.js";

const workspace = "ws_ours";
const cancelled = "UPDATE jobs SET status = 'cancelled' WHERE id = ?";
const status = (id: string) => row("SELECT status FROM jobs WHERE id = ?", id);

describe("the old function", () => {
  it("runs once, though its answer differs", async () => {
    const { way, settled } = adopting("shadow");
    let runs = 0;
    const legacy = async () => {
      runs++;
      // Past the binding that it was given: nobody can see that.
      await env.DB.prepare("INSERT INTO users (id, email) VALUES (?, ?)").bind(`u${runs}`, `u${runs}`).run();
      return { id: "agent_live", name: "Alive", status: "confirmed", isArchived: false };
    };
    await way.run("agents.get", { ...getAgent(workspace, "agent_live"), legacy });
    expect((await settled())[0]).toMatchObject({ compared: "answers", same: false });
    expect(runs).toBe(1);
    expect(await rows("SELECT id FROM users WHERE id LIKE 'u_'")).toEqual([{ id: "u1" }]);
  });
  it("runs once, though one statement of a text writes", async () => {
    const { way, settled } = adopting("shadow");
    const sql = "SELECT 1 AS one; INSERT INTO users (id, email) VALUES ('u1', 'u1') RETURNING id";
    const legacy = async (db: D1Database) => ({ name: (await db.prepare(sql).first("id")) as string }) as never;
    await way.run("agents.get", { ...getAgent(workspace, "agent_live"), legacy, repeatable: false });
    expect((await settled())[0]).toMatchObject({
      compared: "writes",
      differences: [{ field: "insert users", kind: "only_legacy" }],
    });
    expect(await rows("SELECT id FROM users WHERE id = 'u1'")).toHaveLength(1);
  });
  it("that only reads may be run again, where that is asked for: rows may have changed", async () => {
    for (const repeatable of [true, false]) {
      const { way, settled } = adopting("shadow");
      const names = ["Alive", "Live"];
      const legacy = async () => ({ id: "agent_live", name: names.shift()!, status: "confirmed", isArchived: false });
      await way.run("agents.get", { ...getAgent(workspace, "agent_live"), legacy, repeatable });
      expect(await settled()).toMatchObject([{ compared: "answers", same: repeatable, notCompared: [] }]);
      expect(names).toHaveLength(repeatable ? 0 : 1);
    }
  });
  it("is seen through sessions and exec() as well", async () => {
    const ways: [string, (db: D1Database) => Promise<unknown>, string][] = [
      ["a session", (db) => db.withSession().prepare(cancelled).bind("job_queued").run(), "update jobs"],
      [
        "a batch of a session",
        (db) => {
          const session = db.withSession("first-primary");
          return session.batch([session.prepare(cancelled).bind("job_due")]);
        },
        "update jobs",
      ],
      ["exec()", (db) => db.exec("SELECT 1;\nDELETE FROM feedback WHERE id = 'nobody'"), "delete feedback"],
    ];
    for (const [, write, field] of ways) {
      const { way, settled } = adopting("shadow");
      const legacy = async (db: D1Database) => (await write(db), null);
      await way.run("jobs.get", { legacy, squall: async () => null });
      expect(await settled()).toMatchObject([{ compared: "writes", differences: [{ field, kind: "only_legacy" }] }]);
    }
    expect(await status("job_queued")).toEqual({ status: "cancelled" });
    expect(await status("job_due")).toEqual({ status: "cancelled" });
  });
});

describe("ours", () => {
  const name = async () => (await row("SELECT name FROM agents WHERE id = 'agent_old'"))!.name as string;
  it("writes nothing though its guards pass, where the old function refuses", async () => {
    const before = await contents();
    const { createAgent, settled } = adopting("shadow");
    expect(await createAgent(workspace, await name())).toBeNull();
    expect(await settled()).toMatchObject([{ compared: "writes", same: false }]);
    expect(await contents()).toEqual(before);
  });
  it("writes nothing of many guarded functions, in calls, batches, sessions and after errors that it caught", async () => {
    const before = await contents();
    const calls: ((db: Client) => Promise<unknown>)[] = [
      (db) => db.jobs.cancel({ workspace_id: workspace, id: "job_queued" }),
      (db) => db.agents.create({ workspace_id: workspace, name: "Free" }),
      (db) => db.batch((q) => [q.jobs.count(), q.jobs.cancel({ workspace_id: workspace, id: "job_running" })]),
      (db) =>
        db.agents.archive({ workspace_id: workspace, id: "agent_live" }).catch(() => db.users.create({ email: "x" })),
    ];
    for (const squall of calls)
      for (const more of [
        {},
        { open: ((db: D1Database, o: object) => adoptOpen(db.withSession() as never, o)) as never },
      ]) {
        const { way, settled } = adopting("shadow", more);
        await way.run("x", { legacy: async () => null, squall: squall as never });
        expect(await settled()).toMatchObject([{ compared: "writes", same: false }]);
      }
    expect(await contents()).toEqual(before);
  });
});
const adoptOpen = (db: D1Database, options: object): Client => openHere(options, db);

describe("guards are asked before the old function writes", () => {
  const legacy = async (db: D1Database) => {
    await db.prepare(cancelled).bind("job_queued").run();
    return true;
  };
  it("so one that holds then is no difference", async () => {
    const { way, settled } = adopting("shadow");
    const squall = (db: Client) => db.jobs.cancel({ workspace_id: workspace, id: "job_queued" }).then(() => true);
    expect(await way.run("jobs.cancel", { legacy, squall, ignore: ["completed_at"] })).toBe(true);
    expect(await settled()).toMatchObject([{ compared: "writes", same: true, notCompared: [] }]);
  });
  it.each<[string, string, (error: unknown) => never]>([
    [
      "guard_failed",
      "job_completed",
      (error) => {
        throw error;
      },
    ],
    [
      "not_found",
      "job_nobody",
      (error) => {
        throw error;
      },
    ],
    ["guard_failed", "job_completed", () => false as never],
  ])("and one that fails is reported: %s of %s, thrown or caught", async (kind, id, caught) => {
    const { way, settled } = adopting("shadow");
    const squall = (db: Client) => db.jobs.cancel({ workspace_id: workspace, id }).then(() => true, caught);
    expect(await way.run("jobs.cancel", { legacy, squall })).toBe(true);
    expect(await settled()).toEqual([
      {
        name: "jobs.cancel",
        compared: "outcome",
        same: false,
        differences: [{ field: "outcome", kind: "differs", legacy: "answered", squall: kind }],
        notCompared: [],
      },
    ]);
    expect(await status("job_queued")).toEqual({ status: "cancelled" });
  });
  it("where the old function's write finds no row and ours refuses, that is a difference", async () => {
    const { way, settled } = adopting("shadow");
    const legacy = async (db: D1Database) => void (await db.prepare(cancelled).bind("job_nobody").run());
    const squall = async (db: Client) => void (await db.jobs.cancel({ workspace_id: workspace, id: "job_nobody" }));
    await way.run("jobs.cancel", { legacy, squall });
    expect((await settled())[0]!.differences).toMatchObject([{ legacy: "answered", squall: "not_found" }]);
  });
  const outcomesOf = async (sql: string, squall: (db: Client) => Promise<unknown>, more = {}) => {
    const { way, settled } = adopting("shadow", more);
    const legacy = async (db: D1Database) => void (await db.prepare(sql).run());
    await way.run("x", { legacy, squall: async (db) => void (await squall(db)), ignore: ["completed_at", "result"] });
    const [{ compared, differences, notCompared } = {} as never] = await settled();
    return [compared, ...differences.map(({ field, kind }) => `${kind} ${field}`), ...notCompared];
  };
  const failed = (id: string) =>
    `UPDATE jobs SET status = 'failed', error = 'e', completed_at = 'now' WHERE id = '${id}'`;
  const fail = (id: string) => (db: Client) => db.jobs.fail({ id, error: "e" });
  it("and so is whether the condition of our write finds a row: a finished job stays as it is", async () => {
    for (const id of ["job_completed", "job_cancelled"])
      expect(await outcomesOf(failed(id), fail(id)), id).toEqual(["writes", "only_legacy update jobs"]);
    expect(await outcomesOf(failed("job_running"), fail("job_running"))).toEqual(["writes"]);
    const completed =
      "UPDATE jobs SET status = 'completed', progress = 100, completed_at = 'now', result = '2' WHERE id = ";
    const complete = (id: string) => (db: Client) => db.jobs.complete({ id, result: 2 });
    expect(await outcomesOf(`${completed}'job_due'`, complete("job_due"))).toEqual(["writes"]);
    expect(await outcomesOf(`${completed}'job_due'`, complete("job_due"))).toEqual([
      "writes",
      "only_legacy update jobs",
    ]);
  });
  it("though the old condition finds none, or it has no guard", async () => {
    const older = `${failed("job_queued")} AND status = 'running'`;
    expect(await outcomesOf(older, fail("job_queued"))).toEqual(["writes", "only_squall update jobs"]);
    const remove = (id: string) => (db: Client) => db.jobs.delete({ id });
    const deleted = (id: string) => `DELETE FROM jobs WHERE id = '${id}'`;
    expect(await outcomesOf(deleted("job_nobody"), remove("job_queued"))).toContain("only_squall delete jobs");
    expect(await outcomesOf(deleted("job_nobody"), remove("job_nobody"))).toEqual(["writes"]);
  });
  it("which is not asked where the old write does not wait", async () => {
    expect((await outcomesOf(failed("job_completed"), fail("job_completed"), { max_delay: 0 })).slice(0, 1)).toEqual([
      "writes",
    ]);
  });
  it("unless they take longer than the old write may wait", async () => {
    for (const max_delay of [0, 20]) {
      const { way, settled } = adopting("shadow", { max_delay });
      let go = () => {};
      const gate = new Promise<void>((resolve) => (go = resolve));
      const squall = async (db: Client) => {
        await gate;
        return await db.jobs.cancel({ workspace_id: workspace, id: "job_queued" }).then(() => true);
      };
      // If the old write waited for the new one, this would not end.
      expect(await way.run("jobs.cancel", { legacy, squall, ignore: ["completed_at"] })).toBe(true);
      go();
      expect(await settled()).toMatchObject([
        {
          compared: "writes",
          same: true,
          notCompared: ["guards of the new write: the old write does not wait for them"],
        },
      ]);
    }
  });
});

describe("errors of both sides", () => {
  const run = async (
    legacy: (db: D1Database) => Promise<unknown>,
    squall: (db: Client) => Promise<unknown>,
    more = {},
  ) => {
    const { way, settled } = adopting("shadow");
    await way.run("x", { legacy, squall, ...more }).catch(() => undefined);
    return (await settled())[0]!;
  };
  const taken = async (db: D1Database) =>
    await db.prepare("INSERT INTO users (id, email) SELECT 'other', email FROM users LIMIT 1").run();
  const missing = (db: Client) => db.jobs.cancel({ workspace_id: workspace, id: "job_nobody" });
  it("are the same by their kind, and differ by it", async () => {
    const thrown = (db: D1Database) => db.prepare("SELECT json_extract('{}', 'not_found:x')").all();
    expect(await run(thrown, missing)).toMatchObject({ compared: "outcome", same: true, notCompared: [] });
    expect(await run(taken, missing)).toMatchObject({
      compared: "outcome",
      differences: [{ legacy: "conflict", squall: "not_found" }],
    });
    const kindOf = () => "guard_failed";
    expect(await run(() => Promise.reject(new Error("gone")), missing, { kindOf })).toMatchObject({
      differences: [{ legacy: "guard_failed", squall: "not_found" }],
    });
  });
  it("that have no kind are named", async () => {
    class Gone extends Error {}
    expect(await run(() => Promise.reject(new Gone("secret")), missing)).toMatchObject({
      same: true,
      notCompared: ["errors: Gone and not_found"],
    });
  });
  it("are not compared behind half of the writes", async () => {
    const half = async (db: D1Database) => {
      await db.prepare(cancelled).bind("job_queued").run();
      throw new Error("later");
    };
    expect(await run(half, missing)).toMatchObject({
      compared: "nothing",
      same: false,
      notCompared: ["the old function failed between its writes"],
    });
  });
});

describe("handlers that catch errors and answer Responses", () => {
  const respond = async (work: () => Promise<unknown>): Promise<Response> => {
    try {
      return Response.json({ data: await work() });
    } catch (error) {
      const conflict = error instanceof SquallError && error.kind === "conflict";
      return Response.json({ error: conflict ? "CONFLICT" : "INTERNAL_ERROR" }, { status: conflict ? 409 : 500 });
    }
  };
  const run = async (legacy: (db: D1Database) => Promise<Response>, squall: (db: Client) => Promise<Response>) => {
    const { way, settled } = adopting("shadow");
    const response = await way.run("agents", { legacy, squall, ignore: ["id", "created_at", "updated_at"] });
    return [response.status, await response.json(), (await settled())[0]!] as const;
  };
  it("are compared by status and body", async () => {
    const legacy = (db: D1Database) => respond(() => getAgent(workspace, "agent_live").legacy(db));
    const squall = (db: Client) => respond(() => getAgent(workspace, "agent_live").squall(db));
    const [code, body, same] = await run(legacy, squall);
    expect([code, body]).toMatchObject([200, { data: { name: "Live" } }]);
    expect(same).toMatchObject({ compared: "answers", same: true, notCompared: [] });
    const other = (db: Client) =>
      respond(async () => ({ ...(await getAgent(workspace, "agent_live").squall(db)), name: "x" }));
    expect((await run(legacy, other))[2].differences).toEqual([{ field: "body.data.name", kind: "differs" }]);
    const failing = () => respond(() => Promise.reject(new Error()));
    expect((await run(legacy, failing))[2].differences).toContainEqual({ field: "status", kind: "differs" });
  });
  it("are compared by their writes, which are caught in ours", async () => {
    const legacy = (db: D1Database) => respond(() => createAgent(workspace, "Newest").legacy(db));
    const squall = (db: Client) => respond(() => db.agents.create({ workspace_id: workspace, name: "Newest" }));
    const [code, , comparison] = await run(legacy, squall);
    expect(code).toBe(200);
    expect(comparison).toMatchObject({ compared: "writes", same: true });
  });
  it("and say where a body was not looked at", async () => {
    const bytes = async () => new Response(new Uint8Array([1, 2]), { headers: { "content-type": "image/png" } });
    const { way, settled } = adopting("shadow");
    const response = await way.run("x", { legacy: bytes, squall: bytes });
    expect((await response.arrayBuffer()).byteLength).toBe(2);
    expect(await settled()).toMatchObject([{ same: true, notCompared: ["the body of a Response that is not text"] }]);
  });
});

describe("what cannot be compared is reported", () => {
  const circular = (): object => {
    const a: Record<string, unknown> = { a: 1 };
    a.self = { a };
    return a;
  };
  let deep: unknown = 1;
  for (let i = 0; i < 600; i++) deep = [deep];
  it.each<[string, () => unknown]>([
    ["a circular answer", circular],
    ["an answer that is too deep", () => deep],
    ["a Map", () => ({ found: new Map() })],
    ["a ReadableStream", () => new ReadableStream()],
    ["a function", () => ({ next: () => 1 })],
    [
      "an answer that cannot be read",
      () => ({
        get a() {
          throw new Error();
        },
      }),
    ],
  ])("%s", async (note, answer) => {
    const { way, settled } = adopting("shadow");
    const given = answer();
    expect(await way.run("x", { legacy: async () => given, squall: async () => answer() })).toBe(given);
    expect(await settled()).toEqual([
      { name: "x", compared: "nothing", same: false, differences: [], notCompared: [note] },
    ]);
  });
  it("but not what the caller did to the answer afterwards", async () => {
    const { way, settled } = adopting("shadow");
    const answer = (await way.run("x", {
      legacy: async () => ({ list: [1] }),
      squall: async () => ({ list: [1] }),
    })) as { list: number[] };
    answer.list.push(2);
    expect(await settled()).toMatchObject([{ same: true }]);
  });
});
