// docs/PERFORMANCE.md and its pictures, from bench/results/results.json: ./dev bench page
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bars, lines } from "./pictures.mjs";
import { boundsOf } from "./bounds.mjs";
import { targetsOf } from "./targets.mjs";
import { root } from "./workerd.mjs";

const digits = (n) =>
  n === undefined ? "" : n >= 100 ? Math.round(n).toString() : Number(n.toPrecision(3)).toString();
const table = (head, rows) =>
  [head, head.map((_, i) => (i === 0 ? "---" : "--:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const contendersOf = (cases) => [...new Set(cases.flatMap((c) => c.rows.map((r) => r.contender)))];
const of = (one, contender) => one.rows.find((r) => r.contender === contender);
const range = ([low, high]) => `${digits(low)}–${digits(high)}`;

/** A table of cases by contenders: the median, and its ratio to the first contender's with the middle half of the rounds. */
function compared(cases) {
  const names = contendersOf(cases);
  const unit = (one) => (one.unit === "us" ? "µs" : one.unit);
  return table(
    ["", ...names],
    cases.map((one) => [
      `${one.name}, ${unit(one)}`,
      ...names.map((name) => {
        const row = of(one, name);
        if (row === undefined) return "–";
        return name === names[0]
          ? digits(row.median)
          : `${digits(row.median)} (${digits(row.to_hand.median)} ×, ${range(row.to_hand.spread)})`;
      }),
    ]),
  );
}

const prismaTrips = `
Prisma needs two round trips for the joined version and six for the batch, the others one. Waiting is no CPU time.`;

const sections = {
  call: ({ cases }) => {
    const names = contendersOf(cases);
    const series = names.map((name) => ({ name, values: cases.map((one) => of(one, name)?.to_hand.median ?? null) }));
    return {
      title: "CPU a call",
      text: `Measured inside workerd, with a binding like the real one that returns recorded answers of a local D1 at once. The figure is
the CPU time of all of workerd's threads, as the kernel counts it. In brackets: the ratio to hand-written calls of the same
round, and the middle half of all rounds. “As a JSON body” adds JSON.stringify of the result, for every contender.${
        names.includes("Prisma") ? prismaTrips : ""
      }`,
      pictures: [
        bars(
          "call",
          "CPU a call, times hand-written D1 (logarithmic)",
          cases.map((c) => c.name),
          series,
          { log: true },
        ),
      ],
      table: compared(cases),
    };
  },
  trips: ({ cases: [trips, ...loads] }) => ({
    title: "Round trips and load",
    text: `Round trips are counted at the binding; both ways leave the same rows. The load is HTTP over loopback to a Worker with a
local D1. The ratio shows the library's small share of a request beside SQLite and HTTP.`,
    pictures: [
      bars(
        "trips",
        "Round trips of five sequences",
        trips.rows.map((r) => r.name),
        [
          { name: "statement by statement", values: trips.rows.map((r) => r.statement_by_statement) },
          { name: "squall", values: trips.rows.map((r) => r.squall) },
        ],
      ),
      bars(
        "load",
        "Requests a second, 16 in flight",
        loads.map((l) => l.name.split(",")[0]),
        contendersOf(loads).map((name) => ({ name, values: loads.map((l) => of(l, name)?.requests_a_second ?? null) })),
      ),
    ],
    table: [
      table(
        ["", "statement by statement", "squall"],
        trips.rows.map((r) => [r.name, r.statement_by_statement, r.squall]),
      ),
      table(
        ["", "requests a second", "latency, ms", "99 of 100 within, ms"],
        loads.flatMap((l) =>
          l.rows.map((r) => [
            `${l.name.split(",")[0]}: ${r.contender}`,
            r.requests_a_second,
            digits(r.latency_ms),
            digits(r.latency_99_ms),
          ]),
        ),
      ),
    ].join("\n\n"),
  }),
  bulk: ({ cases }) => ({
    title: "Bulk",
    text: `Wall time on a local D1. The others split the list into several statements of at most 100 parameters (D1's limit) in one batch;
squall binds the whole list as one parameter.`,
    pictures: [
      bars(
        "bulk",
        "Milliseconds (logarithmic)",
        cases.map((c) => c.name),
        contendersOf(cases).map((name) => ({ name, values: cases.map((c) => of(c, name).median) })),
        { log: true },
      ),
    ],
    table: compared(cases),
  }),
  size: ({ cases: [sizes, instance, cold, memory] }) => ({
    title: "Size and start",
    text: `The application's module with all ${sizes.application.functions} functions has ${sizes.application.module} bytes gzipped, its JS ${sizes.application.js}: ${(sizes.application.together / 1024).toFixed(1)} KB
together. A further function adds ${sizes.bytes_a_further_function} bytes, mapper and types' names included. In Node the module compiles in
${digits(instance.compile_ms.median)} ms, and an instance is ready in ${digits(instance.instance_ms.median)} ms. The memory of workerd was ${memory.rows[0].megabytes} MB after the first call and
${memory.rows.at(-1).megabytes} MB after 1,000,000.`,
    pictures: [
      bars(
        "size",
        "Bytes gzipped of the same functions (logarithmic)",
        Object.keys(sizes.contenders),
        [{ name: "bytes", values: Object.values(sizes.contenders) }],
        { log: true, least: 1000 },
      ),
      lines("memory", "Megabytes of workerd by thousands of calls", [
        { name: "squall", points: memory.rows.map((r) => [r.calls / 1000, r.megabytes]) },
      ]),
    ],
    table: [
      table(
        [`the ${sizes.few.functions} functions of the benchmarks`, "bytes gzipped"],
        Object.entries(sizes.contenders),
      ),
      table(
        ["CPU of a new workerd until its first answer", "ms", "× hand-written"],
        cold.rows.map((r) => [r.contender, digits(r.median), digits(r.median / of(cold, "hand-written").median)]),
      ),
    ].join("\n\n"),
  }),
  scale: ({ cases: [rows, flight, functions, slowest] }) => ({
    title: "Scale",
    text: `Lists by the number of their rows; gets by id by the number in flight at once, ten thousand in all; modules by the number
of their functions. In Node the slowest of the calls that start together is compared with its share: the time of one call alone
times their number.`,
    pictures: [
      lines(
        "rows",
        "Microseconds a call by rows (logarithmic)",
        ["hand-written", "squall"].map((name) => ({
          name,
          points: rows.rows.map((r) => [r.count, r.measured.find((m) => m.contender === name).median]),
        })),
        { log: true },
      ),
      lines(
        "in_flight",
        "Microseconds a call by calls in flight",
        [{ name: "squall", points: flight.rows.map((r) => [r.count, r.median]) }],
        { logX: true },
      ),
    ],
    table: [
      table(
        ["rows of a list", "hand-written, µs", "squall, µs", "ratio"],
        rows.rows.map((r) => [
          r.count,
          ...r.measured.map((m) => digits(m.median)),
          digits(r.measured[1].to_hand.median),
        ]),
      ),
      table(
        ["calls in flight", "CPU a call, µs", "× one alone", "the slowest, µs", "× its share"],
        flight.rows.map((r, i) => [
          r.count,
          digits(r.median),
          digits(r.to_one.median),
          digits(slowest.rows[i].median),
          digits(slowest.rows[i].to_share.median),
        ]),
      ),
      table(
        ["functions of a module", "domains", "bytes gzipped", "instance ready, ms"],
        functions.rows.map((r) => [r.count, r.domains, r.module_gz, digits(r.instance_ms)]),
      ),
    ].join("\n\n"),
  }),
  build: ({ cases: [files, modules, statements] }) => ({
    title: "Build",
    text: `CPU seconds of the compilers, without their cache: ${files.files.small}, ${files.files.large}, and all repository
files. A change of a file costs that file and the link of the module.`,
    pictures: [
      bars(
        "build",
        "CPU seconds of a file",
        files.rows.map((r) => r.compiler),
        [
          { name: "a small file", values: files.rows.map((r) => r.small_s) },
          { name: "a large file", values: files.rows.map((r) => r.large_s) },
        ],
      ),
      lines("build_scale", "CPU seconds of a module with em++, by its domains", [
        { name: "compiled", points: modules.rows.map((r) => [r.domains, r.compile_s]) },
        { name: "linked", points: modules.rows.map((r) => [r.domains, r.link_s]) },
      ]),
    ],
    table: [
      table(
        ["compiler", "a small file, s", "a large file, s", "all files, s"],
        files.rows.map((r) => [r.compiler, digits(r.small_s), digits(r.large_s), digits(r.all_s)]),
      ),
      table(
        ["domains of a module", "compiled with em++, s", "linked, s"],
        modules.rows.map((r) => [r.domains, digits(r.compile_s), digits(r.link_s)]),
      ),
      statements &&
        `A file that includes the language's header alone takes ${digits(statements.rows[0].header_s)} s with g++ -O0, and a statement ` +
          `${digits(statements.rows[0].statement_ms)} ms more (${statements.rows[0].statements} statements of six shapes).`,
    ]
      .filter(Boolean)
      .join("\n\n"),
  }),
};

export async function run() {
  const results = JSON.parse(readFileSync(join(root, "bench/results/results.json"), "utf8"));
  const folder = join(root, "docs", "performance");
  mkdirSync(folder, { recursive: true });
  const present = Object.keys(sections).filter((name) => name in results);
  const { machine } = results[present[0]];
  const text = present.map((name) => {
    const section = sections[name](results[name]);
    for (const picture of section.pictures) writeFileSync(join(folder, `${picture.name}.svg`), picture.svg + "\n");
    return [
      `## ${section.title}`,
      section.text,
      ...section.pictures.map((p) => `![${p.title}](performance/${p.name}.svg)`),
      section.table,
      `Run it again: \`./dev bench ${name} --json bench/results/results.json\`, then \`./dev bench page\`.`,
    ].join("\n\n");
  });
  const bounds = boundsOf(results);
  const page = `# Performance

\`./dev bench page\` writes this page from \`bench/results/results.json\`. The contenders of a part run in
one process and in interleaved rounds; a figure is the median of its rounds. For CPU a call, the five sequences, bulk and scale
every contender returned or left the same rows; otherwise the run stops.

${table(
  ["what the figures depend on", ""],
  Object.entries(machine).map(([name, value]) => [name, value]),
)}

## Bounds

${table(
  ["what", "bound", "measured", ""],
  bounds.map((b) => [b.what, b.bound, b.measured, b.reached ? "reached" : "**missed**"]),
)}

## Targets

What is aimed at beyond the bounds. Where a target is not reached, the last column says what is in the way.

${table(
  ["what", "target", "measured", ""],
  targetsOf(results).map((t) => [t.what, t.target, t.measured, t.reached ? "reached" : `not reached. ${t.reason}`]),
)}

${text.join("\n\n")}

${readFileSync(join(root, "bench", "notes.md"), "utf8")}`;
  writeFileSync(join(root, "docs", "PERFORMANCE.md"), page);
  console.log(
    `docs/PERFORMANCE.md with ${present.length} parts; ${bounds.filter((b) => b.reached).length} of ${bounds.length} bounds reached`,
  );
}
