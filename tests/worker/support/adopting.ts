// The handlers of worker/examples/adopting under flags; what was reported, and what waits behind the answers.
import { env } from "cloudflare:workers";
import { adopt, type AdoptOptions, type Comparison, type Cost } from "../../../dist/shadow.js";
import { handlers } from "../../../worker/examples/adopting/handlers.js";
import { openHere, type Client } from "./squall.js";

export function adopting(
  mode: AdoptOptions<D1Database, Client>["mode"],
  more: Partial<AdoptOptions<D1Database, Client>> = {},
) {
  const reports: Comparison[] = [];
  const costs: Cost[] = [];
  const work: Promise<unknown>[] = [];
  const way = adopt<D1Database, Client>({
    binding: env.DB,
    open: (binding, options) => openHere({ ...options, now: Date.now, uuid: () => crypto.randomUUID() }, binding),
    mode,
    waitUntil: (promise) => void work.push(promise),
    report: (comparison) => void reports.push(comparison),
    costs: (cost) => void costs.push(cost),
    ...more,
  });
  const settled = async (): Promise<Comparison[]> => {
    await Promise.all(work);
    return reports;
  };
  return { way, ...handlers(way), settled, costs };
}
