#include "agent_versions.hpp"

namespace iofold::agent_versions {

using namespace squall;
using schema::agent_versions;
using schema::agents;

namespace {

constexpr auto agent_in_workspace =
    squall::exists(select(agents.id).from(agents).where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id">));
constexpr auto numbered = agent_versions.agent_id == param<"agent_id"> && agent_versions.version == param<"version">;
constexpr auto version_must_exist = must_exist<"version">(squall::exists(select(agent_versions.id).from(agent_versions).where(numbered)));
constexpr auto status_now = scalar(select(agent_versions.status).from(agent_versions).where(numbered));

}  // namespace

plan<vector<AgentVersion>> list(list_args&& args) {
    constexpr auto query = select(agent_versions)
                               .from(agent_versions)
                               .where(agent_versions.agent_id == param<"agent_id"> && agent_in_workspace)
                               .order_by(agent_versions.version.desc());
    return single<vector<AgentVersion>>(query, args);
}

plan<optional<AgentVersion>> get(number_args&& args) {
    constexpr auto query = select(agent_versions).from(agent_versions).where(numbered && agent_in_workspace);
    return single<optional<AgentVersion>>(query, args);
}

plan<optional<AgentVersion>> get_by_id(id_args&& args) {
    constexpr auto query = select(agent_versions).from(agent_versions).where(agent_versions.id == param<"id">);
    return single<optional<AgentVersion>>(query, args);
}

plan<optional<AgentVersion>> get_active_version(agent_args&& args) {
    constexpr auto query = select(agent_versions)
                               .from(agents)
                               .join(agent_versions, agent_versions.id == agents.active_version_id)
                               .where(agents.id == param<"agent_id">);
    return single<optional<AgentVersion>>(query, args);
}

plan<AgentVersion> create(create_args&& args) {
    constexpr auto parent_of_agent = must_hold<"parent_of_agent">(
        squall::exists(select(agent_versions.id)
                           .from(agent_versions)
                           .where(agent_versions.id == param<"parent_version_id"> && agent_versions.agent_id == param<"agent_id">)));
    constexpr auto allowed = guard(must_exist<"agent">(agent_in_workspace), when<"has_parent">(parent_of_agent));
    constexpr auto latest = alias<"latest">(agent_versions);
    constexpr auto next_number =
        coalesce(scalar(select(squall::max(latest.version)).from(latest).where(latest.agent_id == param<"agent_id">)), literal<0>) +
        literal<1>;
    constexpr auto active = scalar(select(agents.active_version_id).from(agents).where(agents.id == param<"agent_id">));
    constexpr auto parent =
        case_when(param<"follows_active", bool> == literal<true>, active).otherwise(param<"parent_version_id", optional<string>>);
    constexpr auto insert =
        insert_into(agent_versions)
            .set(agent_versions.id, agent_versions.agent_id, agent_versions.version = next_number, agent_versions.prompt_template,
                 agent_versions.variables, agent_versions.source, agent_versions.parent_version_id = parent,
                 agent_versions.status = literal<VersionStatus::candidate>, agent_versions.created_at = param<"now">)
            .returning(agent_versions);
    plan<AgentVersion> p{args};
    if (p.refused()) return p;
    const inputs in{
        args, bind<"id">(p.id_or_new(args.id, "ver")),
        bind<"variables", optional<json<schema::StringList>>>(args.variables.given() ? args.variables.cell : p.keep("[]").content),
        bind_flag<"has_parent">(args.parent_version_id.has_value()), bind_flag<"follows_active">(!args.parent_version_id.given())};
    p.take(allowed, insert, in);
    return p;
}

plan<AgentVersion> promote(number_args&& args) {
    constexpr auto allowed = guard(must_exist<"agent">(agent_in_workspace), version_must_exist,
                                   must_hold<"candidate_or_archived">(status_now.in<VersionStatus::candidate, VersionStatus::archived>()));
    constexpr auto active = scalar(select(agents.active_version_id).from(agents).where(agents.id == param<"agent_id">));
    constexpr auto retire = squall::update(agent_versions)
                                .set(agent_versions.status = literal<VersionStatus::archived>)
                                .where(agent_versions.id == active && agent_versions.agent_id == param<"agent_id">);
    constexpr auto activate = squall::update(agent_versions)
                                  .set(agent_versions.status = literal<VersionStatus::active>)
                                  .where(numbered)
                                  .returning(agent_versions);
    constexpr auto chosen = scalar(select(agent_versions.id).from(agent_versions).where(numbered));
    constexpr auto point = squall::update(agents)
                               .set(agents.active_version_id = chosen, agents.updated_at = param<"now">)
                               .where(agents.id == param<"agent_id">);
    plan<AgentVersion> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(allowed, in).run(retire, in).take(activate, in).run(point, in);
    return p;
}

plan<AgentVersion> reject(number_args&& args) {
    constexpr auto not_active =
        must_hold<"not_active">(status_now.in<VersionStatus::candidate, VersionStatus::archived, VersionStatus::rejected>());
    constexpr auto allowed = guard(must_exist<"agent">(agent_in_workspace), version_must_exist, not_active);
    constexpr auto change = squall::update(agent_versions)
                                .set(agent_versions.status = literal<VersionStatus::rejected>)
                                .where(numbered)
                                .returning(agent_versions);
    plan<AgentVersion> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(allowed, change, in);
    return p;
}

plan<nothing> set_accuracy(set_accuracy_args&& args) {
    constexpr auto exists =
        must_exist<"version">(squall::exists(select(agent_versions.id).from(agent_versions).where(agent_versions.id == param<"id">)));
    constexpr auto change = squall::update(agent_versions).set(agent_versions.accuracy).where(agent_versions.id == param<"id">);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(exists), change, in);
    return p;
}

plan<bool> delete_(number_args&& args) {
    constexpr auto pointed_at =
        squall::exists(select(agents.id)
                           .from(agents)
                           .join(agent_versions, agent_versions.id == agents.active_version_id)
                           .where(agents.id == param<"agent_id"> && agents.workspace_id == param<"workspace_id"> && numbered));
    constexpr auto removal = delete_from(agent_versions).where(numbered && agent_in_workspace).returning_value<bool>(literal<true>);
    plan<bool> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.take(guard(must_hold<"not_active">(!pointed_at)), removal, in);
    return p;
}

}  // namespace iofold::agent_versions
