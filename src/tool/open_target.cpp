#include "open_target.hpp"

#include <cstdlib>

#include "migrate/failure.hpp"
#include "migrate/local_d1.hpp"
#include "migrate/rest_target.hpp"
#include "wrangler_config.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::outcome;

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}
std::string needed_variable(const char* name, const char* what) {
    std::string value = variable(name);
    if (value.empty()) throw failure(outcome::usage, std::string("--remote needs ") + what + " in the environment variable " + name);
    return value;
}

std::string remote_id(const target_options& o) {
    std::string id = database_id_of(o);
    if (id.empty()) id = read_wrangler_config(choice_of(o)).database_id;
    if (id.empty())
        throw failure(outcome::usage,
                      "which database? Pass --database-id or --config, set CLOUDFLARE_D1_DATABASE_ID, or run in the directory of "
                      "wrangler's configuration");
    return id;
}
/// As wrangler chooses the id of a local database.
std::string local_id(const target_options& o) {
    if (!o.database_id.empty()) return o.database_id;
    const wrangler_database found = read_wrangler_config(choice_of(o));
    if (!found.preview_database_id.empty()) return found.preview_database_id;
    return !found.database_id.empty() ? found.database_id : found.binding;
}

void check_one_given(const target_options& o) {
    const int given = !o.sqlite.empty() + o.local + o.remote;
    if (given == 0) throw failure(outcome::usage, "which database? Pass --sqlite FILE, --local or --remote");
    if (given > 1) throw failure(outcome::usage, "--sqlite, --local and --remote exclude each other");
}
std::string state_of(const target_options& o) { return o.local_dir.empty() ? ".wrangler/state" : o.local_dir; }

}  // namespace

wrangler_choice choice_of(const target_options& o) {
    return {o.config, o.environment.empty() ? variable("CLOUDFLARE_ENV") : o.environment, o.binding};
}
std::string database_id_of(const target_options& o) {
    if (!o.database_id.empty() || !o.remote) return o.database_id;
    const std::string id = variable("CLOUDFLARE_D1_DATABASE_ID");
    return !id.empty() ? id : variable("CLOUDFLARE_DATABASE_ID");
}

wrangler_database database_of(const target_options& o) {
    wrangler_database found;
    found.database_id = database_id_of(o);
    return found.database_id.empty() && o.sqlite.empty() ? read_wrangler_config(choice_of(o)) : found;
}

std::unique_ptr<migrate::target> open_target(const target_options& o, bool may_make) {
    check_one_given(o);
    if (!o.sqlite.empty()) return migrate::open_sqlite(o.sqlite, !may_make);
    if (o.local) return migrate::open_local_d1(state_of(o), local_id(o), may_make);
    return migrate::open_rest(open_rest_api(o));
}

d1_rest::rest_api open_rest_api(const target_options& o) {
    d1_rest::database_address address;
    address.account = needed_variable("CLOUDFLARE_ACCOUNT_ID", "the account");
    address.database = remote_id(o);
    needed_variable("CLOUDFLARE_API_TOKEN", "a token");
    if (std::string base = variable("CLOUDFLARE_API_BASE_URL"); !base.empty()) address.base = std::move(base);
    d1_rest::request_options options;
    if (const std::string ms = variable("SQUALL_SECOND_MS"); !ms.empty()) options.second = std::chrono::milliseconds(std::atol(ms.c_str()));
    auto api = d1_rest::rest_api::open(std::move(address), options);
    if (!api) throw failure(outcome::usage, "--remote: " + api.error().message);
    return std::move(api).value();
}

migrate::time_travel open_time_travel(const target_options& o) { return migrate::time_travel(open_rest_api(o)); }

std::string file_of(const target_options& o) {
    check_one_given(o);
    if (o.remote) throw failure(outcome::usage, "this command needs a database on this machine: --sqlite FILE or --local");
    return o.local ? migrate::find_local_d1(state_of(o), local_id(o), false) : o.sqlite;
}

}  // namespace squall::tool
