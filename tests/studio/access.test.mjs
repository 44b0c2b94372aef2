// Who may ask the studio: only the page whose address the command printed, on this machine.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { squall } from "../migrations/tool.mjs";
import { send } from "./request.mjs";
import { startStudio } from "./studio.mjs";

let studio;
before(async () => (studio = await startStudio(["--rows", "2"])));
after(() => studio.stop());

const json = { "content-type": "application/json" };
const schema = { method: "POST", headers: json, body: "{}" };

test("the address that was printed answers, with the token in it", async () => {
  assert.match(studio.address, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{48}\/$/);
  assert.equal((await send(studio, "")).status, 200);
  assert.equal((await send(studio, "api/schema", schema)).status, 200);
});

test("without the token nothing is given, with a wrong one neither", async () => {
  const token = studio.url.pathname.slice(1, -1);
  const last = token.at(-1) === "0" ? "1" : "0";
  const wrong = [
    "",
    token.slice(0, -1),
    token + "0",
    token.slice(0, -1) + last,
    "0".repeat(48),
    token.toUpperCase() + "G",
  ];
  for (const other of wrong)
    for (const path of ["", "studio.js", "api/schema"]) {
      const got = await send(studio, `/${other}${other && "/"}${path}`, {
        ...(path.startsWith("api") ? schema : {}),
        bare: true,
      });
      assert.equal(got.status, 403, `${other}/${path}`);
      assert.ok(!got.text.includes(token));
    }
  assert.equal((await send(studio, `/${token}`, { bare: true })).status, 403);
  assert.equal((await send(studio, `/?token=${token}`, { bare: true })).status, 403);
  assert.equal((await send(studio, `//${token}/`, { bare: true })).status, 403);
});

test("another name for this machine is refused: it may be another site's", async () => {
  for (const host of [
    "evil.example",
    `evil.example:${studio.url.port}`,
    "127.0.0.1",
    `127.0.0.1:1`,
    `[::1]:${studio.url.port}`,
  ])
    assert.equal((await send(studio, "", { headers: { host } })).status, 403, host);
  assert.ok([400, 403].includes((await send(studio, "", { setHost: false })).status));
  assert.equal((await send(studio, "", { headers: { host: `localhost:${studio.url.port}` } })).status, 200);
});

test("another site's page is refused, and no answer lets one read it", async () => {
  for (const origin of [
    "https://evil.example",
    "null",
    `http://evil.example:${studio.url.port}`,
    `https://127.0.0.1:${studio.url.port}`,
  ])
    assert.equal((await send(studio, "api/schema", { ...schema, headers: { ...json, origin } })).status, 403, origin);
  const own = await send(studio, "api/schema", { ...schema, headers: { ...json, origin: studio.url.origin } });
  assert.equal(own.status, 200);
  const asked = await send(studio, "api/schema", { method: "OPTIONS", headers: { origin: studio.url.origin } });
  for (const got of [own, asked])
    assert.deepEqual(
      Object.keys(got.headers).filter((name) => name.startsWith("access-control-")),
      [],
    );
});

test("what a form of another site can send is no question", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; a=b"])
    assert.equal(
      (await send(studio, "api/schema", { method: "POST", headers: { "content-type": type }, body: "{}" })).status,
      415,
      type,
    );
  const parts = { "content-type": "multipart/form-data; boundary=b" };
  const form = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n{}\r\n--b--\r\n';
  assert.equal((await send(studio, "api/schema", { method: "POST", headers: parts, body: form })).status, 415);
  assert.equal((await send(studio, "api/schema")).status, 404);
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"])
    assert.equal((await send(studio, "api/schema", { method })).status, 405, method);
});

test("the page takes nothing from elsewhere and goes into no frame", async () => {
  const { headers, text } = await send(studio, "");
  assert.match(headers["content-security-policy"], /default-src 'none'; script-src 'self'; style-src 'self'/);
  assert.match(headers["content-security-policy"], /frame-ancestors 'none'/);
  assert.equal(headers["referrer-policy"], "no-referrer");
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["x-content-type-options"], "nosniff");
  assert.doesNotMatch(text, /https?:/);
  for (const file of ["studio.js", "studio.css"]) assert.equal((await send(studio, file)).status, 200);
  assert.equal((await send(studio, "../../etc/passwd")).status, 404);
  assert.equal((await send(studio, "etc/passwd")).status, 404);
});

