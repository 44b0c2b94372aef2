// A generated client with some of its domains: client.js, its types, and the number that both share with the module.

/** The domains of a client in its order: { name, count of functions }. */
export async function domainsOf(clientText) {
  const names = /^import \{(.*)\} from "squall\/result";$/m.exec(clientText);
  if (!names) throw new Error("client.js is not what squall's generator writes");
  // Only names and layouts are read: any function does for what makes the rows.
  const stubs = names[1].split(",").map((name) => `const ${name.trim()} = () => () => undefined;`);
  const text = clientText.replace(names[0], stubs.join("\n"));
  const { contract, domains } = await import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
  return { contract, domains };
}

/**
 * client.js with the functions of the selected domains. The other domains stay as empty ones: a call in JavaScript fails with
 * the name of the function that is missing.
 */
export function clientWith(clientText, selected, contract) {
  return clientText
    .replace(/^export const contract = \d+;$/m, `export const contract = ${contract};`)
    .replaceAll(/^  (\w+): \[\n([\s\S]*?)^  \],\n/gm, (all, name) =>
      selected.includes(name) ? all : `  ${name}: [],\n`,
    );
}

/** The types of the selected domains and of the rows that they use. */
export function typesWith(types, selected) {
  const block = /^export interface (\w+)[^\n]*\{\n[\s\S]*?^\}\n/gm;
  const functions = new Map();
  for (const [, domain, name] of types.matchAll(/^  readonly (\w+): (\w+)<Mode>;$/gm)) functions.set(name, domain);
  const blocks = [...types.matchAll(block)].map(([text, name]) => ({ text, name }));
  const removed = new Set(
    blocks.filter(({ name }) => functions.has(name) && !selected.includes(functions.get(name))).map(({ name }) => name),
  );
  // Rows: whatever a block that stays names, also through other rows.
  const rows = new Map(
    blocks
      .filter(({ name, text }) => !functions.has(name) && !/^export interface (Functions|Client)\b/.test(text))
      .map((b) => [b.name, b.text]),
  );
  const used = new Set();
  const visit = (text) => {
    for (const [name] of text.matchAll(/\b[A-Z]\w*\b/g))
      if (rows.has(name) && !used.has(name)) {
        used.add(name);
        visit(rows.get(name));
      }
  };
  for (const { name, text } of blocks) if (!rows.has(name) && !removed.has(name)) visit(text);
  return types
    .replaceAll(block, (text, name) => (removed.has(name) || (rows.has(name) && !used.has(name)) ? "" : text))
    .replaceAll(/^  readonly (\w+): \w+<Mode>;\n/gm, (line, domain) => (selected.includes(domain) ? line : ""));
}

/** The contract of a client with some of the domains: FNV-1a of the whole client's and their names. */
export function contractOf(contract, selected) {
  let hash = 2166136261;
  const text = [contract, ...selected].join("\n");
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}
