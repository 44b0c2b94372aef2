// A page's C++ is one program, block by block; a block of "cpp body" stands inside a function.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const prelude = `#include "squall/squall.hpp"
#include "squall/sqlite/sqlite_database.hpp"
#include "worker/examples/mail/functions.hpp"
using namespace squall;
using namespace mail::schema;
`;

/** The lines of a compiler that failed which say what was wrong, and where. */
export const errorsOf = ({ status, stderr }) =>
  status === 0 ? [] : stderr.split("\n").filter((line) => /error|required from here/.test(line));

export function checkCpp(root, blocks) {
  const problems = [];
  for (const page of new Set(blocks.map((block) => block.page))) {
    const program = blocks
      .filter((block) => block.page === page)
      .map(({ line, text, words }, i) => {
        const placed = `#line ${line} "${page}"\n${text}\n`;
        return words === "body" ? `[[maybe_unused]] static void body_${i}() {\n${placed}}\n` : placed;
      });
    const flags = [
      "-std=c++20",
      "-fsyntax-only",
      "-Wall",
      "-Wextra",
      "-Werror",
      "-Wno-unused-variable",
      "-Wno-unused-but-set-variable",
    ];
    const includes = ["include", "."].map((folder) => `-I${join(root, folder)}`);
    const pfr = ["-isystem", join(root, "build/native/include/pfr")];
    const done = spawnSync("g++", [...flags, ...includes, ...pfr, "-x", "c++", "-"], {
      input: prelude + program.join(""),
      encoding: "utf8",
    });
    problems.push(...errorsOf(done));
  }
  return problems;
}
