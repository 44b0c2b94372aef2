#include "tools.hpp"

namespace iofold::tools {

using namespace squall;
using schema::tools;

plan<vector<Tool>> list(list_args&& args) {
    constexpr auto query = select(tools)
                               .from(tools)
                               .where(when<"category">(tools.category == param<"category">))
                               .order_by(tools.category.asc(), tools.name.asc(), tools.id.asc());
    return single<vector<Tool>>(query, args);
}

plan<optional<Tool>> get(id_args&& args) {
    constexpr auto query = select(tools).from(tools).where(tools.id == param<"id">);
    return single<optional<Tool>>(query, args);
}

plan<vector<ToolDefinition>> list_by_ids(list_by_ids_args&& args) {
    constexpr auto query =
        select_into<ToolDefinition>(tools.id, tools.name, tools.description, tools.parameters_schema, tools.handler_key, tools.category)
            .from(tools)
            .where(tools.id.in(squall::list<"tool_ids">))
            .order_by(tools.category.asc(), tools.name.asc(), tools.id.asc());
    plan<vector<ToolDefinition>> p{args};
    if (!p.refused() && args.tool_ids.size() > 0) p.take(query, inputs{args});
    return p;
}

plan<Tool> create(create_args&& args) {
    constexpr auto insert = insert_into(tools)
                                .set(tools.id, tools.name, tools.description, tools.parameters_schema, tools.handler_key, tools.category,
                                     tools.created_at = param<"now">)
                                .returning(tools);
    plan<Tool> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "tool"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(tools).where(tools.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::tools
