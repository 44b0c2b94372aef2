// squall bundle --domains: the package's client and module with some of its domains, in a folder of the application. It needs no
// compiler: what is left out is removed from the module that was built.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleClient } from "./bundle_client.mjs";
import { clientSize } from "./client_size.mjs";
import { clientWith, contractOf, domainsOf, typesWith } from "./parts/client_of_domains.mjs";
import { descriptionWith } from "./functions.mjs";
import { trim } from "./parts/trim.mjs";
import { namesFile } from "./symbols/finish_module.mjs";
import { namedModule, splitModule, strippedModule } from "./symbols/module_bytes.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** Fills `out`; returns lines about what is in it. `from` is a filled dist/. Throws an Error whose message is for the user. */
export async function bundleDomains(selected, out, from = join(here, "../dist")) {
  const parts = join(from, "parts");
  if (!existsSync(join(parts, "objects.json")))
    throw new Error(
      `${parts} is missing: this package was built without what --domains needs; build its module anew (./dev build)`,
    );
  if (resolve(out) === resolve(from)) throw new Error(`${out} is the folder that the whole client is read from`);
  const clientText = readFileSync(join(parts, "client.js"), "utf8");
  const { contract, domains } = await domainsOf(clientText);
  const names = Object.keys(domains);
  const unknown = selected.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`no domain is called ${unknown.join(" or ")}. There are: ${names.sort().join(", ")}`);
  if (selected.length === 0) throw new Error("--domains names no domain");
  const inOrder = names.filter((name) => selected.includes(name));

  const argumentCounts = [];
  const numbers = [];
  for (const name of names)
    for (const [, declared] of domains[name]) {
      if (selected.includes(name)) numbers.push(argumentCounts.length);
      argumentCounts.push(declared.length);
    }
  const own = contractOf(contract, inOrder);
  const whole = readFileSync(join(from, "squall.wasm"));
  const module = trim({
    module: whole,
    objects: JSON.parse(readFileSync(join(parts, "objects.json"), "utf8")),
    argumentCounts,
    selected: numbers,
    // Module and client have it in common, combined with the protocol's in the module.
    contract: (old) => (old ^ contract ^ own) >>> 0,
  });
  if (!WebAssembly.validate(module)) throw new Error("the smaller module is not valid; please report this");

  // In the folder itself: node.js names its sources, and would otherwise differ each time.
  const generated = join(out, ".generated");
  mkdirSync(generated, { recursive: true });
  try {
    writeFileSync(join(generated, "client.js"), clientWith(clientText, inOrder, own));
    writeFileSync(join(generated, "client.d.ts"), typesWith(readFileSync(join(from, "index.d.ts"), "utf8"), inOrder));
    // Its functions keep their numbers, so the names are those of the whole module.
    const names = namesFile(join(from, "squall.wasm"));
    writeFileSync(join(generated, "squall.wasm"), strippedModule(module));
    if (existsSync(names))
      writeFileSync(
        namesFile(join(generated, "squall.wasm")),
        namedModule(
          module,
          splitModule(readFileSync(names)).custom.filter(([name]) => name === "name"),
        ),
      );
    const description = JSON.parse(readFileSync(join(from, "functions.json"), "utf8"));
    writeFileSync(join(generated, "functions.json"), JSON.stringify(descriptionWith(description, inOrder)));
    await bundleClient(generated, join(generated, "squall.wasm"), out);
  } finally {
    rmSync(generated, { recursive: true, force: true });
  }
  const size = (folder) => `${(clientSize(folder).together / 1024).toFixed(1)} KB`;
  return [
    `${inOrder.length} of ${names.length} domains, ${numbers.length} of ${argumentCounts.length} functions`,
    `${out}: ${size(out)} gzipped instead of ${size(from)}`,
  ];
}
