import { domain, returns, ids, newId, now, refuses } from "./case.js";

const practice = { source: "google", category: "reasoning", title: "t", content: "c" };

export default domain("prompt_best_practices", ["prompt_best_practices"], {
  list: [
    returns("leaves safety out by default, the newest first", {}, ids("pbp_3", "pbp_1")),
    returns("takes categories", { categories: ["safety", "clarity"] }, ids("pbp_2", "pbp_1")),
    returns("stops at the limit", { limit: 1 }, ids("pbp_3")),
    refuses("refuses a category that is none", { categories: ["other"] }, "invalid_argument"),
    refuses("refuses a limit above 100", { limit: 101 }, "invalid_argument"),
  ],
  get: [
    returns("returns the row", { id: "pbp_1" }, { id: "pbp_1", source: "openai", url: null }),
    returns("returns null for an unknown id", { id: "pbp_none" }, null),
  ],
  create: [
    returns("adds a row with a new id", practice, { ...practice, id: newId("pbp"), url: null, created_at: now }),
    returns(
      "takes what is given",
      { ...practice, url: "https://u", id: "pbp_new" },
      { id: "pbp_new", url: "https://u" },
    ),
    refuses("refuses a taken id", { ...practice, id: "pbp_1" }, "conflict"),
    refuses("refuses a source that is none", { ...practice, source: "mistral" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "pbp_1" }, true, { removes: { prompt_best_practices: [{ id: "pbp_1" }] } }),
    returns("says no for an unknown id", { id: "pbp_none" }, false),
  ],
});
