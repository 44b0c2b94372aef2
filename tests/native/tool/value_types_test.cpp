// Blobs, exact integers and types with a codec in the tool: calls by name, rows that seed makes, cells that verify finds.
#include <catch2/catch.hpp>

#include "migrate/declared.hpp"
#include "migrate/verify_rows.hpp"
#include "schema_of_sql.hpp"
#include "squall/sqlite/sqlite_database.hpp"
#include "tests/worker/value_types/functions.hpp"
#include "tool/call_by_name.hpp"
#include "tool/callable.hpp"
#include "tool/seed_rows.hpp"

using namespace squall;

namespace {

const std::string tables = std::string(create_table<value_types::schema::folders>) + ";" +
                           std::string(create_table<value_types::schema::files>) + ";" +
                           std::string(create_table<value_types::schema::prices>);

struct caller {
    sqlite_database db = sqlite_database::in_memory();
    std::vector<tool::callable> functions = tool::callables_of(value_types::all_functions{});
    caller() { REQUIRE(db.execute(tables).ok()); }
    std::string call(std::string_view name, std::string_view arguments) {
        const tool::callable* function = tool::find_callable(functions, name);
        REQUIRE(function != nullptr);
        return tool::call_by_name(db, *function, arguments).json;
    }
};

}  // namespace

TEST_CASE("a call by name has blobs as hexadecimal digits and bigints as digits", "[tool][value_types]") {
    caller c;
    CHECK(c.call("folders.create", R"({"id":"f","key":"00fF"})") == R"({"id":"f","key":"00ff"})");
    const std::string file = R"({"id":"9223372036854775807","folder_id":"f","data":"","hash":null,"size":"-9007199254740993"})";
    CHECK(c.call("files.create", R"({"id":"9223372036854775807","folder_id":"f","data":"","size":-9007199254740993})") == file);
    CHECK(c.call("files.get", R"({"id":9223372036854775807})") == file);
    CHECK(c.call("files.size_of", R"({"id":"9223372036854775807"})") == R"("-9007199254740993")");
    CHECK(c.call("files.data_of", R"({"id":"9223372036854775807"})") == R"("")");
    CHECK(c.call("files.data_of", R"({"id":"1"})") == "null");
    CHECK(c.call("files.list_by_ids", R"({"ids":["9223372036854775807",1]})") == '[' + file + ']');
    CHECK(c.call("files.update", R"({"id":"9223372036854775807","patch":{"hash":"0a"}})").find(R"("hash":"0a")") != std::string::npos);
    CHECK(c.call("files.list_by_hashes", R"({"hashes":["0a","0b"]})").find(R"("hash":"0a")") != std::string::npos);
    const std::string tree = c.call("folders.tree", R"({"key":"00ff"})");
    CHECK(tree.find(R"("files":[{"id":"9223372036854775807","hash":"0a","size":"-9007199254740993"}])") != std::string::npos);
    CHECK(c.call("prices.set", R"({"country":"de","price":1999,"priority":5})") ==
          R"({"country":"de","price":1999,"reduced":null,"priority":5})");
}

TEST_CASE("a call by name returns no rounded number, and names the column", "[tool][value_types]") {
    caller c;
    CHECK(c.call("folders.create", R"({"id":"f","key":"00"})").find("error") == std::string::npos);
    c.call("files.create", R"({"id":"1","folder_id":"f","data":"","size":"9223372036854775807"})");
    CHECK(c.call("files.size_of", R"({"id":"1"})") == R"("9223372036854775807")");
    CHECK(c.call("files.size_plus_one", R"({"id":"1"})").find("limit: a stored value is not an integer of 64 bits") != std::string::npos);
    REQUIRE(c.db.execute("UPDATE files SET size = 'large'").ok());
    const std::string unread = c.call("files.get", R"({"id":"1"})");
    CHECK(unread.find("limit: size is not an integer of 64 bits and cannot be read exactly as a bigint") != std::string::npos);
    CHECK(unread.find(R"("columns":["size"])") != std::string::npos);
}

TEST_CASE("a call by name refuses what is no blob and no bigint", "[tool][value_types]") {
    caller c;
    for (const char* wrong : {R"("0")", R"("0g")", R"("0x0a")", "1", "[1]", "true"})
        CHECK(c.call("folders.create", R"({"id":"f","key":)" + std::string(wrong) + '}').find("key must be") != std::string::npos);
    for (const char* wrong : {R"("")", R"("1.0")", R"(" 1")", "1.5", R"("9223372036854775808")", "9223372036854775808", "true", R"("0x1")"})
        CHECK(c.call("files.get", R"({"id":)" + std::string(wrong) + '}').find("id must be a bigint from -2^63 to 2^63 - 1") !=
              std::string::npos);
}

TEST_CASE("seed fills columns of these types, and verify finds cells of others", "[tool][value_types]") {
    const auto schema = migrate::declare(value_types::schema::tables);
    const auto db = test::database_of_sql(tables);
    for (const tool::seeded_table& t : tool::seed_rows(*db, schema, {.rows = 20})) {
        CAPTURE(t.table, t.why);
        CHECK(t.rows == 20);
    }
    CHECK(db->count("SELECT count(*) FROM files WHERE typeof(data) = 'blob' AND length(data) > 0") == 20);
    CHECK(db->count("SELECT count(DISTINCT key) FROM folders") == 20);
    CHECK(migrate::verify_rows(*db, schema, {}).problems.empty());
    db->run({{"UPDATE files SET data = 'text', size = 1.5 WHERE rowid = (SELECT min(rowid) FROM files)"}});
    std::string found;
    for (const migrate::row_problem& p : migrate::verify_rows(*db, schema, {}).problems) found += p.column + ' ' + p.what + "; ";
    CHECK(found == "data is not a blob; size is not an integer; ");
}
