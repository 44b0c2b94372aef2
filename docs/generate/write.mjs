// Writes docs/reference anew: node docs/generate/write.mjs (./dev docs builds what it reads first).
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { referencePages } from "./reference.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "docs/reference");
const pages = referencePages(root);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name));
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
console.log(`docs/reference: ${pages.size} pages`);
