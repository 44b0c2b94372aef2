#include "eval_candidate_executions.hpp"

namespace iofold::eval_candidate_executions {

using namespace squall;
using schema::eval_candidate_executions;

plan<int64_t> record_many(record_many_args&& args) {
    constexpr auto& t = eval_candidate_executions;
    constexpr auto item = rows<"results", fields_in<candidate_execution>, t.id>;
    constexpr auto insert = insert_into(t).set_each(item, t.eval_candidate_id = param<"eval_candidate_id">, t.created_at = param<"now">);
    constexpr auto added = select_value<int64_t>(param<"added", int64_t>);
    plan<int64_t> p{args};
    if (p.refused() || args.results.size() == 0) return p;
    row_lists results(p, item);
    for (const candidate_execution& result : args.results) results.add(result, bind<"id">(p.new_id("ece")));
    for (const auto& list : results) p.run(insert, inputs{args, list});
    p.take(added, inputs{args, bind_integer<"added">(static_cast<int64_t>(args.results.size()))});
    return p;
}

plan<optional<EvalCandidateExecution>> get(id_args&& args) {
    constexpr auto query =
        select(eval_candidate_executions).from(eval_candidate_executions).where(eval_candidate_executions.id == param<"id">);
    return single<optional<EvalCandidateExecution>>(query, args);
}

plan<EvalCandidateExecutionPage> list(list_args&& args) {
    constexpr auto& t = eval_candidate_executions;
    constexpr auto by_age = t.created_at.desc();
    constexpr auto then = t.id.desc();
    constexpr auto query =
        select(t)
            .from(t)
            .where(t.eval_candidate_id == param<"eval_candidate_id"> && when<"trace_id">(t.trace_id == param<"trace_id">) &&
                   when<"after_value">(after(by_age, then, param<"after_value">, param<"after_id">)) &&
                   when<"after_null">(after_null(by_age, then, param<"after_id">)))
            .order_by(by_age, then)
            .limit(param<"fetch">);
    plan<EvalCandidateExecutionPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<EvalCandidateExecution> create(create_args&& args) {
    constexpr auto& t = eval_candidate_executions;
    constexpr auto insert = insert_into(t)
                                .set(t.id, t.eval_candidate_id, t.trace_id, t.score, t.feedback, t.success, t.error, t.duration_ms,
                                     t.llm_calls, t.llm_cost_usd, t.cache_hits, t.created_at = param<"now">)
                                .returning(t);
    plan<EvalCandidateExecution> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "ece"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal =
        delete_from(eval_candidate_executions).where(eval_candidate_executions.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::eval_candidate_executions
