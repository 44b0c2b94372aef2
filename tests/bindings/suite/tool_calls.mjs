// squall call --stdin: a line a call, a line an answer.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { program } from "../../migrations/tool.mjs";

export function startCalls(database, now, env = {}) {
  const child = spawn(program, ["call", "--stdin", ...database], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line) => {
    child.stdin.write(JSON.stringify(line) + "\n");
    const { value, done } = await answers.next();
    if (done) throw new Error("squall call has ended");
    return JSON.parse(value);
  };
  return {
    ask,
    call: (name, args) => ask({ call: name, arguments: args, now: Date.parse(now), uuid_from: 1 }),
    async end() {
      const ended = once(child, "close");
      child.stdin.end();
      await ended;
    },
  };
}
