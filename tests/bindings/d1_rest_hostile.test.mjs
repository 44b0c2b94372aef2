// D1's REST interface where the other side is hostile: the token goes to the configured host alone and is never printed,
// and an answer that is not as documented is an error.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../migrations/local_d1.mjs";
import { program as tool } from "../migrations/tool.mjs";

const token = "t0ken-that-must-not-be-shown";
const servers = [];
after(() => servers.forEach((s) => (s.closeAllConnections?.(), s.close())));

/** A server on a loopback address; `answer` gets each request and its body. */
function serve(answer, host = "127.0.0.1") {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => answer(request, response, body));
  });
  servers.push(server);
  return new Promise((resolve) => server.listen(0, host, () => resolve(server.address().port)));
}
function run(program, args, env) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        NO_COLOR: "1",
        CLOUDFLARE_ACCOUNT_ID: "an-account",
        CLOUDFLARE_D1_DATABASE_ID: "a-database",
        CLOUDFLARE_API_TOKEN: token,
        SQUALL_SECOND_MS: "1",
        ...env,
      },
    });
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (out += data));
    child.on("close", (code, signal) => {
      assert.equal(signal, null, out);
      assert.ok(!out.includes(token), `the token is printed: ${out}`);
      assert.doesNotMatch(out, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/, "a control character is printed");
      done({ code, out });
    });
  });
}
const squall = (base, args, env = {}) => run(tool, args, { CLOUDFLARE_API_BASE_URL: base, ...env });
const call = (base, env) => squall(base, ["call", "users.get", '{"id": "x"}', "--remote"], env);
const migrations = ["--migrations", join(root, "migrations")];
const commands = [
  ["call", "users.get", '{"id": "x"}', "--remote"],
  ["call", "users.list", "{}", "--remote"],
  ["call", "agents.get", '{"workspace_id": "w", "id": "x"}', "--remote"],
  ["status", "--remote", ...migrations],
  ["migrate", "--remote", ...migrations],
  ["check", "--remote", ...migrations],
  ["verify", "--remote"],
  ["export", "--remote"],
  ["pull", "--remote"],
];

test("an address that names another host than it seems to is refused, and nothing is sent", async () => {
  const requests = [];
  const port = await serve((request, response) => (requests.push(request.url), response.end("{}")), "0.0.0.0");
  for (const base of [
    `http://127.0.0.1:1@127.0.0.2:${port}`,
    `http://localhost:x@127.0.0.3:${port}`,
    `http://localhost@127.0.0.2:${port}/`,
    `https://user:password@127.0.0.1:${port}`,
    `http://127.0.0.1:${port}#@127.0.0.2`,
    `http://127.0.0.1:${port}?@127.0.0.2`,
    `http://127.0.0.1\\@127.0.0.2:${port}`,
    `http://127.0.0.1:${port}\r\nX: y`,
    `http://127.0.0.2:${port}`,
    `http://127.0.0.1.nip.io:${port}`,
    `http://[::ffff:127.0.0.2]:${port}`,
    `ftp://127.0.0.1:${port}`,
    `file:///etc/passwd`,
    `127.0.0.1:${port}`,
    `//127.0.0.1:${port}`,
    `https://`,
  ]) {
    const { code, out } = await call(base);
    assert.equal(code, 2, `${base}: ${out}`);
    assert.match(out, /base must /, base);
  }
  for (const [name, value, rule] of [
    ["CLOUDFLARE_ACCOUNT_ID", "../../user", /account must be an id/],
    ["CLOUDFLARE_D1_DATABASE_ID", "a/../../b", /database must be an id/],
    ["CLOUDFLARE_D1_DATABASE_ID", "a?b", /database must be an id/],
    ["CLOUDFLARE_API_TOKEN", "one\r\nX-Other: two", /CLOUDFLARE_API_TOKEN must be one word/],
  ]) {
    const { code, out } = await call(`http://127.0.0.1:${port}`, { [name]: value });
    assert.equal(code, 2, out);
    assert.match(out, rule);
  }
  assert.deepEqual(requests, []);
});

