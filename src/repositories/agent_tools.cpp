#include "agent_tools.hpp"

#include "schema/agents.hpp"

namespace iofold::agent_tools {

using namespace squall;
using schema::agent_tools;
using schema::agents;
using schema::tools;

namespace {

constexpr auto agent_of_workspace =
    exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">));
constexpr auto of_link = agent_tools.agent_id == param<"agent_id"> && agent_tools.tool_id == param<"tool_id">;
constexpr auto attached = select_into<AttachedTool>(tools.id, tools.name, tools.description, tools.parameters_schema, tools.handler_key,
                                                    tools.category, tools.created_at, agent_tools.config)
                              .from(agent_tools)
                              .join(tools, tools.id == agent_tools.tool_id);

}  // namespace

plan<vector<AttachedTool>> list(list_args&& args) {
    constexpr auto query = attached.where(agent_tools.agent_id == param<"agent_id"> && agent_of_workspace)
                               .order_by(tools.category.asc(), tools.name.asc(), tools.id.asc());
    return single<vector<AttachedTool>>(query, args);
}

plan<vector<AttachedToolId>> list_tool_ids(list_tool_ids_args&& args) {
    constexpr auto query = select_into<AttachedToolId>(agent_tools.tool_id)
                               .from(agent_tools)
                               .where(agent_tools.agent_id == param<"agent_id">)
                               .order_by(agent_tools.tool_id.asc());
    return single<vector<AttachedToolId>>(query, args);
}

plan<optional<AgentTool>> get(get_args&& args) {
    constexpr auto query = select(agent_tools).from(agent_tools).where(of_link);
    return single<optional<AgentTool>>(query, args);
}

plan<AttachedTool> attach(attach_args&& args) {
    constexpr auto allowed = guard(must_exist<"agent">(agent_of_workspace),
                                   must_exist<"tool">(exists(select(tools.id).from(tools).where(tools.id == param<"tool_id">))));
    constexpr auto insert =
        insert_into(agent_tools).set(agent_tools.agent_id, agent_tools.tool_id, agent_tools.config, agent_tools.created_at = param<"now">);
    plan<AttachedTool> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(allowed, in).run(insert, in).take(attached.where(of_link), in);
    return p;
}

plan<nothing> detach(detach_args&& args) {
    constexpr auto is_attached = exists(select(agent_tools.tool_id).from(agent_tools).where(of_link));
    constexpr auto removal = delete_from(agent_tools).where(of_link);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(must_exist<"agent">(agent_of_workspace), must_exist<"tool">(is_attached)), removal, in);
    return p;
}

}  // namespace iofold::agent_tools
