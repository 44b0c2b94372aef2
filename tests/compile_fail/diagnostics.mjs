// What a compiler says of several programs in one file, by program.

/** Where g++ says what the next error belongs to. */
const isContext = (line) =>
  /^(In file included from| {2,}from )/.test(line) ||
  /: {3}(recursively required|required (by|from|here)|in 'constexpr' expansion)|: (In|At) .+:$/.test(line);
const isError = (line) => /: (fatal )?error: /.test(line);

/** lines: of the compiler. folder: of the programs. Returns Map(name → lines): a program's errors with what belongs to each. */
export function blocksByProgram(lines, folder) {
  const blocks = [];
  let context = [];
  for (const line of lines) {
    if (isContext(line)) context.push(line);
    else if (isError(line)) {
      blocks.push([...context, line]);
      context = [];
    } else {
      blocks.at(-1)?.push(...context, line);
      context = [];
    }
  }
  const found = new Map();
  for (const block of blocks) {
    const name = programOf(block, folder);
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), ...block]);
  }
  return found;
}

/** The program that a block names first: the place of the error itself, or of what was instantiated. */
function programOf(block, folder) {
  for (const line of block) {
    if (/^(In file included from| {2,}from )/.test(line)) continue;
    if (!line.startsWith(`${folder}/`)) continue;
    const name = /^(\w+)\.cpp[:\s]/.exec(line.slice(folder.length + 1))?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}
