// Follows docs/guide/second-hour.md in a project: its blocks are put into the files that they name, its commands are run, and what
// they print is compared.
//   sh project [fails], sh background; text, text watch: what was printed; cpp|ts into FILE before|instead of TEXT; ts new FILE
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { blocksOf } from "../../docs/check/pages.mjs";

const written = "8787";

/** Whether each line that is expected, whose … stands for anything, is printed, in this order. */
function isPrinted(expected, printed) {
  let rest = printed.replaceAll(/\x1b\[[\d;]*m/g, "");
  for (const line of expected.split("\n")) {
    const pattern = line.split("…").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const found = new RegExp(pattern.join("[^\\n]*")).exec(rest);
    if (found === null) return false;
    rest = rest.slice(found.index + found[0].length);
  }
  return true;
}

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(String(port)));
    });
  });

/** The command that runs while the page goes on. */
class Background {
  printed = "";
  constructor(command, options) {
    this.child = spawn("bash", ["-c", `exec ${command}`], {
      ...options,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.ended = new Promise((done) => this.child.on("close", done));
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on("data", (data) => {
        this.printed += data;
        this.look?.();
      });
  }
  /** Waits until it has printed something since the last time; fails when it ends before. */
  async prints(expected) {
    await new Promise((done, fail) => {
      this.look = () => {
        if (isPrinted(expected, this.printed)) done();
      };
      this.look();
      this.ended.then(() => fail(new Error(`it ended, and had not printed\n${expected}\nbut\n${this.printed}`)));
    });
    this.printed = "";
  }
  async stop() {
    if (this.child.exitCode === null) process.kill(-this.child.pid, "SIGTERM");
    await this.ended;
  }
}

export async function followSecondHour(root, project, env) {
  const page = "docs/guide/second-hour.md";
  const port = await freePort();
  let printed = "";
  let background;
  let followed = 0;
  const edit = (file, change) => writeFileSync(join(project, file), change(readFileSync(join(project, file), "utf8")));
  try {
    for (const { line, language, words, text } of blocksOf(page, readFileSync(join(root, page), "utf8"))) {
      const at = `${page}:${line}`;
      const place = /^into (\S+) (before|instead of) (.*)$/.exec(words);
      if (language === "sh" && words === "background")
        background = new Background(text.replace(written, port), { cwd: project, env });
      else if (language === "text" && words === "watch") await background.prints(text.replace(written, port));
      else if (language === "text") assert.ok(isPrinted(text, printed), `${at}: printed was\n${printed}`);
      else if (language === "sh") {
        await background?.stop();
        background = undefined;
        printed = "";
        for (const command of text.split("\n")) {
          const { status, stdout, stderr } = spawnSync("bash", ["-c", command], {
            cwd: project,
            env,
            encoding: "utf8",
          });
          printed += stdout + stderr;
          assert.equal(status !== 0, words.endsWith("fails"), `${at}: ${command}\n${stdout}\n${stderr}`);
        }
      } else if (place) {
        const [, file, how, marked] = place;
        const mark = marked.replaceAll("\\n", "\n");
        edit(file, (source) => {
          const found = source.lastIndexOf(mark);
          assert.ok(found >= 0, `${at}: ${file} has no ${mark}`);
          const behind = how === "before" ? found : found + mark.length;
          return `${source.slice(0, found)}${text}${how === "before" ? "\n" : ""}${source.slice(behind)}`;
        });
      } else if (language === "ts" && words.startsWith("new "))
        writeFileSync(join(project, words.slice(4)), `${text}\n`);
      else assert.fail(`${at}: nothing follows this block`);
      followed++;
    }
  } finally {
    await background?.stop();
  }
  return followed;
}
