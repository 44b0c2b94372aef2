// wrangler's configuration in its three forms, read as wrangler reads it.
#include <catch2/catch.hpp>

#include "migrate/failure.hpp"
#include "tool/wrangler_config.hpp"

using namespace squall::tool;
using squall::migrate::failure;

namespace {

std::string shown(const std::vector<wrangler_database>& all) {
    std::string out;
    for (const wrangler_database& d : all)
        out += d.binding + '|' + d.database_name + '|' + d.database_id + '|' + d.preview_database_id + '|' + d.migrations_dir + '|' +
               d.migrations_table + '|' + d.migrations_pattern + '\n';
    return out;
}
std::string toml(const std::string& text, const std::string& environment = {}) {
    return shown(read_wrangler_toml(text, "wrangler.toml", environment));
}
std::string json(const std::string& text, const std::string& environment = {}) {
    return shown(read_wrangler_json(text, "wrangler.jsonc", environment));
}

}  // namespace

TEST_CASE("wrangler.toml: tables, inline tables, spaces, comments, strings of every kind") {
    const std::string one = "DB|app|1-2||db/migrations|done|\n";
    CHECK(toml("[[d1_databases]]\nbinding = \"DB\"\ndatabase_name = 'app' # comment\ndatabase_id=\"1-2\"\nmigrations_dir = "
               "\"db/migrations\"\nmigrations_table = \"done\"\n") == one);
    CHECK(toml("d1_databases = [{ binding = \"DB\", database_name = \"app\", database_id = \"1-2\", migrations_dir = \"db/migrations\", "
               "migrations_table = \"done\" }]") == one);
    CHECK(toml("d1_databases = [\n  { binding = \"DB\", database_name = \"app\", \"database_id\" = \"1-2\", migrations_dir = "
               "'db/migrations', migrations_table = '''done''' },\n]\n") == one);
    CHECK(toml("[[ d1_databases ]]\n\"binding\" = \"\"\"\nDB\"\"\"\ndatabase_name = \"a\\u0070p\"\ndatabase_id = '1-2'\nmigrations_dir = "
               "\"\"\"db/\\\n   migrations\"\"\"\nmigrations_table = 'done'") == one);
    CHECK(toml("note = \"\"\"\n[[d1_databases]]\nbinding = \"no\"\n\"\"\"\n[vars]\nbinding = \"no\"\n") == "");
    CHECK(toml("[[d1_databases]]\nbinding = \"A\"\n[[d1_databases]]\nbinding = \"B\"\nmigrations_pattern = \"m/*/migration.sql\"\n") ==
          "A||||||\nB||||||m/*/migration.sql\n");
}

TEST_CASE("wrangler.jsonc: comments, commas behind the last, and neither within strings") {
    const std::string one = "DB|a//p, ]|1-2||/*dir*/||\n";
    CHECK(json("{\"d1_databases\": [{\"binding\": \"DB\", \"database_name\": \"a//p, ]\", \"database_id\": \"1-2\", \"migrations_dir\": "
               "\"/*dir*/\"}]}") == one);
    CHECK(
        json("\xEF\xBB\xBF// first\n{ /* a , ] */ \"d1_databases\" /**/ : [ { \"binding\": \"DB\", // x\n \"database_name\": \"a//p, ]\",\n"
             "\"database_id\": \"1-2\", \"migrations_dir\": \"/*dir*/\", /* , */ }, // last\n ], } // end") == one);
    CHECK(json("{\"vars\": {\"q\": \"\\\\\"}, \"d1_databases\": [{\"binding\": \"quote \\\" // in\"}]}") == "quote \" // in||||||\n");
    CHECK(json("{}") == "");
}

TEST_CASE("an environment has databases of its own") {
    const std::string text = "[[d1_databases]]\nbinding = \"TOP\"\n[[env.staging.d1_databases]]\nbinding = \"S\"\n[env.empty]\n";
    CHECK(toml(text) == "TOP||||||\n");
    CHECK(toml(text, "staging") == "S||||||\n");
    CHECK(toml(text, "empty") == "");
    CHECK_THROWS_WITH(toml(text, "none"), "wrangler.toml: there is no environment none");
    const std::string same =
        R"({"d1_databases": [{"binding": "TOP"}], "env": {"staging": {"d1_databases": [{"binding": "S"}]}, "empty": {}}})";
    CHECK(json(same, "staging") == "S||||||\n");
    CHECK(json(same, "empty") == "");
    CHECK_THROWS_WITH(json(same, "none"), "wrangler.jsonc: there is no environment none");
}

TEST_CASE("a configuration that cannot be read says where") {
    CHECK_THROWS_AS(toml("a = 1\nb = \n"), failure);
    CHECK_THROWS_WITH(toml("a = 1\nb = [\n"), Catch::Contains("wrangler.toml: line "));
    CHECK_THROWS_WITH(toml("d1_databases = \"x\""), Catch::Contains("must be a list of tables"));
    CHECK_THROWS_WITH(toml("[[d1_databases]]\nmigrations_dir = 5"), Catch::Contains("migrations_dir of d1_databases must be a string"));
    CHECK_THROWS_WITH(json("{\"a\": 1 /* open }"), Catch::Contains("never closed"));
    CHECK_THROWS_WITH(json("{\"d1_databases\": {}}"), Catch::Contains("must be a list of objects"));
    CHECK_THROWS_WITH(json("{\"d1_databases\": [{\"binding\": 1}]}"), Catch::Contains("binding of d1_databases must be a string"));
    CHECK_THROWS_AS(json("{"), failure);
}
