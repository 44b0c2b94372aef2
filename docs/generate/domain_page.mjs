// One page of the reference: a domain.
import { fieldsOf, interfacesIn } from "./client_types.mjs";

const code = (text) => `\`${text}\``;
const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

// ---- arguments ------------------------------------------------------------------------------------------------------
const ruleOf = {
  tenant: () => "", // said once, in the page's first lines
  trimmed: () => "trimmed",
  not_blank: () => "not blank",
  nullable: () => "null is a value of its own",
  as_patch: () => "fields left out stay as they are; null sets NULL where the column allows it",
  as_given: () => "stored in the form it comes in",
  only_array: () => "an array",
  only_object: () => "an object",
  default_true: () => "default true",
  default_false: () => "default false",
  default_integer: (value) => (value === "-1" ? "left out: all" : `default ${value}`),
  default_text: (value) => `default ${value}`,
  default_enum: (value) => `default "${value.replace(/.*::/, "").replace(/_$/, "")}"`,
  at_least: (least) => `at least ${least}`,
  between: (bounds, type) => {
    const [least, most] = bounds.split(/, ?/);
    if (type.startsWith("vector")) return least === "0" ? `at most ${most}` : `${least} to ${most} of them`;
    return `${least} to ${most}`;
  },
};
function ruleText(mark, type) {
  const [, name, value] = mark.match(/^(\w+)(?:<(.*)>)?$/s);
  if (!ruleOf[name]) throw new Error(`the reference has no words for ${mark}`);
  return ruleOf[name](value, type);
}

const definitionIn = (type) => type.match(/\bobject<(\w+)>/)?.[1];

/** "- `limit`: default 20, 1 to 100" for each argument that has rules, and for those of its items. */
function ruleLines(fields, definitions, path = "") {
  return fields.flatMap(({ name, type, marks }) => {
    const rules = marks
      .map((mark) => ruleText(mark, type))
      .filter(Boolean)
      .join(", ");
    const items = definitionIn(type);
    const within = items
      ? ruleLines(definitions.get(items), definitions, `${path}${name}${/\bvector</.test(type) ? "[]" : ""}.`)
      : [];
    return [...(rules ? [`- ${code(path + name)}: ${rules}`] : []), ...within];
  });
}

function cppArguments(name, fields, definitions) {
  const lines = fields.map((field) => `    ${field.type.replace(/\bobject<(\w+)_fields>/g, "$1")} ${field.name};`);
  const items = fields.flatMap(({ type }) => {
    const definition = definitionIn(type);
    return definition ? cppArguments(definition.replace(/_fields$/, ""), definitions.get(definition), definitions) : [];
  });
  return [...items, `struct ${name} {`, ...lines, "};"];
}

function typescriptObject(type, indent = "") {
  if (type.length <= 100) return type;
  const lines = [...fieldsOf(type)].map(([name, fieldType]) => {
    const list = fieldType.match(/^\((\{.*\})\)\[\](.*)$/s);
    const shown = list ? `(${typescriptObject(list[1], `${indent}  `)})[]${list[2]}` : fieldType;
    return `${indent}  ${name}: ${shown};`;
  });
  return ["{", ...lines, `${indent}}`].join("\n");
}

// ---- facts ----------------------------------------------------------------------------------------------------------
function atomicity({ statements, guards }) {
  if (statements === 1) return "one statement, all or nothing";
  return `a batch of ${statements} statements, all or nothing${guards.length ? ", the guard first" : ""}`;
}

function readFrom({ indexes, scans }) {
  const served = [...indexes]
    .sort()
    .map(([table, names]) => `${code(table)} by ${[...names].sort().map(code).join(", ")}`);
  const whole = [...scans].filter((table) => !indexes.has(table)).map((table) => `all rows of ${code(table)}`);
  return [...served, ...whole].join("; ");
}

function functionSection(domain, declared, context) {
  const full = `${domain}.${declared.name}`;
  const facts = context.plans.get(full);
  const types = context.client.functions.get(full);
  const fields = context.argumentsOf(declared.args);
  if (!facts || !types || !fields) throw new Error(`${full} is declared, but not in the client or in tests/plans`);
  const rules = ruleLines(fields, context.definitions);
  const guards = facts.guards.map(([kind, name]) => `${code(kind)} ${name}`).join(", ");
  const indexes = readFrom(facts);
  return [
    `## ${declared.name}`,
    "",
    declared.summary,
    "",
    "```ts",
    `db.${full}(args${types.isOptional ? "?" : ""}: ${typescriptObject(types.args)}): Promise<${types.result}>`,
    "```",
    "```cpp",
    ...(fields.length ? cppArguments(declared.args.replace(/.*::/, ""), fields, context.definitions) : []),
    `plan<${declared.result}> ${domain}::${declared.cpp_name}(${declared.args}&&);`,
    "```",
    "",
    ...rules,
    ...(rules.length ? [""] : []),
    `- Errors: ${declared.errors.replace(/\.$/, "") || "none of its own"}.`,
    ...(guards ? [`- Guards, in this order: ${guards}.`] : []),
    `- Atomic: ${atomicity(facts)}. Round trips: ${types.hasSteps ? "one a step" : 1}.`,
    ...(indexes ? [`- Reads: ${indexes}.`] : []),
    "",
  ];
}

/** context: { client, plans, definitions, argumentsOf(type) } */
export function pageOf(domain, header, context) {
  const sections = header.functions.flatMap((declared) => functionSection(domain, declared, context));
  const named = header.functions.map(({ name }) => context.client.functions.get(`${domain}.${name}`).result).join(" ");
  const interfaces = [...interfacesIn(named, context.client.interfaces)].map((name) =>
    context.client.interfaces.get(name),
  );
  return [
    `# ${domain}`,
    "",
    header.title,
    "",
    `${count(header.functions.length, "function")}: ${header.functions.map(({ name }) => `[${name}](#${name})`).join(", ")}.`,
    "Each may also refuse its arguments with `invalid_argument`, before anything is sent; a `workspace_id` that is given as",
    "undefined or null is refused in any case. A second argument, `CallOptions`, sets a deadline, a signal or retries. Written",
    "by `./dev docs` from",
    `[${domain}.hpp](../../src/repositories/${domain}.hpp), the client's types and [the plans](../../tests/plans/${domain}.txt).`,
    "",
    ...sections,
    ...(interfaces.length ? ["## Rows", "", "```ts", ...interfaces, "```", ""] : []),
  ].join("\n");
}
