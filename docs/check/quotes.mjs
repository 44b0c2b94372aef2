// A block whose fence says "from FILE" quotes that file: what stands between the "…" is in it, in this order.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const plain = (text) => text.replace(/\s+/g, " ").trim();

/** The file that a block quotes, or undefined. */
export const quotedFile = ({ words }) => /^from (\S+)$/.exec(words)?.[1];

export function checkQuotes(root, blocks) {
  const problems = [];
  for (const block of blocks) {
    const file = quotedFile(block);
    const source = plain(readFileSync(join(root, file), "utf8"));
    let at = 0;
    for (const part of block.text.split("…").map(plain)) {
      at = source.indexOf(part, at);
      if (at < 0) {
        problems.push(`${block.page}:${block.line}: ${file} has no "${part}", or not behind the part before it`);
        break;
      }
      at += part.length;
    }
  }
  return problems;
}
