// D1 performs every statement as SQLite does natively: tests/plans, which the native tests write, holds for both.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { readPlans } from "./support/plans.js";

const files = import.meta.glob<string>("../plans/*.txt", { eager: true, query: "?raw", import: "default" });
const plans = Object.entries(files).map(([path, text]) => ({ domain: path.slice(9, -4), explained: readPlans(text) }));

// Local D1 holds another SQLite than the native tests. What differs is only how these are worded:
// - EXISTS: a subquery of its own, or a part of the join ("SEARCH agents EXISTS USING INDEX …");
// - an index that holds all that a subquery reads: COVERING, or not;
// - IN with a list: with or without a Bloom filter.
// So the two are compared by what they read and by which index, in any order.
function readings(plan: string[]): string[] {
  return plan
    .map((line) => line.trim().replace(" EXISTS ", " ").replace(" COVERING ", " "))
    .filter((line) => /^(SEARCH|SCAN|USE TEMP B-TREE)/.test(line))
    .sort();
}

const explain = (sql: string): D1PreparedStatement => {
  const numbers = [...sql.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number));
  return env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...Array(Math.max(0, ...numbers)).fill(null));
};

describe("the plans of", () => {
  it.each(plans)("$domain", async ({ explained }) => {
    expect(explained.length).toBeGreaterThan(0);
    const answers = await env.DB.batch<{ detail: string }>(explained.map(({ sql }) => explain(sql)));
    const onD1 = answers.map(({ results }, i) => ({ ...explained[i]!, plan: readings(results.map((r) => r.detail)) }));
    expect(onD1).toEqual(explained.map((one) => ({ ...one, plan: readings(one.plan) })));
  });
});
