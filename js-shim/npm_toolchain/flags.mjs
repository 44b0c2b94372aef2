// How the compiler and the linker are called. Paths are those of the compiler's own file system.

import { posix } from "node:path";

/** A module has no exceptions, as with Emscripten. What libc++ would print before it stops is 10 KB of printf. */
const language = [
  "-std=c++20",
  "-fno-exceptions",
  "-fno-rtti",
  "-DNDEBUG",
  "-D_LIBCPP_VERBOSE_ABORT(...)=__builtin_trap()",
  "-flto",
  "-fdiscard-value-names", // of local values; this compiler keeps them otherwise, and they are a part of the library's size
  "-fintegrated-cc1",
];
const library = ["-isystem", "/squall/include", "-isystem", "/squall/pfr"];
const internals = ["-isystem", "/squall/src", "-isystem", "/squall"];
const warnings = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion"];

/** What all functions run through is to be fast; the functions are many, and to be small. */
export const fast = ["-O2", ...language, ...library, ...internals, "-w"];
export const small = ["-Oz", ...language, ...library];
/** include: the project's folders of headers. */
const own = (include) => include.map((place) => `-I${posix.join("/project", place)}`);
export const ofProject = (include) => [...small, ...own(include), ...warnings];
/** The module's table of functions, and the program that writes the client. */
export const generated = (include) => [...small, ...internals, ...own(include), "-w"];

export const header = "/squall/include/squall/squall.hpp";
const usr = "/usr/lib/wasm32-wasip1";
const systemLibraries = [
  `-L${usr}`,
  "-lc++",
  "-lc++abi",
  "-lc",
  "/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a",
];

export const linkModule = (objects, out) => [
  "wasm-ld",
  "--no-entry",
  "--lto-O2",
  "-mllvm",
  "-inline-threshold=25", // functions that are to be small stay apart
  "-O2",
  "--gc-sections",
  "--strip-debug", // names stay, for stack traces; they are taken out of the module that is deployed
  "-u",
  "squall_contract", // the exports are one object of the library
  "-z",
  "stack-size=262144",
  "--initial-memory=1048576",
  `--Map=${out}.map`,
  "-o",
  out,
  `${usr}/crt1-reactor.o`,
  ...objects,
  ...systemLibraries,
];
export const linkProgram = (objects, out) => [
  "wasm-ld",
  "--lto-O0",
  "--strip-all",
  "-z",
  "stack-size=1048576",
  "-o",
  out,
  `${usr}/crt1-command.o`,
  ...objects,
  ...systemLibraries,
];
