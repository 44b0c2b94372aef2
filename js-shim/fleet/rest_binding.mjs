// D1 over REST, in the shape of a D1Database: a request is one transaction.

/** Returns { binding, close }. */
export function openRest(database, environment = process.env) {
  const account = environment.CLOUDFLARE_ACCOUNT_ID;
  const token = environment.CLOUDFLARE_API_TOKEN;
  if (!account) throw new Error("--remote needs the account in the environment variable CLOUDFLARE_ACCOUNT_ID");
  if (!token) throw new Error("--remote needs a token in the environment variable CLOUDFLARE_API_TOKEN");
  if (!database) throw new Error("which database? Pass --database-id, or --binding of wrangler's configuration");
  const base = environment.CLOUDFLARE_API_BASE_URL ?? "https://api.cloudflare.com/client/v4";
  const address = `${base}/accounts/${account}/d1/database/${database}`;

  const ask = async (path, body) => {
    let response;
    try {
      response = await fetch(`${address}/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
        redirect: "error",
      });
    } catch (cause) {
      throw transient(`D1's API did not answer: ${cause.cause?.message ?? cause.message}`, cause);
    }
    const answer = await response.json().catch(() => undefined);
    const message = answer?.errors?.[0]?.message;
    if (response.status === 429) throw transient("D1's API answered 429 Too Many Requests");
    if (response.status >= 500 && !/SQLITE|constraint|guard_failed/.test(message ?? ""))
      throw transient(`D1's API answered ${response.status}${message ? `: ${message}` : ""}`);
    if (!response.ok || answer?.success !== true || !Array.isArray(answer.result))
      throw new Error(`D1's API: ${(message ?? `HTTP ${response.status}`).replaceAll(token, "[API token]")}`);
    return answer.result;
  };
  const statement = (sql, params) => ({
    sql,
    params,
    bind: (...values) => statement(sql, values.map(checked)),
    all: async () => (await ask("query", { sql, params }))[0],
    raw: async () => (await ask("raw", { sql, params }))[0].results.rows,
  });
  const batch = async (statements) => {
    const results = await ask("query", { batch: statements.map(({ sql, params }) => ({ sql, params })) });
    if (results.length !== statements.length)
      throw new Error(`D1's API returned ${results.length} results for ${statements.length} statements`);
    return results;
  };
  return { binding: { prepare: (sql) => statement(sql, []), batch }, close() {} };
}

/** A request is JSON. The statements of a move bind texts and numbers. */
function checked(value) {
  if (value === null || typeof value === "string" || Number.isFinite(value)) return value;
  throw new Error(`a value of the type ${typeof value} cannot be sent over REST`);
}
const transient = (message, cause) => Object.assign(new Error(message, { cause }), { isTransient: true });
