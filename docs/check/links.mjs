// Links between the pages and to files: there, and with the heading that they name.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const withoutCode = (text) => text.replaceAll(/^\s*```[\s\S]*?^\s*```/gm, "").replaceAll(/`[^`\n]*`/g, "");
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");

export function checkLinks(root, pages) {
  const problems = [];
  for (const page of pages) {
    const text = readFileSync(join(root, page), "utf8").replaceAll(/^\s*```[\s\S]*?^\s*```/gm, "");
    for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue; // another site: this machine may reach none
      const [path, anchor] = link.split("#");
      const file = path === "" ? join(root, page) : join(root, dirname(page), path);
      if (!existsSync(file)) problems.push(`${page}: ${link} leads nowhere`);
      else if (anchor !== undefined) {
        const headings = [...withoutCode(readFileSync(file, "utf8")).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
          anchorOf(heading),
        );
        if (!headings.includes(anchor)) problems.push(`${page}: ${link} names no heading`);
      }
    }
  }
  return problems;
}
