// The data objects of a module, from the map that its linker writes (wasm-ld --Map): the bounds of each constant and variable.

const row = /^ *([0-9a-f]+) +([0-9a-f]+) +([0-9a-f]+)( *)(\S.*)$/;

/**
 * [address, size] of each object, in order of address. Where the map names the symbols of a chunk they are the objects; a chunk
 * without symbols (merged string literals) is one.
 */
export function dataObjects(map) {
  const objects = [];
  let chunk;
  const close = () => {
    if (chunk && !chunk.hasSymbols) objects.push([chunk.address, chunk.size]);
    chunk = undefined;
  };
  for (const line of map.split("\n")) {
    const found = row.exec(line);
    if (!found) continue;
    const [address, , size] = found.slice(1, 4).map((text) => parseInt(text, 16));
    // Three columns by indentation: output section, the chunk of an input file, its symbols.
    const depth = found[4].length;
    if (depth < 8) close();
    else if (depth < 16) {
      close();
      chunk = { address, size, hasSymbols: false };
    } else if (chunk && size > 0) {
      chunk.hasSymbols = true;
      objects.push([address, size]);
    }
  }
  close();
  return objects.filter(([address]) => address > 0).sort(([a], [b]) => a - b);
}
