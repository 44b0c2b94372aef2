// Serves dist/, sqlite-wasm and the pages of these tests on this machine, as any web server would.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { root } from "../migrations/local_d1.mjs";

const folders = {
  dist: "dist",
  "sqlite-wasm": "node_modules/@sqlite.org/sqlite-wasm/dist",
  migrations: "migrations",
  tests: "tests/browser",
};
const types = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
  ".html": "text/html",
  ".sql": "text/plain",
};

export async function startServer() {
  const server = createServer(async (request, response) => {
    const [folder, name] = new URL(request.url, "http://localhost").pathname.slice(1).split("/");
    try {
      const content = await readFile(join(root, folders[folder], name));
      response.writeHead(200, { "content-type": types[extname(name)] }).end(inBrowser(name, content));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://localhost:${server.address().port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A worker has no import map: what a bundler would do for an application. */
const inBrowser = (name, content) =>
  name === "sqlite-wasm.js"
    ? content.toString().replace('"@sqlite.org/sqlite-wasm"', '"/sqlite-wasm/index.mjs"')
    : content;
