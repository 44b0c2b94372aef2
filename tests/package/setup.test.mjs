// What scripts/setup.sh decides on a machine, with programs of the test's own in the place of the machine's.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "squall-setup-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The package that is chosen among alternatives, where apt-cache knows the second. It writes on after the line that matters. */
function chosen(alternatives) {
  writeFileSync(
    join(folder, "apt-cache"),
    `#!/bin/bash
echo "$2:"
if [ "$2" = libboost-dev ]; then echo "  Candidate: 1.83"; else echo "  Candidate: (none)"; fi
sleep 0.2
for ((i = 0; i < 5; i++)); do echo "  Version table:" || exit 1; done
`,
    { mode: 0o755 },
  );
  const { stdout, stderr } = spawnSync(
    "bash",
    ["-c", `set -euo pipefail; . scripts/setup.sh; available ${alternatives}`],
    { cwd: root, env: { ...process.env, PATH: `${folder}:${process.env.PATH}` }, encoding: "utf8" },
  );
  assert.equal(stderr, "");
  return stdout.trim();
}

test("the alternative that the machine's package lists have is installed, however apt-cache writes", () => {
  assert.equal(chosen("libboost1.81-dev/libboost-dev"), "libboost-dev");
  assert.equal(chosen("libboost-dev/libboost1.81-dev"), "libboost-dev");
  assert.equal(chosen("libboost-dev"), "libboost-dev");
  assert.equal(chosen("a/b"), "a", "where none is known, the first one is named");
});
