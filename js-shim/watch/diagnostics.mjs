// What a failed build printed, in the order in which it is read: the compiler's errors first, with what belongs to each of them.

const start =
  /^(?:.*:\d+:\d+: (?:fatal )?(error|warning|note): |In file included from |.*: In (?:function|member|instantiation|static|substitution)|(?:\S*(?:ld|em\+\+|wasm-ld)\S*): error: |CMake Error|.*\berror: )/;
const context = /^In file included from |^\s+from |: In (?:function|member|instantiation|static|substitution)/;
const isError = (line) => /(?:^|[\s:])(?:fatal )?error: |^CMake Error/.test(line);
const noise =
  /^(?:\[\d+\/\d+\]|FAILED: |ninja: |gmake|make\[|: && |\S*(?:em\+\+|clang\+\+|g\+\+|c\+\+|ccache|cmake)\S*\s+-|em\+\+: error: '.* failed \(returned|\d+ errors? generated|\d+ warnings? |cd \/)/;

/** Lines of a build's output: groups with an error first, then the rest; progress and command lines are left out. */
export function diagnosticsOf(output) {
  const groups = [];
  for (const line of output.split("\n")) {
    if (line.trim() === "" || noise.test(line)) continue;
    const opens = start.test(line) && !/: note: /.test(line);
    // Where an error was included or instantiated stands above it.
    if (groups.length === 0 || (opens && !groups.at(-1).every((one) => context.test(one)))) groups.push([]);
    groups.at(-1).push(line);
  }
  const failed = groups.filter((group) => group.some(isError));
  return [...failed, ...groups.filter((group) => !failed.includes(group))].flat();
}
