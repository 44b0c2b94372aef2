#include "workspace_members.hpp"

namespace iofold::workspace_members {

using namespace squall;
using schema::workspace_members;

namespace {

constexpr auto of_member = workspace_members.workspace_id == param<"workspace_id"> && workspace_members.user_id == param<"user_id">;

}  // namespace

plan<optional<WorkspaceMember>> get(member_args&& args) {
    constexpr auto query = select(workspace_members).from(workspace_members).where(of_member);
    return single<optional<WorkspaceMember>>(query, args);
}

plan<vector<WorkspaceMember>> list(list_args&& args) {
    constexpr auto query = select(workspace_members)
                               .from(workspace_members)
                               .where(workspace_members.workspace_id == param<"workspace_id">)
                               .order_by(workspace_members.created_at.asc(), workspace_members.id.asc());
    return single<vector<WorkspaceMember>>(query, args);
}

plan<WorkspaceMember> create(create_args&& args) {
    constexpr auto insert = insert_into(workspace_members)
                                .set(workspace_members.id, workspace_members.workspace_id, workspace_members.user_id,
                                     workspace_members.role, workspace_members.created_at = param<"now">)
                                .returning(workspace_members);
    plan<WorkspaceMember> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "wm"))});
    return p;
}

plan<bool> delete_(member_args&& args) {
    constexpr auto removal = delete_from(workspace_members).where(of_member).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::workspace_members
