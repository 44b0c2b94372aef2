#include "find_migrations.hpp"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "migrate/failure.hpp"
#include "open_target.hpp"
#include "wrangler_config.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::migration_place;
using migrate::outcome;

namespace {

/// As wrangler reads it: paths begin at the configuration's folder, the pattern too.
migration_place place_of(const wrangler_database& d, const std::string& config) {
    namespace fs = std::filesystem;
    const std::string dir = d.migrations_dir.empty() ? "migrations" : d.migrations_dir;
    migration_place place;
    place.path = (fs::path(config).parent_path() / dir).lexically_normal().generic_string();
    if (!d.migrations_table.empty()) place.table = d.migrations_table;
    if (d.migrations_pattern.empty()) return place;
    const std::string below =
        fs::path(d.migrations_pattern).lexically_normal().lexically_relative(fs::path(dir).lexically_normal()).generic_string();
    if (below.empty() || below.starts_with("..") || below.find_first_of("{}") != below.npos)
        throw failure(outcome::usage, config + ": migrations_pattern " + d.migrations_pattern + " is not supported: it must begin with " +
                                          "migrations_dir (" + dir + ") and contain no braces");
    if (below != "*.sql") place.pattern = below;
    return place;
}

/// Those of wrangler's configuration that the command line may mean.
std::vector<wrangler_database> configured_databases(const options& o) {
    std::vector<wrangler_database> all = wrangler_databases(choice_of(o.target));
    const std::string id = o.target.given() ? database_id_of(o.target) : "";
    if (!id.empty()) std::erase_if(all, [&](const auto& d) { return d.database_id != id && d.preview_database_id != id; });
    return all;
}

}  // namespace

void find_migrations(options& o) {
    const migration_place given = o.migrations;
    o.migrations = {};
    if (given.path.empty() || given.table.empty()) {
        const std::string config = find_wrangler_config(choice_of(o.target));
        bool is_first = true;
        for (const wrangler_database& d : configured_databases(o)) {
            const migration_place place = place_of(d, config);
            const auto fields = [](const migration_place& p) { return std::tie(p.path, p.pattern, p.table); };
            if (!is_first && fields(place) != fields(o.migrations))
                throw failure(outcome::usage, config + " has several databases with different migrations: choose one with --binding");
            is_first = false;
            o.migrations = place;
        }
    }
    if (!given.path.empty()) o.migrations.path = given.path, o.migrations.pattern.clear();
    if (!given.table.empty()) o.migrations.table = given.table;
}

migrate::names bookkeeping_tables(migrate::target& db, const options& o) {
    migrate::names named;
    if (!o.migrations.table.empty()) named.push_back(o.migrations.table);
    if (named.empty())
        for (const wrangler_database& d : configured_databases(o))
            if (!d.migrations_table.empty()) named.push_back(d.migrations_table);
    std::erase_if(named, [&](const std::string& table) {
        if (migrate::is_internal(table)) return true;
        const auto found = db.query(migrate::statement{"SELECT lower(name) FROM pragma_table_info(?1) ORDER BY cid", {table}});
        const char* const columns[] = {"id", "name", "applied_at"};
        return !std::equal(found.rows.begin(), found.rows.end(), std::begin(columns), std::end(columns),
                           [](const auto& row, const char* name) { return migrate::text_of(row[0]) == name; });
    });
    return named;
}

}  // namespace squall::tool
