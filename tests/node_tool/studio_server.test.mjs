// The studio's server in Node, without the module: what happens in which order.
//   node --test tests/node_tool/studio_server.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { StudioServer } from "../../js-shim/tool/studio_server.mjs";

test("a request that comes before the token and the pages are known waits for them", async () => {
  const server = new StudioServer();
  try {
    const port = await server.listen(0);
    const token = "a".repeat(48);
    const asked = ["index.html", "nothing.js", "other"].map((path) =>
      fetch(`http://127.0.0.1:${port}/${token}/${path}`),
    );
    const wrong = fetch(`http://127.0.0.1:${port}/${"b".repeat(48)}/index.html`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    server.serve({
      token,
      headers: [{ name: "X-Frame-Options", value: "DENY" }],
      pages: [{ path: "index.html", type: "text/html", content: "<p>here</p>" }],
    });
    const [page, ...none] = await Promise.all(asked);
    assert.equal(await page.text(), "<p>here</p>");
    assert.equal(page.headers.get("x-frame-options"), "DENY");
    assert.deepEqual(
      none.map(({ status }) => status),
      [404, 404],
    );
    assert.equal((await wrong).status, 403);
  } finally {
    server.close();
  }
});
