// The life of the module's instance: which failures replace it, and what an old instance still owns.
import { describe, expect, it, vi } from "vitest";
import { makeOpen } from "../../js-shim/src/client.js";
import { Engine } from "../../js-shim/src/engine.js";
import { layoutOf } from "../../js-shim/src/encode.js";
import { protocolVersion } from "../../js-shim/src/protocol.js";
import { watchedInstances } from "./instances.js";
import { database, lost, opened, opener, refusal, rejecting, seeded, SquallError, type Client } from "./open.js";

const watched = watchedInstances();
const sqlite = await database();
const plain = (await opener("squall"))(sqlite);
const { mine, own } = await seeded(plain);
const key = { workspace_id: mine.id, id: own.id };

describe("an instance", () => {
  it("is made once, however many clients and calls there are, and kept where arguments are refused", async () => {
    const open = await opener("squall");
    const db = open(sqlite);
    await open(sqlite).agents!.get!(key);
    await refusal(db.agents!.get!({ id: 7 }));
    await refusal(db.agents!.get!(new Map()));
    const tooMuch = "x".repeat(23 * 1024 * 1024); // three bytes are kept for each
    await refusal(db.jobs!.create!({ workspace_id: mine.id, type: "import", metadata: [tooMuch] }));
    expect(watched.instances).toHaveLength(1);
  });
  it("is replaced when a clock or an id source throws, whatever it throws", async () => {
    const open = await opener("squall");
    const thrown: unknown[] = [
      new Error("no"),
      new SquallError("invalid_argument", "invalid_argument: mine"),
      "text",
      undefined,
    ];
    for (const reason of thrown) {
      const fail = () => {
        throw reason;
      };
      for (const options of [{ now: fail }, { uuid: fail }]) {
        const before = watched.instances.length;
        const error = await refusal(open(sqlite, options as never).users!.create!({ email: "e" }));
        const isOurs = reason instanceof SquallError;
        expect(error).toMatchObject({
          kind: isOurs ? "invalid_argument" : "internal",
          message: isOurs ? reason.message : "internal: the module stopped and was restarted; nothing was sent",
          retryable: !isOurs,
          function: "users.create",
          mayHaveHappened: false,
        });
        if (!isOurs) expect(error.cause).toBe(reason);
        expect(watched.instances.length).toBe(before === 0 ? 2 : before + 1);
        expect((await open(sqlite).agents!.get!(key)).id).toBe(own.id);
      }
    }
  });
  it("is replaced when a batch is recorded inside a clock, and the outer call is refused", async () => {
    const open = await opener("squall");
    const db = open(sqlite);
    let inner: unknown;
    const outer = open(sqlite, {
      now: () => {
        inner = refusal(db.agents!.get!(key));
        return 0;
      },
    });
    expect((await outer.users!.create!({ email: "inner" })).email).toBe("inner");
    expect(await inner).toMatchObject({
      kind: "invalid_argument",
      function: "agents.get",
      message:
        "invalid_argument: a call cannot start while the arguments, the clock or the ids of another call are read",
    });
    expect(watched.instances).toHaveLength(1); // nothing went through the module's frames
  });
  it("is replaced when it traps while it reads an error; the error is internal, the next call works", async () => {
    const open = await opener("squall");
    watched.replaced = {
      squall_read_error: () => {
        throw new WebAssembly.RuntimeError("unreachable");
      },
    };
    const failing = open(rejecting(new Error(lost)));
    const error = await refusal(failing.users!.create!({ email: "e" }));
    expect(error).toMatchObject({
      kind: "internal",
      mayHaveHappened: true,
      retryable: false,
      function: "users.create",
    });
    expect(error.message).toBe("internal: the database refused the statement");
    watched.replaced = {};
    expect(watched.instances.length).toBeGreaterThan(1);
    const after = watched.instances.length;
    await refusal(failing.users!.create!({ email: "e" })); // the instance that came was made before
    expect((await refusal(failing.users!.create!({ email: "e" }))).kind).toBe("unavailable");
    expect(watched.instances.length).toBe(after + 1);
    expect((await open(sqlite).agents!.get!(key)).id).toBe(own.id);
  });
  it("of other functions than the client's is refused", async () => {
    const open = await opener("squall");
    const { module } = await opened("mail");
    const { contract, domains } = await opened("squall");
    expect(() => makeOpen(module, contract, domains)(sqlite)).toThrow("were not built together");
    expect(() => makeOpen(module, contract + 1, domains)(sqlite)).toThrow("were not built together");
    watched.replaced = { squall_contract: () => 1 };
    expect(() => open(sqlite)).toThrow("were not built together");
  });
});

