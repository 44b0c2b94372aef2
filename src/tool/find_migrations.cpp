#include "find_migrations.hpp"

#include <cstdlib>
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

}  // namespace

void find_migrations(options& o) {
    const migration_place given = o.migrations;
    o.migrations = {};
    if (given.path.empty() || given.table.empty()) {
        const wrangler_choice choice = choice_of(o.target);
        const std::string config = find_wrangler_config(choice), id = o.target.given() ? database_id_of(o.target) : "";
        std::vector<wrangler_database> all = wrangler_databases(choice);
        if (!id.empty()) std::erase_if(all, [&](const auto& d) { return d.database_id != id && d.preview_database_id != id; });
        bool is_first = true;
        for (const wrangler_database& d : all) {
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

}  // namespace squall::tool