test("no proxy sees the token: an http address is connected to directly, https only through CONNECT", async () => {
  let direct = 0;
  const port = await serve((_, response) => (direct++, response.end("{}")));
  let seen = "";
  const proxy = createSocketServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (data) => ((seen += data), socket.end("HTTP/1.1 502 No\r\n\r\n")));
  });
  servers.push(proxy);
  await new Promise((ready) => proxy.listen(0, "127.0.0.1", ready));
  const through = `http://127.0.0.1:${proxy.address().port}`;
  const everywhere = Object.fromEntries(
    ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].map((name) => [name, through]),
  );
  for (const host of ["127.0.0.1", "localhost"]) await call(`http://${host}:${port}`, everywhere);
  assert.equal(seen, "");
  assert.equal(direct, 2);
  await call("https://api.example.invalid/client/v4", everywhere);
  assert.match(seen, /^CONNECT api\.example\.invalid:443 /);
  assert.ok(!seen.includes(token));
  assert.doesNotMatch(seen, /authorization/i);
});

test("a redirect is not followed, on the same host neither", async () => {
  const elsewhere = [];
  const other = await serve((request, response) => (elsewhere.push(request.headers), response.end("{}")), "127.0.0.2");
  for (const status of [301, 302, 303, 307, 308]) {
    let count = 0;
    const port = await serve((_, response) => {
      count++;
      response.writeHead(status, { location: `http://127.0.0.2:${other}/` }).end();
    });
    for (const args of commands.slice(3)) {
      const { code, out } = await squall(`http://127.0.0.1:${port}`, args);
      assert.equal(code, 4, out);
      assert.match(out, /redirect, which is not followed/);
    }
    assert.equal((await call(`http://127.0.0.1:${port}`)).code, 1);
    assert.equal(count, commands.length - 2);
  }
  assert.deepEqual(elsewhere, []);
});

test("a server that repeats the token, in an error or in rows, does not have it printed", async () => {
  const raw = (columns, rows) => ({ success: true, result: [{ success: true, meta: {}, results: { columns, rows } }] });
  const escaped = [...token].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const answers = {
    "an error": [400, JSON.stringify({ success: false, errors: [{ code: 1, message: `bad Bearer ${token}` }] })],
    "an error, escaped": [400, `{"success": false, "errors": [{"code": 1, "message": "bad ${escaped} ${token}"}]}`],
    "a guard": [400, JSON.stringify({ errors: [{ message: `bad JSON path: 'not_found:${token}:0'` }] })],
    "a constraint": [400, JSON.stringify({ errors: [{ message: `UNIQUE constraint failed: ${token}.${token}` }] })],
    "plain text": [500, `the header was ${token}`],
    "a cell": [200, JSON.stringify(raw(["a"], [[`x ${token}`]]))],
    "a column": [200, JSON.stringify(raw([token], [["x"]]))],
    "a cell, escaped": [200, JSON.stringify(raw(["a"], [["HERE"]])).replace("HERE", escaped)],
    "a blob": [200, JSON.stringify(raw(["a"], [[[...Buffer.from(token)]]]))],
  };
  for (const [name, [status, text]] of Object.entries(answers)) {
    const port = await serve((_, response) => response.writeHead(status).end(text));
    for (const args of commands) {
      const { code, out } = await squall(`http://127.0.0.1:${port}`, args);
      assert.ok(code === 4 || (code === 1 && args[0] === "call"), `${name}, ${args[0]}: ${code} ${out}`);
    }
  }
});

