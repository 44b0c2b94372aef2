// A workerd with the databases of a fleet that can be killed, and starts again over the same files. What was on its way is lost without
// an answer; what comes meanwhile waits.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorkerd } from "./engines.mjs";

const children = () =>
  readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
const isWorkerd = (pid) => readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "workerd";

/** { engine, calls, killDatabases } for playMoves(). */
export function killable(kind) {
  const folder = mkdtempSync(join(tmpdir(), "squall-fleet-kill-"));
  let names;
  let running;
  let number = 0;
  let calls = 0;
  let pid;
  const start = async () => {
    const known = new Set(children());
    const started = await startWorkerd(kind, names, folder);
    pid = children().find((one) => !known.has(one) && isWorkerd(one));
    number++;
    return started;
  };
  /** A call in the workerd of now. An answer that never came is marked. */
  const call = async (act) => {
    calls++;
    const { databases } = await running;
    const of = number;
    try {
      return await act(databases);
    } catch (error) {
      // The database's own errors have its text as their cause.
      if (
        of === number &&
        /^(D1_|.*SQLITE_|.*constraint failed)/.test(error.message) &&
        !/connection|reset/i.test(error.message)
      )
        throw error;
      throw Object.assign(new Error(`no answer: ${error.message}`, { cause: error }), { isLost: true });
    }
  };
  const lazy = (name) => {
    const real = (db, { sql, values }) => (values.length === 0 ? db.prepare(sql) : db.prepare(sql).bind(...values));
    const statement = (sql, values) => ({
      sql,
      values,
      bind: (...all) => statement(sql, all),
      raw: () => call((databases) => real(databases[name], { sql, values }).raw()),
      all: () => call((databases) => real(databases[name], { sql, values }).all()),
    });
    return {
      prepare: (sql) => statement(sql, []),
      batch: (all) => call((databases) => databases[name].batch(all.map((one) => real(databases[name], one)))),
    };
  };
  return {
    async engine(all) {
      names = all;
      running = start();
      await (await running).migrate();
      return {
        databases: Object.fromEntries(names.map((name) => [name, lazy(name)])),
        async close() {
          await (await running).close();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
    calls: () => calls,
    async killDatabases() {
      const old = await running;
      number++;
      process.kill(pid, "SIGKILL");
      running = old
        .close()
        .catch(() => undefined)
        .then(start);
      await running;
    },
  };
}
