// Runs inside workerd: one request is one timed stretch of calls (the clock stands still within a request there).
import { contenders } from "./contenders.js";
import { agent, answers, workspace } from "./data.js";
import { stubDatabase } from "./stub_d1.js";

const made = new Map();
const of = (name, rows) => {
  const key = `${name}/${rows}`;
  if (!made.has(key)) {
    const d1 = stubDatabase(answers(rows));
    made.set(key, { d1, operations: contenders[name](d1) });
  }
  return made.get(key);
};
const call = (operations, operation) => operations[operation](workspace, agent);

export default {
  async fetch(request) {
    const { contender, operation, rows, count, show } = await request.json();
    if (contender === undefined) return Response.json({ contenders: Object.keys(contenders) });
    const { d1, operations } = of(contender, rows);
    if (show) {
      d1.keep = true;
      d1.sent.length = 0;
      const result = await call(operations, operation);
      d1.keep = false;
      return Response.json({ result, sql: [...d1.sent] });
    }
    for (let i = 0; i < count; i++) await call(operations, operation);
    return new Response("done");
  },
};
