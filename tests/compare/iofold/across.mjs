// The application's own code, with the guide's one edit, before the migrations and after them: a flag can go back to it at any
// step. Then once more after squall has written what every moved function writes.
import { isDeepStrictEqual } from "node:util";
import { open as openClient } from "../../../dist/node.js";
import { contents, open, tablesOf } from "./database.mjs";
import { operations } from "./operations.mjs";
import { plainForm } from "./plain_form.mjs";

/** What the migrations mend: a time in one form was compared with a time in the other, by dates and by cursors. */
const isMended = ({ name }, [, query]) => name === "traces.listTraces" && Boolean(query.date_from ?? query.limit);

export async function compareAcross({ code, states, answerOf, walked, began, only }) {
  const failures = [];
  let count = 0;
  const ask = (operation, db, args) => {
    const perform = (given) => operation.old({ code, db }, ...given);
    return operation.walks ? walked(perform, args) : answerOf(() => perform(args));
  };
  const isChosen = (operation) => !only || operation.name.includes(only);
  const shared = new Map();
  const pairOf = async (operation) => {
    const state = operation.state ?? "evals";
    if (!operation.writes && shared.has(state)) return shared.get(state);
    const pair = [await open(states[state], { migrated: false }), await open(states[state], { migrated: true })];
    if (!operation.writes) shared.set(state, pair);
    return pair;
  };
  for (const operation of operations.filter(isChosen)) {
    for (const { args } of operation.calls) {
      const pair = await pairOf(operation);
      const found = [];
      for (const db of pair) found.push({ answer: await ask(operation, db, args) });
      if (operation.writes) {
        const tables = await tablesOf(pair[0]);
        for (const [i, db] of pair.entries()) {
          const isMoved = i === 1 && operation.state === "candidates";
          found[i].rows = await contents(db, tables, isMoved ? { eval_executions: "eval_candidate_executions" } : {});
          await db.close();
        }
      }
      count++;
      const [before, after] = found.map((one) => plainForm(one, began));
      if (isDeepStrictEqual(before, after) || isMended(operation, args)) continue;
      failures.push(`${operation.name}(${JSON.stringify(args).slice(1, 120)}: another answer after the migrations`);
    }
  }
  for (const pair of shared.values()) for (const db of pair) await db.close();

  for (const state of ["evals", "candidates"]) {
    const db = await open(states[state], { migrated: true });
    const client = openClient(db);
    const isBroken = (answer) => [answer].flat().some((one) => one.thrown || one.status >= 500);
    const reads = operations.filter((o) => isChosen(o) && !o.writes && (o.state ?? "evals") === state);
    const before = [];
    for (const operation of reads)
      for (const { args } of operation.calls) before.push(isBroken(await ask(operation, db, args)));
    for (const operation of operations.filter((o) => o.writes))
      for (const { args } of operation.calls)
        await answerOf(() => operation.ours({ client }, ...(operation.adapt ? operation.adapt(args) : args)));
    let at = 0;
    for (const operation of reads)
      for (const { args } of operation.calls) {
        count++;
        if (isBroken(await ask(operation, db, args)) && !before[at])
          failures.push(`${operation.name}(${JSON.stringify(args).slice(1, 120)}: fails after squall has written`);
        at++;
      }
    await db.close();
  }
  console.log(
    `compare: ${count} calls of the application's code before and after the migrations, ${failures.length} failures`,
  );
  return failures;
}
