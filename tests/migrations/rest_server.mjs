// D1's REST interface on this machine: the documented shapes, in front of a local D1.
import { createServer } from "node:http";
import { openLocalD1 } from "./local_d1.mjs";

export const account = "an-account";
export const database = "a-database";
export const token = "t0ken-that-must-not-be-shown";

/** Cut at semicolons outside strings and comments. */
function statementsOf(sql) {
  const all = [""];
  for (const [part] of sql.matchAll(/'(?:[^']|'')*'|--[^\n]*|;|[^';-]+|-/g)) {
    if (part === ";") all.push("");
    else if (!part.startsWith("--")) all[all.length - 1] += part;
  }
  return all.map((s) => s.trim()).filter(Boolean);
}

/**
 * `faults` are answers to give first, one a request: { status, code, message, retryAfter } or "close" for a broken
 * connection. `requests` holds what came.
 */
export async function startServer() {
  const { db, close } = await openLocalD1();
  const faults = [];
  const requests = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push({ path: request.url, body });
    const answer = (status, content, headers = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify({ messages: [], ...content }));
    };
    const refuse = (status, code, message, headers) => answer(status, { success: false, errors: [{ code, message }], result: null }, headers);
    const fault = faults.shift();
    if (fault === "close") return request.socket.destroy();
    if (fault) return refuse(fault.status, fault.code, fault.message, fault.retryAfter ? { "retry-after": fault.retryAfter } : {});
    if (request.headers.authorization !== `Bearer ${token}`) return refuse(403, 10000, "Authentication error");
    const base = `/client/v4/accounts/${account}/d1/database/${database}`;
    if (request.method !== "POST" || ![`${base}/query`, `${base}/raw`].includes(request.url)) return refuse(404, 7404, "The database could not be found");
    const { sql, params = [] } = JSON.parse(body);
    const prepared = statementsOf(sql).map((s) => db.prepare(s));
    if (params.length) prepared[0] = prepared[0].bind(...params);
    try {
      if (request.url.endsWith("/raw")) {
        const [columns, ...rows] = await prepared[0].raw({ columnNames: true });
        return answer(200, { success: true, errors: [], result: [{ results: { columns: columns ?? [], rows }, success: true, meta: {} }] });
      }
      const results = await db.batch(prepared);
      answer(200, { success: true, errors: [], result: results.map((r) => ({ results: r.results, success: true, meta: r.meta })) });
    } catch (error) {
      refuse(400, 7500, error.message.replace(/^D1_ERROR: /, ""));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    db,
    faults,
    requests,
    env: {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${server.address().port}/client/v4`,
      CLOUDFLARE_ACCOUNT_ID: account,
      CLOUDFLARE_D1_DATABASE_ID: database,
      CLOUDFLARE_API_TOKEN: token,
      SQUALL_RETRY_UNIT_MS: "5",
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await close();
    },
  };
}
