import { domain, gives, ids, newId, now, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const answer = { prompt_hash: "p9", model: "m", response_text: "r" };
const more = { tokens_input: 1, tokens_output: 2, cost_usd: 0.5, expires_at: at(9) };

export default domain("eval_llm_cache", ["eval_llm_cache"], {
  get: [
    gives("returns the row, also when it is too old", { id: "cache_old" }, { id: "cache_old", response_text: "no" }),
    gives("returns null for an unknown id", { id: "cache_none" }, null),
  ],
  find: [
    gives(
      "finds an answer that does not expire",
      { prompt_hash: "p1", model: "m" },
      { id: "cache_1", tokens_input: 3, expires_at: null },
    ),
    gives("finds one that is fresh", { prompt_hash: "p3", model: "m" }, { id: "cache_fresh" }),
    gives("returns null for one that is too old", { prompt_hash: "p2", model: "m" }, null),
    gives(
      "compares timestamps in either form",
      { prompt_hash: "p2", model: "m", now: "2026-01-01T23:59:59.999Z" },
      { id: "cache_old" },
    ),
    gives(
      "returns null at the time of expiry itself",
      { prompt_hash: "p2", model: "m", now: "2026-01-02T00:00:00.000Z" },
      null,
    ),
    gives("returns null for another model", { prompt_hash: "p1", model: "other" }, null),
  ],
  list: [
    gives("lists a model's by time and id", { model: "m" }, page(ids("cache_old", "cache_fresh", "cache_1"))),
    gives("returns a cursor where more follow", { model: "m", limit: 1 }, page(ids("cache_old"), someText)),
    gives("returns nothing for an unknown model", { model: "other" }, page([])),
    refuses("refuses a spoiled cursor", { model: "m", cursor: "x" }, "invalid_argument"),
  ],
  upsert: [
    gives("adds an answer", { ...answer, ...more }, { ...answer, ...more, id: newId("cache"), created_at: now }),
    gives(
      "overwrites the one that is there",
      { ...answer, prompt_hash: "p1" },
      { id: "cache_1", response_text: "r", tokens_input: null, created_at: now },
    ),
    gives(
      "looks at no id where the answer is there",
      { ...answer, prompt_hash: "p1", id: "cache_new" },
      { id: "cache_1" },
    ),
    refuses("refuses a taken id", { ...answer, id: "cache_1" }, "conflict"),
    refuses("refuses a text that is not a timestamp", { ...answer, expires_at: "soon" }, "invalid_argument"),
  ],
  delete: [
    gives("removes the row", { id: "cache_1" }, true, { removes: { eval_llm_cache: [{ id: "cache_1" }] } }),
    gives("says no for an unknown id", { id: "cache_none" }, false),
  ],
  create: [
    gives("adds a row with a new id", answer, {
      ...answer,
      id: newId("cache"),
      tokens_input: null,
      expires_at: null,
      created_at: now,
    }),
    gives("takes what is given", { ...answer, ...more, id: "cache_new" }, { id: "cache_new", ...more }),
    refuses("refuses an answer that is there", { ...answer, prompt_hash: "p1" }, "conflict"),
    refuses("refuses a taken id", { ...answer, id: "cache_1" }, "conflict"),
    refuses("needs an answer", { prompt_hash: "p9", model: "m" }, "invalid_argument"),
  ],
});
