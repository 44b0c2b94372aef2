// D1's REST interface on this machine: the documented shapes, in front of a local D1.
import { createServer } from "node:http";
import { openFetchedD1 } from "../bindings/suite/fetched_d1.mjs";

export const account = "an-account";
export const database = "a-database";
export const token = "t0ken-that-must-not-be-shown";

/** Cut at semicolons outside strings and comments. */
function statementsOf(sql) {
  const all = [""];
  for (const [part] of sql.matchAll(/'(?:[^']|'')*'|--[^\n]*|\/\*[^]*?\*\/|;|[^';/-]+|[/-]/g)) {
    if (part === ";") all.push("");
    else if (!part.startsWith("--") && !part.startsWith("/*")) all[all.length - 1] += part;
  }
  return all.map((s) => s.trim()).filter(Boolean);
}

/** Of a statement of a batch; its columns have names of their own. */
const columnsAndRows = (results) => ({
  columns: Object.keys(results[0] ?? {}),
  rows: results.map((row) => Object.values(row)),
});

/**
 * `faults` are answers to give first, one a request: { status, code, message, retryAfter }, "close" for a broken
 * connection, "silence" for none at all, or { text } for an answer that is not JSON. `requests` holds what came. `opened`: the D1 behind it, where
 * it is not one of its own. `travel`: the bookmarks that were given out, with what the request asked for, and the restores.
 * Its `fault` is how they are answered: a refusal, { answer } for another result, or "close after the restore".
 */
export async function startServer(opened) {
  const { db, close } = opened ?? (await openFetchedD1());
  const faults = [];
  const requests = [];
  const travel = { given: [], restored: [] };
  const bookmarkOf = (n) => `0000000${n}-00000000-00004e2f-0a83ea2fceebc654de0640c422be4653`;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push({ path: request.url, body });
    const answer = (status, content, headers = {}) => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify({ messages: [], ...content }));
    };
    const refuse = (status, code, message, headers) =>
      answer(status, { success: false, errors: [{ code, message }], result: null }, headers);
    const fault = faults.shift();
    if (fault === "close") return request.socket.destroy();
    if (fault === "silence") return;
    if (fault?.text !== undefined) return response.writeHead(fault.status).end(fault.text);
    if (fault)
      return refuse(
        fault.status,
        fault.code,
        fault.message,
        fault.retryAfter ? { "retry-after": fault.retryAfter } : {},
      );
    if (request.headers.authorization !== `Bearer ${token}`) return refuse(403, 10000, "Authentication error");
    const base = `/client/v4/accounts/${account}/d1/database/${database}`;
    // Time Travel: the state itself stays, the tests see what was asked.
    const url = new URL(request.url, "http://d1");
    if (url.pathname.startsWith(`${base}/time_travel/`) && travel.fault?.status)
      return refuse(travel.fault.status, travel.fault.code, travel.fault.message);
    if (url.pathname.startsWith(`${base}/time_travel/`) && travel.fault?.answer)
      return answer(200, { success: true, errors: [], result: travel.fault.answer });
    if (request.method === "GET" && url.pathname === `${base}/time_travel/bookmark`) {
      travel.given.push({
        bookmark: bookmarkOf(travel.given.length + 1),
        timestamp: url.searchParams.get("timestamp"),
      });
      return answer(200, { success: true, errors: [], result: { bookmark: travel.given.at(-1).bookmark } });
    }
    if (request.method === "POST" && url.pathname === `${base}/time_travel/restore`) {
      travel.restored.push(url.searchParams.get("bookmark"));
      if (travel.fault === "close after the restore") return request.socket.destroy();
      const result = { bookmark: bookmarkOf(8), previous_bookmark: bookmarkOf(9), message: "restored" };
      return answer(200, { success: true, errors: [], result });
    }
    if (request.method !== "POST" || ![`${base}/query`, `${base}/raw`].includes(request.url))
      return refuse(404, 7404, "The database could not be found");
    // {sql, params} with any number of statements, or {batch: [{sql, params}, …]}; all of a request is one transaction.
    const asked = JSON.parse(body);
    try {
      const prepared = (asked.batch ?? [asked]).flatMap(({ sql, params = [] }) => {
        const statements = statementsOf(sql).map((s) => db.prepare(s));
        if (params.length) statements[0] = statements[0].bind(...params);
        return statements;
      });
      const raw = request.url.endsWith("/raw");
      if (raw && prepared.length === 1) {
        const [columns = [], ...rows] = await prepared[0].raw({ columnNames: true });
        return answer(200, {
          success: true,
          errors: [],
          result: [{ results: { columns, rows }, success: true, meta: {} }],
        });
      }
      const results = await db.batch(prepared);
      answer(200, {
        success: true,
        errors: [],
        result: results.map(({ results, meta }) => ({
          results: raw ? columnsAndRows(results) : results,
          success: true,
          meta,
        })),
      });
    } catch (error) {
      refuse(400, 7500, error.message.replace(/^D1_ERROR: /, ""));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    db,
    faults,
    requests,
    travel,
    env: {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${server.address().port}/client/v4`,
      CLOUDFLARE_ACCOUNT_ID: account,
      CLOUDFLARE_D1_DATABASE_ID: database,
      CLOUDFLARE_API_TOKEN: token,
      SQUALL_SECOND_MS: "5",
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await close();
    },
  };
}
