// The contract's functions are those of the client, with the arguments and results that it names; and the count of what is
// tested counts nothing that is not.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { fieldsOf } from "../../docs/generate/client_types.mjs";
import { coverageOf, implementedIn, planFactsOf, summaryOf } from "./coverage.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const contract = JSON.parse(readFileSync(`${root}tests/coverage/contract.json`, "utf8"));
const client = implementedIn(readFileSync(`${root}build/wasm/generated/client.d.ts`, "utf8"));
const plans = planFactsOf(
  readdirSync(`${root}tests/plans`).map((name) => readFileSync(`${root}tests/plans/${name}`, "utf8")),
);

test("the contract has 285 functions, each once, and all are there", () => {
  assert.equal(new Set(contract.map(({ name }) => name)).size, 285);
  assert.deepEqual(
    contract.filter(({ name }) => !client.has(name)),
    [],
  );
});

test("their arguments are the contract's, required and optional ones", () => {
  for (const { name, args } of contract) {
    const declared = [...fieldsOf(client.get(name).args).keys()];
    assert.deepEqual(declared.sort(), [...args].sort(), name);
  }
});

test("their results are of the contract's shapes", () => {
  const shapes = {
    one: /^\w+$/,
    optional: /^\w+ \| null$/,
    list: /^\w+\[\]$/,
    page: /^Page<\w+>$/,
    count: /^number$/,
    boolean: /^boolean$/,
    void: /^void$/,
    object: /^(\w+|\{ .* \})( \| null)?$/,
  };
  for (const { name, returns } of contract) assert.match(client.get(name).result, shapes[returns], name);
});

test("none takes more than one trip, and each has its plans", () => {
  for (const { name } of contract) {
    assert.equal(client.get(name).hasSteps, false, name);
    assert.ok(plans.get(name)?.statements > 0, name);
  }
});

test("only a function all of whose cases passed is counted as tested", () => {
  const passed = { name: "agents.get", passed: true };
  const failed = { name: "agents.get", passed: false };
  const of = (sqlite, d1) => {
    const [row] = coverageOf({ contract: contract.slice(1, 2), client, plans, sqlite, d1, trips: [passed] });
    return [row.name, row.implemented, row.sqlite, row.d1, row.single_trip];
  };
  assert.deepEqual(of([passed], [passed, passed]), ["agents.get", true, true, true, true]);
  assert.deepEqual(of([], [passed, failed]), ["agents.get", true, false, false, true]);
  assert.deepEqual(of([failed, passed], [{ name: "agents.list", passed: true }]), [
    "agents.get",
    true,
    false,
    false,
    true,
  ]);
});

test("the summary names what is missing", () => {
  const rows = coverageOf({ contract: contract.slice(0, 2), client, plans, sqlite: [], d1: [], trips: [] });
  const { lines, missing } = summaryOf(rows);
  assert.match(lines.join("\n"), /implemented +2 of 2\ntested on SQLite +0 of 2/);
  assert.equal(missing[0], "not tested on SQLite: agents.exists, agents.get");
});
