// The schemas of squall/schema refuse what the module refuses, in the same words: every bad value of the suite goes through both.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { badValues, extraNames } from "../worker/support/bad_values.mjs";
import { validArguments } from "./arguments.mjs";
import { modules } from "./modules.mjs";

/** A database that has no rows and takes everything. */
const statement = { bind: () => statement, raw: async () => [], all: async () => ({ results: [] }) };
const nowhere = { prepare: () => statement, batch: async (list) => list.map(() => ({ results: [] })) };

/** The message with which the module refuses arguments, or undefined. */
async function refusal(db, name, args) {
  const [domain, fn] = name.split(".");
  try {
    await db[domain][fn](args);
  } catch (error) {
    if (error.kind === "invalid_argument") return error.message;
    assert.notEqual(error.name, "TypeError", error.stack);
  }
  return undefined;
}

/** The arguments and, one level down, the fields of those that are objects. */
const placesIn = (list) =>
  list.flatMap((argument) => [
    { argument, within: undefined },
    ...(argument.fields ?? []).map((field) => ({ argument: field, within: argument })),
  ]);
function replaced(args, argument, within, value) {
  if (within === undefined) return { ...args, [argument.name]: value };
  const inner = { ...(within.list ? args[within.name][0] : args[within.name]), [argument.name]: value };
  return { ...args, [within.name]: within.list ? [inner] : inner };
}

/** Rules that a function itself has, beyond those of its declaration: between two arguments, or of the meaning of a text. */
const ownRules = [
  /: limit must be at most 16777215$/, // of an ordered_page, which carries its order beside the rows
  /^invalid_argument: cursor /,
  /must be an object of texts$|must be a list of texts$|at least one (field|path)$/, // the shape of a document
  / or \w+ is required$|given only together with|may not be true together with/,
];

for (const { what, open, schemas, functions } of modules) {
  const db = open(nowhere);
  let compared = 0;
  let refused = 0;
  const own = new Set();

  /** Both judge the arguments; returns what the schema makes of them. */
  async function compare(name, args, context) {
    const [domain, fn] = name.split(".");
    const judged = schemas[domain][fn].arguments["~standard"].validate(args());
    const message = await refusal(db, name, args());
    compared++;
    if (judged.issues) {
      refused++;
      assert.equal(message, `invalid_argument: ${judged.issues[0].message}`, context);
      assert.ok(
        judged.issues.every((issue) => !issue.message.includes("secret")),
        context,
      );
      return undefined;
    }
    if (message !== undefined) own.add(`${name}: ${message}`);
    // What the schema returns is judged as what it was given: defaults, trimmed texts and ISO times are good arguments.
    assert.equal(await refusal(db, name, judged.value), message, `${context}, from the schema`);
    assert.deepEqual(schemas[domain][fn].arguments["~standard"].validate(judged.value).value, judged.value, context);
    return judged.value;
  }

  describe(what, () => {
    it("has schemas of every function", () => {
      const names = Object.entries(schemas).flatMap(([domain, all]) => Object.keys(all).map((fn) => `${domain}.${fn}`));
      assert.deepEqual(names.sort(), Object.keys(functions).sort());
      assert.ok(names.length > 0);
    });
    for (const [name, { arguments: list }] of Object.entries(functions))
      it(name, async () => {
        for (const optional of [false, true]) {
          const args = validArguments(list, optional);
          const value = await compare(name, () => args, `${name}: ${optional ? "all" : "required"} arguments`);
          assert.ok(value, name);
        }
        const args = validArguments(list, true);
        for (const { argument, within } of placesIn(list)) {
          for (const [value, make] of Object.entries(badValues))
            await compare(
              name,
              () => replaced(args, argument, within, make()),
              `${name}, ${within ? `${within.name}.` : ""}${argument.name}: ${value}`,
            );
          const missing = replaced(args, argument, within, undefined);
          delete (within ? (within.list ? missing[within.name][0] : missing[within.name]) : missing)[argument.name];
          await compare(name, () => missing, `${name}: without ${argument.name}`);
          const inherited = () =>
            within ? missing : Object.assign(Object.create({ [argument.name]: "secret" }), missing);
          await compare(name, inherited, `${name}: ${argument.name} inherited`);
        }
        for (const extra of extraNames) {
          const more = () => Object.defineProperty({ ...args }, extra, { value: 1, enumerable: true });
          await compare(name, more, `${name}: ${extra.slice(0, 20)}`);
          const inner = list.find((one) => one.kind === "object" && !one.list);
          if (inner)
            await compare(
              name,
              () => ({ ...args, [inner.name]: more() }),
              `${name}.${inner.name}: ${extra.slice(0, 20)}`,
            );
        }
        for (const no of [null, 5, "text", [], () => ({}), new Map()])
          await compare(name, () => no, `${name}: no object`);
      });
    it("was compared often, and functions refuse no more than their schema says without a rule of their own", () => {
      console.log(
        `${what}: ${compared} arguments judged by both, ${refused} refused; ${own.size} refused by a function itself`,
      );
      assert.ok(refused > compared / 3);
      assert.deepEqual(
        [...own].filter((line) => !ownRules.some((rule) => rule.test(line.slice(line.indexOf(": ") + 2)))),
        [],
      );
    });
  });
}