test("it listens on loopback only", async () => {
  const port = Number(studio.url.port).toString(16).toUpperCase().padStart(4, "0");
  const listening = ["/proc/net/tcp", "/proc/net/tcp6"]
    .flatMap((file) => (existsSync(file) ? readFileSync(file, "utf8").split("\n") : []))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${port}`) && state === "0A")
    .map(([, local]) => local);
  assert.deepEqual(listening, [`0100007F:${port}`]);
  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((address) => !address.internal && address.family === "IPv4");
  for (const { address } of outside)
    await assert.rejects(
      new Promise((resolve, reject) =>
        connect(Number(studio.url.port), address).on("connect", resolve).on("error", reject),
      ),
      address,
    );
});

test("a question that is no JSON, too long or unknown gets an answer that says so", async () => {
  const post = (path, body) => send(studio, path, { method: "POST", headers: json, body });
  for (const body of ["{", "[]", "1", '{"table": ']) assert.equal((await post("api/rows", body)).status, 400, body);
  assert.equal((await post("api/nothing", "{}")).status, 404);
  assert.equal((await post("api/rows", " ".repeat(9 << 20))).status, 413);
  assert.equal((await post("api/schema", "{}")).status, 200);
});

test("every start has a token of its own; an interrupt ends it and leaves nothing behind", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "squall-studio-test-")); // others make folders in the common one
  const other = await startStudio(["--rows", "1"], { TMPDIR: folder });
  t.after(() => other.stop().then(() => rmSync(folder, { recursive: true })));
  assert.notEqual(other.url.pathname, studio.url.pathname);
  assert.equal(readdirSync(folder).length, 1);
  assert.equal(await other.stop("SIGINT"), 0);
  assert.deepEqual(readdirSync(folder), []);
});

test("what it cannot open it says, and the port that is taken", () => {
  const missing = squall(["studio", "--sqlite", "/nowhere/app.sqlite"]);
  assert.equal(missing.code, 2);
  assert.match(missing.err, /there is no file/);
  const remote = squall(["studio", "--remote"]);
  assert.equal(remote.code, 2);
  assert.match(remote.err, /needs the account in the environment variable CLOUDFLARE_ACCOUNT_ID/);
  const taken = squall(["studio", "--rows", "1", "--port", studio.url.port]);
  assert.equal(taken.code, 4);
  assert.match(taken.err, /is taken/);
});

// ---- what others on this machine can do without the token ---------------------------------------------------------------
/** A connection that sends this and keeps what comes; `ended` is when the other side closed it. */
function hold(text) {
  const socket = connect(Number(studio.url.port), "127.0.0.1");
  const held = { socket, received: "" };
  held.ended = new Promise((resolve) => socket.on("close", resolve));
  socket.on("error", () => {}).on("data", (data) => (held.received += data));
  socket.write(text);
  return held;
}
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function until(holds) {
  while (!holds()) await pause(10);
}
const host = () => `Host: 127.0.0.1:${studio.url.port}\r\n`;
async function answers() {
  assert.equal((await send(studio, "")).status, 200);
  assert.equal((await send(studio, "api/schema", schema)).status, 200);
}

test("connections that are held open do not keep it from answering", { timeout: 600_000 }, async () => {
  const kinds = {
    "nothing at all": () => "",
    "half a line": () => "PO",
    "a head without an end": () => `POST / HTTP/1.1\r\n${host()}Content-Length: 10\r\n`,
    "a body that does not come, with a wrong token": () =>
      `POST /${"0".repeat(48)}/api/schema HTTP/1.1\r\n${host()}Content-Length: 10\r\n\r\n`,
  };
  for (const [kind, text] of Object.entries(kinds)) {
    // All are closed after seconds. That it does not wait for this shows where one of them outlives an answer: on a busy
    // machine, after some attempts.
    for (let attempt = 1; ; attempt++) {
      const held = Array.from({ length: 400 }, () => hold(text()));
      const open = () => held.filter(({ socket }) => !socket.destroyed).length;
      await until(() => open() <= 40);
      await answers();
      const outlived = open() > 0;
      for (const { socket } of held) socket.destroy();
      await answers();
      // A wrong token is refused at once, body or not: none of those stays open.
      if (outlived || kind.includes("wrong token")) break;
      assert.ok(attempt < 20, `${kind}: it answered when none was open any more`);
    }
  }
});

test(
  "it refuses before it waits for a body, and does not wait for ever for a head or a body",
  { timeout: 600_000 },
  async () => {
    const wrong = hold(`POST /wrong/api/schema HTTP/1.1\r\n${host()}Content-Length: 1000\r\n\r\n`);
    await until(() => wrong.received.includes("\r\n") || wrong.socket.destroyed);
    assert.match(wrong.received, /^HTTP\/1\.1 403 /);
    const slow = hold(`GET ${studio.url.pathname} HTTP/1.1\r\n`); // and a byte now and then
    const dripping = setInterval(() => slow.socket.writable && slow.socket.write("a"), 500);
    await slow.ended;
    clearInterval(dripping);
    await answers();
  },
);

test("a head that is too long is refused, and a body that is too long does not fill the memory", async () => {
  const long = hold(`GET ${studio.url.pathname} HTTP/1.1\r\n${host()}X: ${"x".repeat(100_000)}\r\n\r\n`);
  await long.ended;
  assert.doesNotMatch(long.received, /^HTTP\/1\.1 200 /);
  const many = hold(
    `GET ${studio.url.pathname} HTTP/1.1\r\n${host()}${Array.from({ length: 20_000 }, (_, i) => `X-${i}: y\r\n`).join("")}\r\n`,
  );
  await many.ended;
  assert.doesNotMatch(many.received, /^HTTP\/1\.1 200 /);
  const huge = await send(studio, "api/rows", {
    method: "POST",
    headers: { ...json, "content-length": 1e12 },
    body: "{}",
  });
  assert.equal(huge.status, 413);
  await answers();
});

const endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c";
const runEndless = (other) =>
  send(other, "api/sql", { method: "POST", headers: json, body: JSON.stringify({ sql: endless }) });

test("while a statement runs, the page and its files are given out", async () => {
  const other = await startStudio(["--rows", "1", "--time-limit", "3600"]);
  let isOver = false;
  const running = runEndless(other).then(
    () => (isOver = true),
    () => (isOver = true),
  );
  await pause(200); // so that it has most likely begun
  assert.equal((await send(other, "studio.js")).status, 200);
  assert.ok(!isOver);
  await other.stop("SIGKILL");
  await running;
});

test("a statement that does not end is ended by the time limit", async () => {
  const other = await startStudio(["--rows", "1", "--time-limit", "1"]);
  assert.match((await runEndless(other)).text, /"limit"/);
  await other.stop();
});
