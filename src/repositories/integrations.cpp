#include "integrations.hpp"

#include "schema/traces.hpp"
#include "schema/users.hpp"

namespace iofold::integrations {

using namespace squall;
using schema::integrations;
using schema::workspaces;

namespace {

constexpr auto in_workspace = integrations.id == param<"id"> && integrations.workspace_id == param<"workspace_id">;
constexpr auto integration_must_exist = must_exist<"integration">(exists(select(integrations.id).from(integrations).where(in_workspace)));
constexpr auto info = select_into<IntegrationInfo>(integrations.id, integrations.platform, integrations.name, integrations.config,
                                                   integrations.status, integrations.last_synced_at, integrations.created_at)
                          .from(integrations);
/// The same as RETURNING of a write.
constexpr auto with_info = [](auto write) {
    return write.template returning_into<IntegrationInfo>(integrations.id, integrations.platform, integrations.name, integrations.config,
                                                          integrations.status, integrations.last_synced_at, integrations.created_at);
};

}  // namespace

plan<optional<IntegrationInfo>> get(workspace_id_args&& args) { return single<optional<IntegrationInfo>>(info.where(in_workspace), args); }

plan<vector<IntegrationInfo>> list(list_args&& args) {
    constexpr auto query =
        info.where(integrations.workspace_id == param<"workspace_id">).order_by(integrations.created_at.desc(), integrations.id.desc());
    return single<vector<IntegrationInfo>>(query, args);
}

plan<optional<Credentials>> get_credentials(workspace_id_args&& args) {
    constexpr auto query = select_into<Credentials>(integrations.id, integrations.platform, integrations.api_key_encrypted,
                                                    integrations.config, integrations.workspace_id)
                               .from(integrations)
                               .where(in_workspace);
    return single<optional<Credentials>>(query, args);
}

plan<IntegrationInfo> create(create_args&& args) {
    constexpr auto insert = with_info(
        insert_into(integrations)
            .set(integrations.id, integrations.workspace_id, integrations.name, integrations.platform, integrations.api_key_encrypted,
                 integrations.config, integrations.status = literal<IntegrationStatus::active>, integrations.created_at = param<"now">));
    plan<IntegrationInfo> p{args};
    if (p.refused()) return p;
    p.take(insert, inputs{args, bind<"id">(p.id_or_new(args.id, "int")), bind<"platform", Platform>(args.platform)});
    return p;
}

plan<PlaygroundIntegration> ensure_playground(ensure_playground_args&& args) {
    constexpr auto workspace_must_exist =
        must_refer<"workspace_id">(exists(select(workspaces.id).from(workspaces).where(workspaces.id == param<"workspace_id">)));
    constexpr auto known = alias<"known">(integrations);
    constexpr auto known_id =
        scalar(select(known.id)
                   .from(known)
                   .where(known.workspace_id == param<"workspace_id"> && known.platform == literal<Platform::playground>)
                   .order_by(known.created_at.asc(), known.id.asc())
                   .limit<1>());
    constexpr auto outcome =
        select_into<PlaygroundIntegration>(as<"id">(coalesce(known_id, param<"id", string>)), as<"created">(known_id.is_null()));
    constexpr auto insert =
        insert_into(integrations)
            .set(integrations.id, integrations.workspace_id, integrations.name = literal<"Playground">,
                 integrations.platform = literal<Platform::playground>, integrations.api_key_encrypted = literal<"none">,
                 integrations.status = literal<IntegrationStatus::active>, integrations.created_at = param<"now">)
            .from(workspaces)
            .where(workspaces.id == param<"workspace_id"> && known_id.is_null());
    plan<PlaygroundIntegration> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"id">(p.new_id("int_playground"))};
    p.run(guard(workspace_must_exist), in).take(outcome, in).run(insert, in);
    return p;
}

plan<IntegrationInfo> update(update_args&& args) {
    // A value that is not an object, or cannot be read, is replaced by an object. json_type() fails on what is not JSON.
    constexpr auto object = case_when(json_type(integrations.config) == literal<"object">, integrations.config).otherwise(json_object());
    constexpr auto config = case_when(json_valid(integrations.config), object).otherwise(json_object());
    constexpr auto change =
        with_info(squall::update(integrations)
                      .set(when<"name">(integrations.name = param<"name">),
                           when<"base_url">(integrations.config = json_set(config, at<"$.base_url">(param<"base_url", string>))),
                           when<"api_key_encrypted">(integrations.api_key_encrypted = param<"api_key_encrypted">))
                      .where(in_workspace));
    plan<IntegrationInfo> p{args};
    if (p.refused()) return p;
    const integration_patch& patch = *args.patch;
    if (!patch.name.given() && !patch.base_url.given() && !patch.api_key_encrypted.given()) {
        p.refuse(invalid_argument("patch", "must change at least one field"));
        return p;
    }
    const inputs in{args, bind(patch.name), bind(patch.base_url), bind(patch.api_key_encrypted)};
    p.take(guard(integration_must_exist), change, in);
    return p;
}

plan<nothing> set_status(set_status_args&& args) {
    constexpr auto change = squall::update(integrations).set(integrations.status).where(in_workspace);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(integration_must_exist), change, in);
    return p;
}

plan<nothing> set_last_synced_at(set_last_synced_at_args&& args) {
    constexpr auto by_id = integrations.id == param<"id">;
    constexpr auto must_be_there = must_exist<"integration">(exists(select(integrations.id).from(integrations).where(by_id)));
    constexpr auto change = squall::update(integrations).set(integrations.last_synced_at).where(by_id);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"last_synced_at">(args.last_synced_at.value_or(p.now()))};
    p.run(guard(must_be_there), change, in);
    return p;
}

plan<bool> delete_(workspace_id_args&& args) {
    constexpr auto removal = delete_from(integrations).where(in_workspace).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

}  // namespace iofold::integrations
