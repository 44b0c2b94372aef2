// A long run: mixed calls of every function, while the memory is watched; calls in flight that are answered in random
// order; and calls on a real D1 against what a map remembers.
//   node tests/reliability/soak.mjs [--calls 1000000]
import { migrate, option, residentBytes, start } from "./host.mjs";

const calls = option("calls", 1_000_000);
const rounds = 40;
const warm = 10;
const mayGrow = 24 * 1024 * 1024; // the collector of garbage comes when it likes
const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const worker = await start("soak_worker.js");
try {
  const [pid] = worker.processes;
  const resident = [];
  const sums = {};
  let memory;
  for (let round = 0; round < rounds; round++) {
    const { memory: now, ...answers } = await worker.ask(`mixed?count=${Math.ceil(calls / rounds)}&seed=${round}`);
    for (const key in answers) sums[key] = (sums[key] ?? 0) + answers[key];
    if (round === warm) memory = now;
    if (round > warm && now > memory)
      throw new Error(`the module's memory grew from ${megabytes(memory)} to ${megabytes(now)}`);
    resident.push(residentBytes(pid));
  }
  const half = (rounds - warm) / 2;
  const least = (list) => Math.min(...list);
  const early = least(resident.slice(warm, warm + half));
  const late = least(resident.slice(-half));
  console.log(
    `soak: ${Math.ceil(calls / rounds) * rounds} calls, of which ${sums.rows} gave rows, ${sums.refused} were refused, ${sums.failed} failed as they should, ${sums.batches} were batches, ${sums.traps} stopped the module`,
  );
  console.log(
    `soak: memory of the module ${megabytes(memory)} after warm-up and at the end; of the process ${megabytes(early)} after warm-up, ${megabytes(late)} at the end`,
  );
  if (late > early + mayGrow) throw new Error("the memory of the process grows");

  const flights = 20;
  let own = 0;
  for (let seed = 0; seed < flights; seed++) own += (await worker.ask(`flight?count=1000&seed=${seed}`)).calls;
  console.log(`soak: ${flights} times 1,000 calls in flight, answered in random order: ${own} got their own answer`);

  await migrate(await worker.database());
  const onDatabase = Math.max(200, Math.min(10_000, calls / 100));
  const { users } = await worker.ask(`real?count=${onDatabase}&seed=1`);
  console.log(
    `soak: ${onDatabase} calls on D1; the ${users} users that must be there are there, each as it was written`,
  );
} finally {
  await worker.stop();
}
