#include "workspaces.hpp"

namespace iofold::workspaces {

using namespace squall;
using schema::workspaces;

plan<bool> exists(id_args&& args) {
    constexpr auto query = select_value<bool>(squall::exists(select(workspaces.id).from(workspaces).where(workspaces.id == param<"id">)));
    return single<bool>(query, args);
}

plan<optional<Workspace>> get(id_args&& args) {
    constexpr auto query = select(workspaces).from(workspaces).where(workspaces.id == param<"id">);
    return single<optional<Workspace>>(query, args);
}

plan<vector<Workspace>> list(list_args&& args) {
    constexpr auto query = select(workspaces)
                               .from(workspaces)
                               .where(workspaces.user_id == param<"user_id">)
                               .order_by(workspaces.created_at.asc(), workspaces.id.asc());
    return single<vector<Workspace>>(query, args);
}

plan<Workspace> create(create_args&& args) {
    constexpr auto insert = insert_into(workspaces)
                                .set(workspaces.id, workspaces.user_id, workspaces.name, workspaces.created_at = param<"now">)
                                .returning(workspaces);
    plan<Workspace> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "ws"))});
    return p;
}

plan<bool> delete_(id_args&& args) {
    constexpr auto removal = delete_from(workspaces).where(workspaces.id == param<"id">).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::workspaces
