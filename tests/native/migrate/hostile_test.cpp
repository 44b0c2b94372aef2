// Databases of other programs through the whole of an adoption: pulled, compiled, compared, given an unrelated change. Rows, clauses
// and behaviour must be what they were.
#include "hostile.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "hostile_databases.hpp"
#include "migrate/declared.hpp"
#include "migrate/difference.hpp"
#include "migrate/failure.hpp"
#include "migrate/inspect.hpp"
#include "migrate/keep.hpp"
#include "migrate/migration_sql.hpp"
#include "migrate/pull_header.hpp"
#include "migrate/pull_views.hpp"
#include "migrate/snapshot_json.hpp"
#include "migrate/split_statements.hpp"
#include "migrate/sql_tokens.hpp"
#include "sample_database.hpp"

using namespace squall::migrate;
using namespace squall::test;

namespace {

struct adopted {
    std::string name;
    snapshot declared, alone;  // alone: without what the header keeps as SQL
};
/// What the declarations say without kept_sql_of.
template <const auto&... Tables, const auto&... Views, const auto&... Others>
snapshot declared_alone(squall::relation_list<Tables...> tables, [[maybe_unused]] squall::relation_list<Views...> views,
                        [[maybe_unused]] squall::relation_list<Others...> others) {
    names statements;
    tables.for_each([&]<const auto & table>() {
        statements.emplace_back(squall::create_table<table>);
        std::string_view indexes = squall::create_indexes<table>;
        for (std::size_t end; (end = indexes.find(";\n")) != indexes.npos; indexes.remove_prefix(end + 2))
            statements.emplace_back(indexes.substr(0, end));
    });
    if constexpr (sizeof...(Views) > 0)
        views.for_each([&]<const auto & view>() { statements.emplace_back(squall::create_view<view>); });
    if constexpr (sizeof...(Others) > 0)
        others.for_each([&]<const auto & other>() {
            for (const std::string_view sql : std::remove_cvref_t<decltype(other)>::ddl::statements) statements.emplace_back(sql);
        });
    return declared_by(statements, {}, {}, {}).shapes;
}
std::vector<adopted> all_adopted() {
    std::vector<adopted> all;
#define ADOPT(name, others)                                                                     \
    all.push_back({#name, declare(hostile_##name::tables, hostile_##name::views, others).shapes, \
                   declared_alone(hostile_##name::tables, hostile_##name::views, others)});
    HOSTILE_DATABASES(ADOPT)
#undef ADOPT
    return all;
}

/// Every value of every table, with how it is stored and the row's own number; shadow tables too.
std::vector<std::string> content(target& db) {
    std::vector<std::string> all;
    for (const auto& t :
         db.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER "
                  "BY name")
             .rows) {
        const std::string name = text_of(t[0]);
        std::string columns = "''";
        for (const auto& c :
             db.query("SELECT name FROM pragma_table_xinfo(" + string_text(name) + ") WHERE hidden <> 1 ORDER BY name").rows)
            columns += " || typeof(" + name_text(text_of(c[0])) + ") || quote(" + name_text(text_of(c[0])) + ") || ' '";
        std::string rowid;
        for (const char* candidate : {"rowid", "_rowid_", "oid"}) {
            const bool is_column =
                db.count("SELECT count(*) FROM pragma_table_xinfo(" + string_text(name) + ") WHERE name = '" + candidate + "'");
            if (rowid.empty() && !is_column) rowid = candidate;
        }
        const bool has_rowid = !rowid.empty() && !db.batch({{"SELECT " + rowid + " FROM " + name_text(name)}});
        for (const std::string& row :
             rows(db, "SELECT " + (has_rowid ? rowid : "''") + " || ' ' || " + columns + " FROM " + name_text(name)))
            all.push_back(name + ": " + row);
    }
    std::sort(all.begin(), all.end());
    return all;
}
/// What each probe gives or why it fails.
std::vector<std::string> behaviour(target& db, const hostile_database& h) {
    std::vector<std::string> all;
    for (const std::string& probe : h.probes) {
        std::string outcome;
        try {
            const bool reads = probe.starts_with("SELECT");
            if (!reads) db.run({{probe}});
            for (const std::string& row : reads ? rows(db, probe) : std::vector<std::string>{"done"}) outcome += row + '\n';
        } catch (const failure& f) {
            outcome = f.what();
        }
        all.push_back(probe + " => " + outcome);
    }
    return all;
}
/// The words of all statements of a catalogue but what an unrelated change adds.
std::multiset<std::string> words(target& db) {
    std::multiset<std::string> all;
    for (const auto& row : db.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").rows)
        for (const token& t : tokens_of(text_of(row[0]))) all.insert(lower(t.kind == token_kind::string ? unquoted(t.text) : t.text));
    return all;
}
std::vector<std::string> comments(target& db) {
    std::vector<std::string> all;
    for (const auto& row : db.query("SELECT sql FROM sqlite_master WHERE sql LIKE '%--%' OR sql LIKE '%/*%'").rows) {
        const std::string sql = text_of(row[0]);
        if (has_comment(sql)) all.push_back(std::to_string(std::count(sql.begin(), sql.end(), '-')));
    }
    return all;
}

/// Another default for the column n of every table that has one: each is rebuilt.
snapshot with_change(snapshot declared) {
    for (table_shape& t : declared.tables)
        for (column_shape& c : t.columns)
            if (c.name == "n" && c.default_sql.empty()) c.default_sql = "777";
    return declared;
}
void migrate_by_text(target& db, const difference& d) {
    std::vector<statement> batch;
    for (const located_statement& s : split_statements(migration_text(d))) batch.push_back({s.sql});
    const auto failed = db.batch(batch);
    INFO((failed && failed->at ? batch[*failed->at].sql : ""));
    REQUIRE((failed ? failed->reason : "") == "");
}
const hostile_database& named(const std::vector<hostile_database>& all, const std::string& name) {
    return *std::find_if(all.begin(), all.end(), [&](const auto& h) { return h.name == name; });
}

}  // namespace

TEST_CASE("a database of another program is adopted and changed, and loses nothing", "[hostile]") {
    const std::vector<hostile_database> databases = hostile_databases(HOSTILE_FOLDER);
    const std::vector<adopted> schemas = all_adopted();
    REQUIRE(schemas.size() >= 25);
    REQUIRE(schemas.size() == databases.size());
    for (const adopted& a : schemas) {
        DYNAMIC_SECTION(a.name) {
            const hostile_database& h = named(databases, a.name);
            const auto db = opened(h), untouched = opened(h);
            const snapshot found = inspect(*db);
            CHECK(faults_of(a.declared) == names{});

            // squall push: nothing to do. Nor by what a snapshot has kept.
            CHECK(compare(found, with_kept(a.declared, found))->sentences == names{});
            CHECK(differences_of(a.declared, found) == names{});
            const snapshot recorded = from_json(to_json(a.declared), "snapshot");
            CHECK(differences_of(a.declared, recorded) == names{});
            CHECK(kept_sentences(a.declared, found) == names{});
            // Every clause that can be declared is declared, and nothing of these is kept.
            if (h.name.starts_with("clause_")) {
                CHECK(header_of(found, columns_of_views(*db, found), "x", "x").problems == names{});
                CHECK(differences_of(a.alone, found) == names{});
                CHECK(kept_sentences(a.alone, found) == names{});
                CHECK(compare(found, with_kept(a.alone, found))->sentences == names{});
            }

            // The migrations make the same database anew.
            const auto fresh = open_sqlite(":memory:", false);
            migrate_by_text(*fresh, *compare({}, a.declared));
            CHECK(differences_of(found, inspect(*fresh)) == names{});

            // An unrelated change rebuilds every table.
            const snapshot changed = with_change(a.declared), wanted = with_kept(changed, recorded);
            const auto d = compare(recorded, wanted);
            CHECK(d->losses == names{});
            const auto before = content(*db);
            const auto words_before = words(*db), words_of_rebuilt = [&] {
                migrate_by_text(*db, *d);
                return words(*db);
            }();
            CHECK(content(*db) == before);
            std::vector<std::string> lost;
            std::set_difference(words_before.begin(), words_before.end(), words_of_rebuilt.begin(), words_of_rebuilt.end(),
                                std::back_inserter(lost));
            CHECK(lost == std::vector<std::string>{});
            CHECK(comments(*db) == comments(*untouched));
            CHECK(differences_of(wanted, inspect(*db)) == names{});
            CHECK(rows(*db, "SELECT name FROM sqlite_master WHERE name LIKE 'squall\\_kept%' ESCAPE '\\'").empty());
            CHECK(behaviour(*db, h) == behaviour(*untouched, h));

            // A column more, without a rebuild, and the change by what the database itself tells.
            const auto again = opened(h);
            snapshot longer = a.declared;
            for (table_shape& t : longer.tables)
                if (t.columns.size() < 100) t.columns.push_back({.name = "added_by_test", .type = "TEXT"});
            migrate_by_text(*again, *compare(found, with_kept(longer, found)));
            CHECK(differences_of(with_kept(longer, found), inspect(*again)) == names{});
            CHECK(behaviour(*again, h).size() == h.probes.size());
        }
    }
}
