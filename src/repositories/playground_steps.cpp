#include "playground_steps.hpp"

namespace iofold::playground_steps {

using namespace squall;
using schema::playground_steps;

namespace {

constexpr auto of_session =
    playground_steps.session_id == param<"session_id"> && when<"trace_id">(playground_steps.trace_id == param<"trace_id">);

}  // namespace

plan<PlaygroundStep> create(create_args&& args) {
    constexpr auto insert =
        insert_into(playground_steps)
            .set(playground_steps.id, playground_steps.session_id, playground_steps.trace_id, playground_steps.step_index,
                 playground_steps.step_type, playground_steps.input, playground_steps.output, playground_steps.tool_name,
                 playground_steps.tool_args, playground_steps.tool_result, playground_steps.tool_error, playground_steps.latency_ms,
                 playground_steps.tokens_input, playground_steps.tokens_output, playground_steps.timestamp)
            .returning(playground_steps);
    plan<PlaygroundStep> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "step")), bind<"timestamp">(args.timestamp.value_or(p.now()))});
    return p;
}

plan<optional<PlaygroundStep>> get(id_args&& args) {
    constexpr auto query = select(playground_steps).from(playground_steps).where(playground_steps.id == param<"id">);
    return single<optional<PlaygroundStep>>(query, args);
}

plan<vector<PlaygroundStep>> list(session_args&& args) {
    constexpr auto query = select(playground_steps)
                               .from(playground_steps)
                               .where(of_session)
                               .order_by(playground_steps.timestamp.asc(), playground_steps.step_index.asc(), playground_steps.id.asc());
    return single<vector<PlaygroundStep>>(query, args);
}

plan<int64_t> delete_many(session_args&& args) {
    constexpr auto removal = delete_from(playground_steps).where(of_session);
    constexpr auto removed = select_value<int64_t>(changes);
    plan<int64_t> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(removal, in).take(removed, in);
    return p;
}

}  // namespace iofold::playground_steps
