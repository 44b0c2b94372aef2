// CPU time of g++ for the language's header alone and for a statement behind it, at -O0 and without the compilers' cache.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cpuOf } from "./cpu.mjs";
import { summary } from "./statistics.mjs";
import { root } from "./workerd.mjs";

const rounds = 3;
const count = 60;

/** A statement as repositories have them; the number makes each a type of its own. */
const shapes = [
  (n) => `select(agents).from(agents).where(agents.id == param<"id"> && agents.version > literal<${n}>).limit<1>()`,
  (n) =>
    `select(agents.id, users.email, as<"next">(agents.version + literal<${n}>)).from(agents).join(users, users.id == agents.owner_id)` +
    `.where(agents.name.like(param<"pattern">)).order_by(agents.created_at.desc(), agents.id.asc()).limit(param<"limit">)`,
  (n) => `select(agents.owner_id, as<"n">(count() + literal<${n}>)).from(agents).group_by(agents.owner_id)`,
  (n) => `insert_into(runs).set(runs.agent_id, runs.number = literal<${n}>, runs.details).returning(runs)`,
  (n) =>
    `update(agents).set(agents.name, agents.version = agents.version + literal<${n}>).where(agents.id == param<"id">)`,
  (n) => `delete_from(runs).where(runs.agent_id == param<"agent_id"> && runs.number < literal<${n}>)`,
];
const program = (statements) =>
  `#include "tests/native/sql/test_schema.hpp"
using namespace squall;
using namespace test_schema;
${Array.from({ length: statements }, (_, n) => `constexpr auto q${n} = ${shapes[n % shapes.length](n)};\nconstexpr auto text${n} = text_of<decltype(q${n})>();`).join("\n")}
`;

/** { header_s, statement_ms }, medians of three rounds. */
export function statementCosts() {
  const folder = join(root, "build/bench");
  mkdirSync(folder, { recursive: true });
  const pfr = join(root, "build/native/include/pfr");
  const seconds = (statements) => {
    const file = join(folder, `statements_${statements}.cpp`);
    writeFileSync(file, program(statements));
    const command = `g++ -std=c++20 -O0 -isystem ${pfr} -Iinclude -I. -c ${file} -o ${file}.o`;
    execFileSync("bash", ["-c", command], { cwd: root }); // says what does not compile
    return summary(Array.from({ length: rounds }, () => cpuOf(command, root))).median;
  };
  const header = seconds(0);
  return {
    statements: count,
    header_s: Number(header.toPrecision(3)),
    statement_ms: Number((((seconds(count) - header) / count) * 1000).toPrecision(3)),
  };
}
