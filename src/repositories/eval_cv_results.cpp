#include "eval_cv_results.hpp"

namespace iofold::eval_cv_results {

using namespace squall;
using schema::eval_cv_results;

plan<optional<EvalCvResult>> get(id_args&& args) {
    constexpr auto query = select(eval_cv_results).from(eval_cv_results).where(eval_cv_results.id == param<"id">);
    return single<optional<EvalCvResult>>(query, args);
}

plan<EvalCvResultPage> list(list_args&& args) {
    constexpr auto by_age = eval_cv_results.created_at.desc();
    constexpr auto then = eval_cv_results.id.desc();
    constexpr auto query = select(eval_cv_results)
                               .from(eval_cv_results)
                               .where(eval_cv_results.candidate_id == param<"candidate_id"> &&
                                      when<"after_value">(after(by_age, then, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(by_age, then, param<"after_id">)))
                               .order_by(by_age, then)
                               .limit(param<"fetch">);
    plan<EvalCvResultPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<EvalCvResult> create(create_args&& args) {
    constexpr auto& t = eval_cv_results;
    constexpr auto insert = insert_into(t)
                                .set(t.id, t.candidate_id, t.k_folds, t.mean_accuracy, t.mean_kappa, t.mean_f1, t.mean_agreement_rate,
                                     t.std_accuracy, t.std_kappa, t.is_stable, t.fold_results, t.created_at = param<"now">)
                                .returning(t);
    plan<EvalCvResult> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "cv"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(eval_cv_results).where(eval_cv_results.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::eval_cv_results