test("an answer that is not as documented is an error for every command, never an empty one", async () => {
  const raw = (results, more = {}) =>
    JSON.stringify({ success: true, result: [{ success: true, meta: {}, results, ...more }] });
  const answers = {
    "no result": '{"success":true}',
    "result null": '{"success":true,"result":null}',
    "an object as result": '{"success":true,"result":{}}',
    "no results at all": '{"success":true,"result":[]}',
    "a result without rows": '{"success":true,"result":[{"success":true,"meta":{}}]}',
    "a result that is null": '{"success":true,"result":[null]}',
    "rows null": raw(null),
    "rows of a number": raw({ columns: ["a"], rows: 3 }),
    "rows without columns": raw({ rows: [["x"]] }),
    "columns without rows": raw({ columns: ["a"] }),
    "no columns, a row without cells": raw({ columns: [], rows: [[]] }),
    "a cell too few": raw({ columns: ["a", "b"], rows: [["x"]] }),
    "a cell too many": raw({ columns: ["a"], rows: [["x", "y"]] }),
    "uneven rows": raw({ columns: ["a", "b"], rows: [["x", "y"], ["z"]] }),
    "uneven rows that add up": raw({ columns: ["a", "b"], rows: [["x"], ["y", "z", "w"]] }),
    "an object as cell": raw({ columns: ["a"], rows: [[{}]] }),
    "a blob of no bytes": raw({ columns: ["a"], rows: [[[1, 256]]] }),
    "a result that failed": raw({ columns: ["a"], rows: [["x"]] }, { success: false }),
    "success as text": '{"success":"true","result":[]}',
    "success false and nothing else": '{"success":false}',
    "text behind it": `${raw({ columns: [], rows: [] })} {}`,
    "two answers for one statement": JSON.stringify({
      success: true,
      result: Array(2).fill({ success: true, results: { columns: ["a"], rows: [["x"]] } }),
    }),
  };
  for (const [name, text] of Object.entries(answers)) {
    const port = await serve((_, response) => response.end(text));
    for (const args of commands) {
      const { code, out } = await squall(`http://127.0.0.1:${port}`, args);
      assert.ok(code === 4 || (code === 1 && args[0] === "call"), `${name}, ${args[0]}: ${code} ${out}`);
      assert.doesNotMatch(out, /range_check|wrong usage|terminate/, `${name}, ${args[0]}`);
      if (args[0] === "call") assert.match(out, /internal: /, `${name}: ${out}`);
    }
  }
});

test("whole answers of another shape than was asked for are errors", async () => {
  const answer = (columns, rows) => (_, response) =>
    response.end(JSON.stringify({ success: true, result: [{ success: true, meta: {}, results: { columns, rows } }] }));
  const shapes = {
    "one column": [["a"], [["x"]]],
    "a text where a count should be": [["a"], [["many"]]],
    "thousands of columns": [Array(3000).fill("c"), [Array(3000).fill("x")]],
  };
  for (const [name, [columns, rows]] of Object.entries(shapes)) {
    const port = await serve(answer(columns, rows));
    for (const args of commands) {
      const { code, out } = await squall(`http://127.0.0.1:${port}`, args);
      assert.ok([1, 3, 4].includes(code), `${name}, ${args[0]}: ${code} ${out}`);
      assert.doesNotMatch(out, /range_check|wrong usage|terminate/, `${name}, ${args[0]}`);
      if (args[0] === "call") assert.match(out, /internal: the database answered with rows of/, `${name}: ${out}`);
    }
  }
});

test("the C++ binding refuses the same answers", async () => {
  const program = join(root, process.env.SQUALL_BUILD ?? "build/native", "tests/native/squall_rest_calls");
  for (const [columns, rows] of [
    [["a"], [["x"]]],
    [
      ["a", "b"],
      [["x"], ["y", "z", "w"]],
    ],
    [Array(30).fill("c"), [Array(30).fill("x")]],
  ]) {
    const text = JSON.stringify({ success: true, result: [{ success: true, results: { columns, rows } }] });
    const port = await serve((_, response) => response.end(text));
    const { out } = await run(program, ["find", "create", "list"], {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}`,
    });
    for (const line of out.trimEnd().split("\n")) assert.match(line, /^internal: /, out);
  }
});

test("control sequences of a server reach the terminal as visible text", async () => {
  const message = "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202ehello\r\u0008";
  const port = await serve((_, response) =>
    response.writeHead(400).end(JSON.stringify({ success: false, errors: [{ code: 1, message }] })),
  );
  for (const args of commands.slice(3)) {
    const { code, out } = await squall(`http://127.0.0.1:${port}`, args);
    assert.equal(code, 4);
    assert.ok(out.includes(String.raw`\x1b]0;owned\x07\x1b[2J\x9b31m\u202ehello\x0d\x08`), out);
  }
});

test("an answer without an end is cut off", async () => {
  const port = await serve((_, response) => {
    const chunk = Buffer.alloc(4 << 20, " ");
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  const { code, out } = await squall(`http://127.0.0.1:${port}`, ["verify", "--remote"]);
  assert.equal(code, 4);
  assert.match(out, /larger than 256 MB/);
});
