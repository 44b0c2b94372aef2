// The guide's table of functions for which a missing parent is not_found is what the guards of all inserting functions say.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Per function of tests/plans that inserts rows: what its guards call not_found. */
function readParents() {
  const found = new Map();
  for (const file of readdirSync(`${root}tests/plans`).filter((name) => name.endsWith(".txt"))) {
    const text = readFileSync(`${root}tests/plans/${file}`, "utf8");
    for (const part of text.split(/^(?=\w+\.\w+: \d+ statement)/m)) {
      const name = /^(\w+\.\w+): /.exec(part)?.[1];
      if (name === undefined || !/INSERT\s+(?:OR \w+ )?INTO/.test(part)) continue;
      const parents = [...part.replace(/\s+/g, " ").matchAll(/'not_found:(\w+):/g)].map(([, parent]) => parent);
      found.set(name, [...new Set(parents)]);
    }
  }
  return found;
}

test("the guide lists every function that reads a parent before it inserts, and no other", () => {
  const page = readFileSync(`${root}docs/guide/errors.md`, "utf8");
  const section = page.slice(page.indexOf("## A missing parent"), page.indexOf("## Code that matches"));
  const listed = new Map();
  for (const [, functions, parents] of section.matchAll(/^\| (`[^|]*`) \| ([a-z, ]+) \|/gm))
    for (const [, name] of functions.matchAll(/`(\w+\.\w+)`/g)) listed.set(name, parents.trim().split(", "));
  const read = readParents();
  assert.ok(read.size > 60, `${read.size} functions insert rows`);
  const expected = [...read].filter(([, parents]) => parents.length > 0);
  const sorted = (entries) => entries.map(([name, parents]) => [name, [...parents].sort()]).sort();
  assert.deepEqual(sorted([...listed]), sorted(expected));
});
