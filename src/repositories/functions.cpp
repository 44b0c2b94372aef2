#include "functions.hpp"

namespace iofold::functions {

using namespace squall;
using schema::agent_functions;
using schema::agents;

namespace {

constexpr auto t = schema::functions;  // in this namespace, functions is the list of the domain's functions
constexpr auto in_workspace = t.id == param<"id"> && t.workspace_id == param<"workspace_id">;

}  // namespace

plan<vector<FunctionOfAgent>> list_for_agent(list_for_agent_args&& args) {
    constexpr auto agent_of_workspace =
        exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">));
    constexpr auto query = select_into<FunctionOfAgent>(t.id, t.workspace_id, t.type, t.name, t.code, t.input_schema, t.output_schema,
                                                        t.model_used, t.parent_function_id, t.status, t.created_at, agent_functions.role)
                               .from(agent_functions)
                               .join(t, t.id == agent_functions.function_id)
                               .where(agent_functions.agent_id == param<"agent_id"> && t.status == literal<FunctionStatus::active> &&
                                      when<"workspace_id">(agent_of_workspace))
                               .order_by(agent_functions.role.asc(), t.id.asc());
    return single<vector<FunctionOfAgent>>(query, args);
}

plan<optional<Function>> get(workspace_id_args&& args) {
    constexpr auto query = select(t).from(t).where(in_workspace);
    return single<optional<Function>>(query, args);
}

plan<vector<Function>> list(list_args&& args) {
    constexpr auto query = select(t)
                               .from(t)
                               .where(t.workspace_id == param<"workspace_id"> && when<"type">(t.type == param<"type">) &&
                                      when<"status">(t.status == param<"status">))
                               .order_by(t.created_at.desc(), t.id.desc());
    return single<vector<Function>>(query, args);
}

plan<Function> create(create_args&& args) {
    constexpr auto insert = insert_into(t)
                                .set(t.id, t.workspace_id, t.type, t.name, t.code, t.input_schema, t.output_schema, t.model_used,
                                     t.parent_function_id, t.status, t.created_at = param<"now">)
                                .returning(t);
    plan<Function> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "func"))});
    return p;
}

plan<bool> delete_(workspace_id_args&& args) {
    constexpr auto removal = delete_from(t).where(in_workspace).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::functions
