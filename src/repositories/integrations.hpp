#pragma once
// Integrations: the platforms that a workspace gets its traces from.
#include "declaration.hpp"
#include "schema/enums.hpp"
#include "schema/json_shapes.hpp"

namespace iofold::integrations {

using schema::IntegrationConfig;
using schema::IntegrationStatus;
using schema::Platform;

/// An integration without its key.
template <template <fixed_string, class, auto...> class field>
struct integration_info_fields {
    field<"id", string> id{};
    field<"platform", Platform> platform{};
    field<"name", string> name{};
    field<"config", optional<json<IntegrationConfig>>> config{};
    field<"status", optional<IntegrationStatus>, filled> status{};
    field<"last_synced_at", optional<timestamp>> last_synced_at{};
    field<"created_at", optional<timestamp>, filled> created_at{};
};
using IntegrationInfo = fields_of<integration_info_fields>;

/// One integration of the workspace, or null.
plan<optional<IntegrationInfo>> get(workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
};
using list_args = arguments<list_fields>;
/// The workspace's integrations, newest first.
plan<vector<IntegrationInfo>> list(list_args&&);

template <template <fixed_string, class, auto...> class field>
struct credentials_fields {
    field<"id", string> id{};
    field<"platform", Platform> platform{};
    field<"api_key_encrypted", string> api_key_encrypted{};
    field<"config", optional<json<IntegrationConfig>>> config{};
    field<"workspace_id", string> workspace_id{};
};
using Credentials = fields_of<credentials_fields>;
/// What is needed to call the platform of an integration of the workspace, its key as stored; or null.
plan<optional<Credentials>> get_credentials(workspace_id_args&&);

/// The platforms that can be added; the playground is there by itself.
enum class NewPlatform { langfuse, langsmith, openai };

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"platform", NewPlatform> platform{};
    arg<"name", string, not_blank> name{};
    arg<"api_key_encrypted", string> api_key_encrypted{};
    arg<"config", optional<json<IntegrationConfig>>, only_object> config{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds an active integration. Errors: conflict (the id is taken), foreign_key (no such workspace).
plan<IntegrationInfo> create(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct ensure_playground_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
};
using ensure_playground_args = arguments<ensure_playground_fields>;
template <template <fixed_string, class, auto...> class field>
struct playground_integration_fields {
    field<"id", string> id{};
    field<"created", bool> created{};
};
using PlaygroundIntegration = fields_of<playground_integration_fields>;
/// The workspace's playground integration, the oldest of several, added when there is none. Errors: foreign_key (no such
/// workspace).
plan<PlaygroundIntegration> ensure_playground(ensure_playground_args&&);

template <template <fixed_string, class, auto...> class arg>
struct integration_patch_fields {
    arg<"name", optional<string>> name{};
    arg<"base_url", optional<string>> base_url{};
    arg<"api_key_encrypted", optional<string>> api_key_encrypted{};
};
using integration_patch = arguments<integration_patch_fields>;
template <template <fixed_string, class, auto...> class arg>
struct update_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"patch", object<integration_patch_fields>, as_patch> patch{};
};
using update_args = arguments<update_fields>;
/// Changes name, key and/or the base URL inside the configuration, whose other keys stay. Errors: not_found,
/// invalid_argument (empty patch).
plan<IntegrationInfo> update(update_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_status_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"status", IntegrationStatus> status{};
};
using set_status_args = arguments<set_status_fields>;
/// Records the outcome of a connection test. Errors: not_found.
plan<nothing> set_status(set_status_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_last_synced_at_fields {
    arg<"id", string> id{};
    arg<"last_synced_at", optional<timestamp>> last_synced_at{};
};
using set_last_synced_at_args = arguments<set_last_synced_at_fields>;
/// Records a finished import of an integration of any workspace, now unless a time is given. Errors: not_found.
plan<nothing> set_last_synced_at(set_last_synced_at_args&&);

/// Deletes an integration with all its traces; false when there was none. Errors: foreign_key (a task was made from one
/// of the traces).
plan<bool> delete_(workspace_id_args&&);

using functions = function_list<get, list, get_credentials, create, ensure_playground, update, set_status, set_last_synced_at, delete_>;

}  // namespace iofold::integrations
