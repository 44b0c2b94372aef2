// Calls of every kind, most of them on a database that is none: it answers at once, so that what is left is squall.
import { open, SquallError } from "../../dist/index.js";
import { argumentsFor, functions } from "./soak_arguments.js";
import { randomFrom } from "./random.js";

let memory;
const instance = WebAssembly.Instance;
WebAssembly.Instance = class extends instance {
  constructor(module, imports) {
    super(module, imports);
    memory = this.exports.memory;
  }
};

const lost = "D1_ERROR: Network connection lost.";
/** Answers with the rows that `answer` gives for what was bound. */
function binding(answer) {
  const prepare = (sql, bound = []) => ({
    bind: (...values) => prepare(sql, values),
    raw: async () => await answer(bound),
    all: async () => ({ results: (await answer(bound)).map((cells) => ({ ...cells })) }),
  });
  return { prepare, batch: (list) => Promise.all(list.map((statement) => statement.all())) };
}
const timer = {
  now: () => Date.now(),
  after: (_, run) => (queueMicrotask(run), () => undefined),
  random: Math.random,
};

/** `count` mixed calls; a refusal that is no SquallError ends it. */
async function mixed(count, seed) {
  const random = randomFrom(seed);
  const answers = { rows: 0, refused: 0, failed: 0, traps: 0, batches: 0 };
  const rows = () => {
    const what = random();
    if (what < 0.02)
      throw new Error(what < 0.01 ? lost : "D1_ERROR: UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT");
    return Array.from({ length: what < 0.3 ? 0 : what < 0.9 ? 1 : 20 }, () => Array(40).fill(what < 0.5 ? null : "1"));
  };
  const fake = binding(rows);
  const clients = [
    open(fake),
    open(fake, { retry: true, timer }),
    open(fake, { onQuery: () => undefined }),
    open(fake, { signal: new AbortController().signal }),
  ];
  const broken = open(fake, {
    uuid: () => {
      throw new Error("no ids");
    },
  });
  const settle = (promise) =>
    promise.then(
      () => answers.rows++,
      (error) => {
        if (!(error instanceof SquallError)) throw error;
        if (error.kind === "invalid_argument") answers.refused++;
        else answers.failed++;
      },
    );
  for (let made = 0; made < count;) {
    const flying = [];
    for (let i = 0; i < 50 && made < count; i++, made++) {
      const [domain, name, list] = functions[Math.floor(random() * functions.length)];
      const args = argumentsFor(list, random);
      const client = clients[Math.floor(random() * clients.length)];
      if (random() < 0.0005) {
        answers.traps++;
        flying.push(settle(broken.users.create({ email: "e" })));
      } else if (random() < 0.05) {
        answers.batches++;
        flying.push(settle(client.batch((q) => [q[domain][name](args), q.users.get({ id: "u" })])));
      } else flying.push(settle(client[domain][name](args)));
    }
    await Promise.all(flying);
  }
  return { ...answers, memory: memory.buffer.byteLength };
}

/** `count` calls in flight at once, answered in random order: each must get its own answer. */
async function flight(count, seed) {
  const random = randomFrom(seed);
  const waiting = [];
  const db = open(binding((bound) => new Promise((resolve, reject) => waiting.push({ bound, resolve, reject }))));
  const calls = Array.from({ length: count }, (_, i) => {
    const id = `agent_${i}`;
    const wrong = (got) => Promise.reject(new Error(`the call for ${id} got ${got}`));
    return db.agents.get({ workspace_id: "ws", id }).then(
      (agent) => (agent.id === id ? 1 : wrong(agent.id)),
      (error) => (error.cause?.message === `D1_ERROR: ${id}` ? 1 : wrong(error)),
    );
  });
  while (waiting.length < count) await undefined;
  for (let i = waiting.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    [waiting[i], waiting[k]] = [waiting[k], waiting[i]];
  }
  for (const { bound, resolve, reject } of waiting) {
    const id = bound.find((value) => value.startsWith("agent_"));
    if (random() < 0.2) reject(new Error(`D1_ERROR: ${id}`));
    else resolve([[id, "ws", ...Array(7).fill(null)]]);
    if (random() < 0.1) await undefined;
  }
  const own = await Promise.all(calls);
  return { calls: own.length, memory: memory.buffer.byteLength };
}

/** Calls on the real D1, side by side, against what a plain map remembers of them. */
async function real(DB, count, seed) {
  const random = randomFrom(seed);
  const db = open(DB, { retry: true });
  const known = new Map();
  const made = async (i) => {
    const user = await db.users.create({ id: `user_${seed}_${i}`, email: `${seed}/${i}` });
    known.set(user.id, user.email);
  };
  for (let i = 0; i < count; i += 20)
    await Promise.all(
      Array.from({ length: 20 }, async (_, k) => {
        const ids = [...known.keys()];
        const id = ids[Math.floor(random() * ids.length)];
        if (random() < 0.4 || id === undefined) return made(i + k);
        if (random() < 0.2) {
          known.delete(id);
          if ((await db.users.delete({ id })) !== true) throw new Error(`${id} was not there to be deleted`);
        } else {
          const email = known.get(id);
          const user = await db.users.get({ id });
          if (known.has(id) && user?.email !== email) throw new Error(`${id} gave ${user?.email}`);
        }
      }),
    );
  const all = new Map();
  for (let cursor; ;) {
    const page = await db.users.list({ limit: 100, ...(cursor ? { cursor } : {}) });
    for (const { id, email } of page.items) if (id.startsWith(`user_${seed}_`)) all.set(id, email);
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  const differ = all.size !== known.size || [...known].some(([id, email]) => all.get(id) !== email);
  if (differ) throw new Error(`${known.size} users were written, ${all.size} are there`);
  return { calls: count, users: all.size };
}

export default {
  async fetch(request, { DB }) {
    const { pathname, searchParams } = new URL(request.url);
    const count = Number(searchParams.get("count"));
    const seed = Number(searchParams.get("seed"));
    if (pathname === "/mixed") return Response.json(await mixed(count, seed));
    if (pathname === "/flight") return Response.json(await flight(count, seed));
    return Response.json(await real(DB, count, seed));
  },
};
