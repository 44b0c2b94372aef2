// The same for a project that is built with the compiler from npm: it compiles what changed.
import { buildProject, Reported } from "../npm_toolchain/build.mjs";
import { BuildFailed } from "./emscripten.mjs";

export function npmBuild(folder) {
  const all = () =>
    buildProject(folder, () => undefined).catch((error) => {
      throw error instanceof Reported ? new BuildFailed([]) : error; // the compiler has printed its messages
    });
  return { all, definitions: all, rest: async () => false };
}
