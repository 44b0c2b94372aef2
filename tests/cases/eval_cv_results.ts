import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";

const figures = {
  k_folds: 3,
  mean_accuracy: 0.1,
  mean_kappa: 0.2,
  mean_f1: 0.3,
  mean_agreement_rate: 0.4,
  std_accuracy: 0.5,
  std_kappa: 0.6,
  is_stable: false,
  fold_results: [{ f: 1 }],
};

export default domain("eval_cv_results", ["eval_cv_results"], {
  get: [
    returns(
      "returns the row",
      { id: "cv_1" },
      { id: "cv_1", k_folds: 5, mean_accuracy: 0.5, is_stable: true, fold_results: [1, 2] },
    ),
    returns("returns null for an unknown id", { id: "cv_none" }, null),
  ],
  list: [
    returns("lists the newest first", { candidate_id: "cand_1" }, page(ids("cv_2", "cv_1"))),
    returns("returns a cursor where more follow", { candidate_id: "cand_1", limit: 1 }, page(ids("cv_2"), someText)),
    returns("returns nothing for an unknown candidate", { candidate_id: "cand_none" }, page([])),
    refuses("refuses a spoiled cursor", { candidate_id: "cand_1", cursor: "x" }, "invalid_argument"),
  ],
  create: [
    returns(
      "adds a row of 5 folds",
      { candidate_id: "cand_1" },
      {
        id: newId("cv"),
        candidate_id: "cand_1",
        k_folds: 5,
        mean_accuracy: null,
        is_stable: null,
        fold_results: null,
        created_at: now,
      },
    ),
    returns("takes what is given", { candidate_id: "cand_1", id: "cv_new", ...figures }, { id: "cv_new", ...figures }),
    refuses("refuses a taken id", { candidate_id: "cand_1", id: "cv_1" }, "conflict"),
    refuses("refuses an unknown candidate", { candidate_id: "cand_none" }, "foreign_key"),
    refuses("refuses half a fold", { candidate_id: "cand_1", k_folds: 2.5 }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "cv_1" }, true, { removes: { eval_cv_results: [{ id: "cv_1" }] } }),
    returns("says no for an unknown id", { id: "cv_none" }, false),
  ],
});
