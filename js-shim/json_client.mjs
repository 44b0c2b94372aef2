// The generated client with rows as JSON text: its mappers write the text of a row in place of an object. For squall/json.

const field = /(\["__proto__"\]|"(?:[^"\\]|\\.)*"|[\w$]+): (?:(r\[\d+\])|(as\w+\(r\[\d+\](?:, \w+)?\)))(?:, |$)/gy;

/** `({ id: r[0], at: asText(r[1]) })` as `'{"id":' + plain(r[0]) + ',"at":' + asText(r[1]) + '}'`. */
function rowText(name, fields) {
  let text = "";
  let width = 0;
  let read = 0;
  for (const [all, key, cell, read_cell] of fields.matchAll(field)) {
    const written = /^[["]/.test(key) ? key.replace(/^\[|\]$/g, "") : JSON.stringify(key);
    text += `${width === 0 ? "" : " + "}${JSON.stringify(`${width === 0 ? "{" : ","}${written}:`)} + ${cell ? `plain(${cell})` : read_cell}`;
    width++;
    read += all.length;
  }
  if (read !== fields.length) throw new Error(`the mapper of ${name} has another form than the generator writes`);
  const nested = [...fields.matchAll(/\(r\[\d+\], (\w+)\)/g)].map(([, row]) => row);
  const unwritable = [...fields.matchAll(/\b(?:asBlob|asBigint)(?=\()/g)].map(([reader]) => reader);
  return `row(${width}, (r) => ${text} + "}", [${[...nested, ...unwritable].join(", ")}])`;
}

/** Without what the client's arguments look like, which its own table says. */
function withoutArguments(line) {
  const begin = line.indexOf(", [") + 2;
  let depth = 0;
  for (let i = begin; i < line.length; i++) {
    if (line[i] === '"') i = line.indexOf('"', i + 1);
    else if (line[i] === "[") depth++;
    else if (line[i] === "]" && --depth === 0) return line.slice(0, begin) + line.slice(i + 3);
  }
  throw new Error(`a function has another form than the generator writes: ${line}`);
}

/** text: the client that the generator wrote. Returns the source of the module that js-shim/src/json.ts imports. */
export function jsonClientOf(text) {
  return text
    .split("\n")
    .map((line) => {
      const mapper = /^const (\w+) = (named\(\[.*?\], )?\(r\) => \(\{ (.*) \}\)(\))?;$/.exec(line);
      if (mapper) return `const ${mapper[1]} = ${mapper[2] ?? ""}${rowText(mapper[1], mapper[3])}${mapper[4] ?? ""};`;
      if (/^const \w+ = .*\(r\) =>/.test(line))
        throw new Error(`a mapper has another form than the generator writes: ${line}`);
      if (line.startsWith("import "))
        return line.replace("import { ", "import { plain, row, ").replace("squall/result", "squall/json-result");
      return line.startsWith('    ["') ? withoutArguments(line) : line;
    })
    .join("\n");
}
