import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const answer = { prompt_hash: "p9", model: "m", response_text: "r" };
const more = { tokens_input: 1, tokens_output: 2, cost_usd: 0.5, expires_at: at(9) };

export default domain("eval_llm_cache", ["eval_llm_cache"], {
  get: [
    returns("returns the row, also when it is too old", { id: "cache_old" }, { id: "cache_old", response_text: "no" }),
    returns("returns null for an unknown id", { id: "cache_none" }, null),
  ],
  find: [
    returns(
      "finds an answer that does not expire",
      { prompt_hash: "p1", model: "m" },
      { id: "cache_1", tokens_input: 3, expires_at: null },
    ),
    returns("finds one that is fresh", { prompt_hash: "p3", model: "m" }, { id: "cache_fresh" }),
    returns("returns null for one that is too old", { prompt_hash: "p2", model: "m" }, null),
    returns(
      "compares timestamps in either form",
      { prompt_hash: "p2", model: "m", now: "2026-01-01T23:59:59.999Z" },
      { id: "cache_old" },
    ),
    returns(
      "returns null at the time of expiry itself",
      { prompt_hash: "p2", model: "m", now: "2026-01-02T00:00:00.000Z" },
      null,
    ),
    returns("returns null for another model", { prompt_hash: "p1", model: "other" }, null),
  ],
  list: [
    returns("lists a model's by time and id", { model: "m" }, page(ids("cache_old", "cache_fresh", "cache_1"))),
    returns("returns a cursor where more follow", { model: "m", limit: 1 }, page(ids("cache_old"), someText)),
    returns("returns nothing for an unknown model", { model: "other" }, page([])),
    refuses("refuses a spoiled cursor", { model: "m", cursor: "x" }, "invalid_argument"),
  ],
  upsert: [
    returns("adds an answer", { ...answer, ...more }, { ...answer, ...more, id: newId("cache"), created_at: now }),
    returns(
      "overwrites the one that is there",
      { ...answer, prompt_hash: "p1" },
      { id: "cache_1", response_text: "r", tokens_input: null, created_at: now },
    ),
    returns(
      "looks at no id where the answer is there",
      { ...answer, prompt_hash: "p1", id: "cache_new" },
      { id: "cache_1" },
    ),
    refuses("refuses a taken id", { ...answer, id: "cache_1" }, "conflict"),
    refuses("refuses a text that is not a timestamp", { ...answer, expires_at: "soon" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "cache_1" }, true, { removes: { eval_llm_cache: [{ id: "cache_1" }] } }),
    returns("says no for an unknown id", { id: "cache_none" }, false),
  ],
  create: [
    returns("adds a row with a new id", answer, {
      ...answer,
      id: newId("cache"),
      tokens_input: null,
      expires_at: null,
      created_at: now,
    }),
    returns("takes what is given", { ...answer, ...more, id: "cache_new" }, { id: "cache_new", ...more }),
    refuses("refuses an answer that is there", { ...answer, prompt_hash: "p1" }, "conflict"),
    refuses("refuses a taken id", { ...answer, id: "cache_1" }, "conflict"),
    refuses("needs an answer", { prompt_hash: "p9", model: "m" }, "invalid_argument"),
  ],
});
