// D1's query insights from Cloudflare's analytics API, as wrangler asks for them.

const query = `query ($account: string, $filter: ZoneWorkersRequestsFilter_InputObject) {
  viewer { accounts(filter: { accountTag: $account }) {
    d1QueriesAdaptiveGroups(limit: 1000, filter: $filter, orderBy: [sum_rowsRead_DESC]) {
      sum { queryDurationMs rowsRead rowsWritten rowsReturned } count dimensions { query }
    }
  } }
}`;

export async function fetchInsights(days, environment = process.env, now = Date.now()) {
  if (!(days >= 1 && days <= 31)) throw new Error("--days is a number from 1 to 31");
  const [account, token, database] = ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "CLOUDFLARE_D1_DATABASE_ID"].map(
    (name) => {
      if (!environment[name]) throw new Error(`--remote needs ${name}`);
      return environment[name];
    },
  );
  const base = environment.CLOUDFLARE_API_BASE_URL ?? "https://api.cloudflare.com/client/v4";
  const filter = {
    AND: [
      {
        datetimeHour_geq: new Date(now - days * 86_400_000).toISOString(),
        datetimeHour_leq: new Date(now).toISOString(),
        databaseId: database,
      },
    ],
  };
  const response = await fetch(`${base}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { account, filter } }),
  });
  const answer = await response.json().catch(() => undefined);
  const problem = answer?.errors?.[0]?.message ?? (response.ok ? undefined : response.statusText);
  if (problem || answer === undefined)
    throw new Error(`Cloudflare's analytics API: ${response.status} ${problem ?? "no JSON"}`);
  return answer;
}
