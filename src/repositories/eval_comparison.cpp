#include "eval_comparison.hpp"

namespace iofold::eval_comparison {

using namespace squall;
using schema::eval_comparison;

plan<EvalComparisonPage> list(list_args&& args) {
    constexpr auto query = select(eval_comparison)
                               .from(eval_comparison)
                               .where(eval_comparison.eval_id == param<"eval_id"> &&
                                      when<"contradictions_only">(eval_comparison.is_contradiction == literal<true>) &&
                                      when<"after_value">(eval_comparison.execution_id > param<"after_value">))
                               .order_by(eval_comparison.execution_id.asc())
                               .limit(param<"fetch">);
    plan<EvalComparisonPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<string>>(args));
    return p;
}

plan<int64_t> count_contradictions(count_contradictions_args&& args) {
    constexpr auto query = select_value<int64_t>(count())
                               .from(eval_comparison)
                               .where(eval_comparison.eval_id == param<"eval_id"> && eval_comparison.is_contradiction);
    return single<int64_t>(query, args);
}

}  // namespace iofold::eval_comparison
