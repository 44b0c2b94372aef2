// Runs inside workerd. One request is one timed stretch of calls: the clock stands still within a request there.
import { contenders } from "../contenders/index.js";
import { bindingOver, Recorder, Replayer } from "./binding.js";
import { contents, migrate, reset } from "./fill.js";

/** By contender, operation and argument: the operations over a binding that replays what D1 answered. */
const replayed = new Map();

/** One call on a real D1 in its first state: what was sent, what came back, what stands in the tables. */
async function perform(d1, { contender, operation, argument, readings }) {
  await reset(d1, readings);
  const recorder = new Recorder(d1);
  const operations = contenders[contender](bindingOver(recorder));
  if (operations[operation] === undefined) return { missing: true };
  const result = await operations[operation](argument);
  const { sent, answers, trips } = recorder;
  const replay = contenders[contender](bindingOver(new Replayer(answers)));
  replayed.set(`${contender}/${operation}/${argument}`, replay[operation]);
  return { result, again: await replay[operation](argument), sent, trips, contents: await contents(d1) };
}

export default {
  async fetch(request, { DB }) {
    const asked = await request.json();
    switch (asked.task) {
      case "names":
        return Response.json(Object.keys(contenders));
      case "migrate":
        await migrate(DB, asked.migrations);
        return Response.json(true);
      case "perform":
        return Response.json(await perform(DB, asked));
      default: {
        const { contender, operation, argument, count, inFlight } = asked;
        const call = replayed.get(`${contender}/${operation}/${argument}`);
        if (inFlight === undefined) {
          for (let i = 0; i < count; i++) await call(argument);
          return Response.json(true);
        }
        const answers = new Set();
        for (let i = 0; i < count; i += inFlight)
          for (const result of await Promise.all(Array.from({ length: inFlight }, () => call(argument))))
            answers.add(JSON.stringify(result));
        return Response.json([...answers]);
      }
    }
  },
};
