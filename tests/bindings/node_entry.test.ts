// The entry for Node: bundled, loaded twice, and what it prints of an error that nobody caught.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { open, SquallError } from "squall";

const root = new URL("../..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "squall-entry-"));
afterAll(() => rmSync(folder, { recursive: true }));
const node = (...args: string[]) => spawnSync(process.execPath, args, { encoding: "utf8", cwd: folder });

describe("an error that nobody caught", () => {
  const raised = (code: string) =>
    node("--input-type=module", "--eval", `import { open } from ${JSON.stringify(`${root}dist/node.js`)};\n${code}`);
  const double =
    "{ prepare: () => ({ bind() { return this; }, raw: async () => { throw new Error('D1_ERROR: UNIQUE constraint failed: users.email: SQLITE_CONSTRAINT'); } }), batch() {} }";
  it.each<[string, string, string]>([
    ["of a wrong binding", "open(undefined)", "SquallError: invalid_argument: binding must be"],
    ["of a wrong argument", `await open(${double}).users.get({ id: 7 })`, "SquallError: invalid_argument: id"],
    [
      "of the database",
      `await open(${double}).users.get({ id: "u" })`,
      "SquallError: conflict: a row with the same key",
    ],
    [
      "of a call that nobody waits for",
      `open(${double}).users.get({ id: "u" }); await new Promise((r) => setTimeout(r, 50))`,
      "SquallError: conflict: a row with the same key",
    ],
  ])("%s is printed by its name, on short lines", (_, code, message) => {
    const { stderr, status } = raised(code);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    for (const line of stderr.split("\n")) expect(line.length).toBeLessThan(200);
  });
});

describe("a bundle", () => {
  const entry = `import { open, SquallError } from "squall"; console.log(typeof open, SquallError.name);`;
  const bundled = (name: string, format: "esm" | "cjs") =>
    build({
      stdin: { contents: entry, resolveDir: root },
      outfile: join(folder, name),
      bundle: true,
      platform: "node",
      format,
      logLevel: "silent",
    });
  it.each<["esm" | "cjs", string]>([
    ["esm", "out.mjs"],
    ["cjs", "out.cjs"],
  ])("of the format %s runs beside the module's file, or with the package at hand", async (format, name) => {
    await bundled(name, format);
    const alone = node(name);
    expect(alone.stderr).toContain(`copy it to ${join(folder, "squall.wasm")}, or mark "squall" as external`);
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    symlinkSync(root, join(folder, "node_modules", "squall"));
    expect(node(name)).toMatchObject({ stdout: "function SquallError\n", stderr: "" });
    rmSync(join(folder, "node_modules"), { recursive: true });
    copyFileSync(join(root, "dist", "squall.wasm"), join(folder, "squall.wasm"));
    expect(node(name)).toMatchObject({ stdout: "function SquallError\n", stderr: "" });
    rmSync(join(folder, "squall.wasm"));
  });
  it("minified keeps the class's name, and knows the errors of another copy", async () => {
    await build({
      stdin: { contents: `export { SquallError } from "squall"`, resolveDir: root },
      outfile: join(folder, "copy.mjs"),
      bundle: true,
      minify: true,
      platform: "node",
      format: "esm",
    });
    copyFileSync(join(root, "dist", "squall.wasm"), join(folder, "squall.wasm"));
    const copy = ((await import(join(folder, "copy.mjs"))) as { SquallError: typeof SquallError }).SquallError;
    expect(copy).not.toBe(SquallError);
    expect(copy.name).toBe("SquallError");
    const error = await open({ prepare: () => ({ bind: () => undefined }), batch: async () => [] })
      .users.get({ id: 7 as never })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SquallError);
    expect(error).toBeInstanceOf(copy);
    expect(new Error("x")).not.toBeInstanceOf(SquallError);
    class Other extends SquallError {}
    expect(error).not.toBeInstanceOf(Other);
  });
});

describe("SquallError.from", () => {
  const made = new (SquallError as never as new (kind: string, message: string, details: object) => SquallError)(
    "conflict",
    "conflict: a row with the same key is there already",
    {
      table: "users",
      columns: ["email"],
      function: "users.create",
      guard: "free",
      retryable: true,
      mayHaveHappened: true,
      cause: new Error("secret"),
    },
  );
  const fields = {
    kind: "conflict",
    message: made.message,
    table: "users",
    columns: ["email"],
    function: "users.create",
    guard: "free",
    retryable: true,
    mayHaveHappened: true,
  };
  it("makes one of JSON, of own fields, and of itself", () => {
    expect(SquallError.from(made)).toBe(made);
    const text = JSON.stringify(made);
    expect(text).not.toContain("secret");
    for (const arrived of [JSON.parse(text) as unknown, Object.assign(new Error(made.message), made)]) {
      const error = SquallError.from(arrived);
      expect(error).toBeInstanceOf(SquallError);
      expect(error).toMatchObject(fields);
    }
  });
  it.each<[unknown, object | undefined]>([
    [
      new Error("SquallError: not_found: agent"),
      { kind: "not_found", message: "not_found: agent", guard: "agent", mayHaveHappened: false },
    ],
    [
      new Error("SquallError: unavailable: the call was aborted"),
      { kind: "unavailable", guard: undefined, mayHaveHappened: true },
    ],
    [new Error("SquallError: nonsense: x"), undefined],
    [new Error("not_found: agent"), undefined],
    [{ name: "SquallError", kind: "nonsense", message: "x" }, undefined],
    [new TypeError("x"), undefined],
    ["SquallError: not_found: agent", undefined],
    [null, undefined],
    [undefined, undefined],
    [7, undefined],
  ])("of %s", (error, expected) => {
    const found = SquallError.from(error);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });
});
writeFileSync(join(folder, ".keep"), "");
