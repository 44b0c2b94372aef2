#include "eval_executions.hpp"

#include "schema/traces.hpp"
#include "schema/views.hpp"

// C makes macros of them; musl's, in parentheses, would not pass as the columns' names.
#undef stdout
#undef stderr

namespace iofold::eval_executions {

using namespace squall;
using schema::eval_comparison;
using schema::eval_executions;
using schema::evals;
using schema::feedback;
using schema::Rating;

plan<RecordedEvalRun> record_many(record_many_args&& args) {
    constexpr auto eval_must_exist = must_exist<"eval">(exists(select(evals.id).from(evals).where(evals.id == param<"eval_id">)));
    constexpr auto item = rows<"results", fields_in<eval_result>, eval_executions.id>;
    constexpr auto stored = alias<"stored">(eval_executions);
    constexpr auto of_pair = stored.eval_id == param<"eval_id"> && stored.trace_id == item[eval_executions.trace_id];
    constexpr auto newest =
        scalar(select(stored.id).from(stored).where(of_pair).order_by(unindexed(stored.executed_at).desc(), stored.id.desc()).limit<1>());
    constexpr auto overwrite =
        update(eval_executions)
            .set(eval_executions.predicted_result = item[eval_executions.predicted_result],
                 eval_executions.predicted_reason = item[eval_executions.predicted_reason],
                 eval_executions.execution_time_ms = item[eval_executions.execution_time_ms],
                 eval_executions.error = item[eval_executions.error], eval_executions.stdout = item[eval_executions.stdout],
                 eval_executions.stderr = item[eval_executions.stderr], eval_executions.executed_at = param<"now">)
            .from(item)
            .where(eval_executions.id == newest);
    constexpr auto add = insert_into(eval_executions)
                             .set_each(item, eval_executions.eval_id = param<"eval_id">, eval_executions.executed_at = param<"now">)
                             .where(!exists(select(stored.id).from(stored).where(of_pair)));
    constexpr auto contradictions = scalar(
        select(count()).from(eval_comparison).where(eval_comparison.eval_id == param<"eval_id"> && eval_comparison.is_contradiction));
    constexpr auto refresh = update(evals)
                                 .set(evals.execution_count = coalesce(evals.execution_count, literal<0>) + param<"executed">,
                                      evals.contradiction_count = contradictions, evals.updated_at = param<"now">)
                                 .where(evals.id == param<"eval_id">)
                                 .returning_into<RecordedEvalRun>(as<"stored">(param<"stored", int64_t>),
                                                                  as<"execution_count">(never_null(evals.execution_count)),
                                                                  as<"contradiction_count">(never_null(evals.contradiction_count)));
    plan<RecordedEvalRun> p{args};
    if (p.refused()) return p;
    if (p.has_duplicates<"trace_id">(args.results)) {
        p.refuse(invalid_argument("results", "must name each trace once"));
        return p;
    }
    row_lists results(p, item);
    int64_t executed = 0;
    for (const eval_result& result : args.results) {
        results.add(result, bind<"id">(p.new_id("exec")));
        if (!result.error.has_value()) ++executed;
    }
    p.run(guard(eval_must_exist), inputs{args});
    for (const auto& list : results) {
        const inputs in{args, list};
        p.run(overwrite, in).run(add, in);
    }
    p.take(refresh, inputs{args, bind_integer<"executed">(executed), bind_integer<"stored">(static_cast<int64_t>(args.results.size()))});
    return p;
}

plan<EvalExecutionMetrics> get_metrics(get_metrics_args&& args) {
    constexpr auto how_many = [](auto condition) { return coalesce(sum(iif(condition, literal<1>, literal<0>)), literal<0>); };
    constexpr auto passed = how_many(eval_executions.predicted_result);
    constexpr auto failed = how_many(!eval_executions.predicted_result);
    constexpr auto broken = how_many(eval_executions.error.is_not_null());
    constexpr auto contradicting = how_many((feedback.rating == literal<Rating::positive> && !eval_executions.predicted_result) ||
                                            (feedback.rating == literal<Rating::negative> && eval_executions.predicted_result));
    // Over no executions SQLite's division by zero is null.
    constexpr auto share = [](auto figure) { return cast<double>(figure) / count(); };
    constexpr auto query =
        select_into<EvalExecutionMetrics>(as<"execution_count">(count()), as<"pass_count">(passed), as<"fail_count">(failed),
                                          as<"error_count">(broken), as<"contradiction_count">(contradicting),
                                          as<"accuracy">(share(passed)), as<"contradiction_rate">(share(contradicting)),
                                          as<"error_rate">(share(broken)))
            .from(eval_executions)
            .left_join(feedback, feedback.trace_id == eval_executions.trace_id)
            .where(eval_executions.eval_id == param<"eval_id"> && on_or_after(eval_executions.executed_at, param<"since">));
    return single<EvalExecutionMetrics>(query, args);
}

plan<optional<EvalExecution>> get(id_args&& args) {
    constexpr auto query = select(eval_executions).from(eval_executions).where(eval_executions.id == param<"id">);
    return single<optional<EvalExecution>>(query, args);
}

plan<EvalExecutionPage> list(list_args&& args) {
    constexpr auto by_age = eval_executions.executed_at.desc();
    constexpr auto then = eval_executions.id.desc();
    constexpr auto query = select(eval_executions)
                               .from(eval_executions)
                               .where(when<"eval_id">(eval_executions.eval_id == param<"eval_id">) &&
                                      when<"trace_id">(eval_executions.trace_id == param<"trace_id">) &&
                                      when<"after_value">(after(by_age, then, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(by_age, then, param<"after_id">)))
                               .order_by(by_age, then)
                               .limit(param<"fetch">);
    plan<EvalExecutionPage> p{args};
    if (p.refused()) return p;
    if (!args.eval_id.has_value() && !args.trace_id.has_value()) {
        p.refuse(invalid_argument("eval_id", "or trace_id is required"));
        return p;
    }
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<EvalExecution> create(create_args&& args) {
    constexpr auto insert =
        insert_into(eval_executions)
            .set(eval_executions.id, eval_executions.eval_id, eval_executions.trace_id, eval_executions.predicted_result,
                 eval_executions.predicted_reason, eval_executions.execution_time_ms, eval_executions.error, eval_executions.stdout,
                 eval_executions.stderr, eval_executions.executed_at = param<"now">)
            .returning(eval_executions);
    plan<EvalExecution> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "exec"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(eval_executions).where(eval_executions.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::eval_executions