describe("a clock and an id source", () => {
  const [first, last] = ["0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"].map((text) => Date.parse(text)) as [
    number,
    number,
  ];
  it.each([
    [first, true],
    [last, true],
    [0, true],
    [first - 1, false],
    [last + 1, false],
    [NaN, false],
    [Infinity, false],
    ["0", false],
    [0n, false],
    [undefined, false],
  ])("now() of %s", async (now, works) => {
    const db = (await opener("squall"))(sqlite, { now: () => now as number });
    const made = db.users!.create!({ email: `now ${String(now)}` });
    if (works) expect((await made).created_at).toBe(new Date(now as number).toISOString());
    else expect(((await refusal(made)).cause as Error).message).toContain("now() must return milliseconds");
  });
  it.each([
    ["x".repeat(36), true],
    ["~!".repeat(18), true],
    ["x".repeat(35), false],
    ["x".repeat(37), false],
    ["é".repeat(36), false],
    [" ".repeat(36), false],
    ["x".repeat(36) + "\n", false],
    [7, false],
    [undefined, false],
  ])("uuid() of %j", async (id, works) => {
    const db = (await opener("squall"))(sqlite, { uuid: () => id as string });
    const made = db.users!.create!({ email: `id ${String(id)}` });
    if (works) expect((await made).id).toBe(`user_${id}`);
    else expect(((await refusal(made)).cause as Error).message).toContain("uuid() must return 36 ASCII characters");
  });
  it("reads texts of any length that C++ must look at", async () => {
    const db = (await opener("squall"))(sqlite);
    for (const name of [
      "n",
      "é",
      "x".repeat(39),
      "x".repeat(40),
      "x".repeat(41),
      "é".repeat(40),
      "x".repeat(39) + "é",
      "😀".repeat(5000),
    ])
      expect((await db.agents!.create!({ workspace_id: mine.id, name: ` ${name} ` })).name).toBe(name);
  });
});

describe("a batch", () => {
  it("has a guard before a read whose row must be there, which the read alone has not, in any order", async () => {
    const open = await opener("squall");
    const sent: string[] = [];
    const spying = {
      prepare: (sql: string) => (sent.push(sql), sqlite.prepare(sql)),
      batch: sqlite.batch.bind(sqlite),
    };
    const db = open(spying as never);
    const since = "2026-01-01";
    const read = (q: Client) => [q.agents!.get_metrics!(key), q.eval_executions!.get_metrics!({ eval_id: "e", since })];
    await Promise.all(read(db));
    const alone = sent.splice(0);
    expect(alone).toHaveLength(2);
    await db.batch(read).catch(() => undefined);
    const together = sent.splice(0);
    expect(together).toHaveLength(4);
    for (const sql of alone) expect(together).toContain(sql);
    expect(together.filter((sql) => sql.startsWith("SELECT CASE WHEN EXISTS"))).toHaveLength(2);
    await Promise.all(read(db));
    expect(sent).toEqual(alone);
  });
  it("names the function of a guard by the order in which the plans were made, not by the list's", async () => {
    const open = await opener("squall");
    const db = open(sqlite);
    const error = await refusal(
      db.batch((q: Client) => {
        const archive = q.agents!.archive!({ workspace_id: mine.id, id: "nobody" });
        const count = q.jobs!.count!();
        const start = q.jobs!.start!({ id: "no job" });
        return [count, start, archive];
      }),
    );
    expect(error).toMatchObject({ kind: "not_found", function: "jobs.start" });
  });
});

describe("texts with optional fragments", () => {
  it("are kept up to 4,096, and then anew", () => {
    const asked: number[] = [];
    const memory = new WebAssembly.Memory({ initial: 4 });
    new TextEncoder().encodeInto("SELECT 1", new Uint8Array(memory.buffer, 64));
    let imports: any;
    let conditions: number[] = [];
    vi.mocked(WebAssembly.Instance).mockImplementation(function (_: WebAssembly.Module, given?: WebAssembly.Imports) {
      imports = given!.squall;
      const exports = {
        memory,
        squall_contract: () => protocolVersion ^ 1,
        squall_arguments: () => 1024,
        squall_text: () => 64,
        squall_statement_text: (_: number, chosen: number) => (asked.push(chosen), 8),
        squall_call: () => {
          for (const c of conditions) imports.prepare(1, c, 0);
          imports.batch(0);
          return 0;
        },
      };
      return { exports } as unknown as WebAssembly.Instance;
    } as never);
    const engine = new Engine({} as WebAssembly.Module, 1);
    const record = (list: number[]) => {
      conditions = list;
      return engine.record(0, "a.b", layoutOf([]), undefined, { now: Date.now, uuid: () => "" }, 0, false);
    };
    const all = Array.from({ length: 4096 }, (_, i) => i + 1);
    expect(record(all).texts).toHaveLength(4096);
    record([1, 4096, 0, 0]);
    expect(asked).toHaveLength(4097); // each once, and the text without any
    record([4097]); // one too many: all are forgotten but this
    record([4097, 1, 2]);
    expect(asked.slice(4097)).toEqual([4097, 1, 2]);
  });
});
