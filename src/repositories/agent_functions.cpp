#include "agent_functions.hpp"

namespace iofold::agent_functions {

using namespace squall;
using schema::agent_functions;

namespace {

constexpr auto of_role = agent_functions.agent_id == param<"agent_id"> && agent_functions.role == param<"role">;

}  // namespace

plan<optional<AgentFunction>> get(role_args&& args) {
    constexpr auto query = select(agent_functions).from(agent_functions).where(of_role);
    return single<optional<AgentFunction>>(query, args);
}

plan<vector<AgentFunction>> list(list_args&& args) {
    constexpr auto query = select(agent_functions)
                               .from(agent_functions)
                               .where(agent_functions.agent_id == param<"agent_id">)
                               .order_by(agent_functions.role.asc());
    return single<vector<AgentFunction>>(query, args);
}

plan<AgentFunction> upsert(upsert_args&& args) {
    constexpr auto write = insert_into(agent_functions)
                               .set(agent_functions.agent_id, agent_functions.function_id, agent_functions.role)
                               .on_conflict(agent_functions.agent_id, agent_functions.role)
                               .do_update(agent_functions.function_id = excluded(agent_functions.function_id))
                               .returning(agent_functions);
    return single<AgentFunction>(write, args);
}

plan<bool> delete_(role_args&& args) {
    constexpr auto removal = delete_from(agent_functions).where(of_role).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::agent_functions
