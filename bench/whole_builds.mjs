// Wall time of ./dev build dist in a clone of the committed sources, with packages installed and an empty compilers' cache: from
// nothing, again, and after a change of a schema header.
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./workerd.mjs";

const header = "schema/agents.hpp";

export function wholeBuilds() {
  const folder = mkdtempSync(join(tmpdir(), "squall-build-"));
  const env = { ...process.env, CCACHE_DIR: join(folder, "build/ccache") };
  const seconds = () => {
    const begin = performance.now();
    execFileSync("./dev", ["build", "dist"], { cwd: folder, env, stdio: "pipe" });
    return Number(((performance.now() - begin) / 1000).toPrecision(3));
  };
  try {
    execFileSync("git", ["clone", "--quiet", "--shared", root, folder]);
    for (const name of ["node_modules", ".node"]) symlinkSync(join(root, name), join(folder, name));
    // Newer packages than the lock file's are not installed again.
    utimesSync(join(folder, "package-lock.json"), 0, 0);
    const nothing_s = seconds();
    const again_s = seconds();
    appendFileSync(join(folder, header), "inline constexpr int changed_by_a_benchmark = 1;\n");
    const header_s = seconds();
    console.log(
      `  ./dev build dist on ${cpus().length} cores: from nothing ${nothing_s} s, again ${again_s} s, after a change of ${header} ${header_s} s`,
    );
    return { nothing_s, again_s, header_s, header };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
