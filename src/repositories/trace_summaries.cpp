#include "trace_summaries.hpp"

#include "schema/traces.hpp"

namespace iofold::trace_summaries {

using namespace squall;
using schema::trace_summaries;
using schema::traces;

namespace {

constexpr auto of_trace = trace_summaries.trace_id == param<"trace_id">;

}  // namespace

plan<optional<TraceSummary>> get(trace_args&& args) {
    constexpr auto query = select(trace_summaries).from(trace_summaries).where(of_trace);
    return single<optional<TraceSummary>>(query, args);
}

plan<CachedSummary> create(create_args&& args) {
    constexpr auto insert_once = insert_into(trace_summaries)
                                     .set(trace_summaries.trace_id, trace_summaries.summary, trace_summaries.key_behaviors,
                                          trace_summaries.created_at = param<"now">)
                                     .on_conflict(trace_summaries.trace_id)
                                     .do_nothing();
    constexpr auto stored = select_into<CachedSummary>(as<"created">(changes == literal<1>), trace_summaries.trace_id,
                                                       trace_summaries.summary, trace_summaries.key_behaviors, trace_summaries.created_at)
                                .from(trace_summaries)
                                .where(of_trace);
    plan<CachedSummary> p{args};
    if (p.refused()) return p;
    if (args.key_behaviors.has_value() && !is_json_list_of_texts(p.text(args.key_behaviors))) {
        p.refuse(invalid_argument("key_behaviors", "must be a list of texts"));
        return p;
    }
    const inputs in{args};
    p.run(insert_once, in).take(stored, in);
    return p;
}

plan<TraceSummaryPage> list(list_args&& args) {
    // By the workspace's own traces: in the order of an index it would walk past the summaries of all workspaces.
    constexpr auto by_age = unindexed(trace_summaries.created_at).desc();
    constexpr auto by_trace = trace_summaries.trace_id.desc();
    constexpr auto query = select(trace_summaries)
                               .from(traces)
                               .join(trace_summaries, trace_summaries.trace_id == traces.id)
                               .where(traces.workspace_id == param<"workspace_id"> &&
                                      when<"after_value">(after(by_age, by_trace, param<"after_value">, param<"after_id">)) &&
                                      when<"after_null">(after_null(by_age, by_trace, param<"after_id">)))
                               .order_by(by_age, by_trace)
                               .limit(param<"fetch">);
    plan<TraceSummaryPage> p{args};
    if (p.refused()) return p;
    const page_start start = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, start.inputs<optional<timestamp>>(args));
    return p;
}

plan<bool> delete_(trace_args&& args) {
    constexpr auto removal = delete_from(trace_summaries).where(of_trace).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::trace_summaries
