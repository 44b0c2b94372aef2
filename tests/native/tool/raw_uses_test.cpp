#include "tool/raw_uses.hpp"

#include <catch2/catch.hpp>

using squall::tool::raw_uses_in;

namespace {
std::vector<std::string> uses(std::string_view source) {
    std::vector<std::string> all;
    for (const auto& use : raw_uses_in(source)) all.push_back(std::to_string(use.line) + " " + use.name + " " + use.sql);
    return all;
}
using lines = std::vector<std::string>;
}  // namespace

TEST_CASE("every use of raw SQL is found", "[tool][raw]") {
    CHECK(uses("auto a = raw<\"random()\", std::int64_t>();\nauto b = squall::raw  <\n  \"a \"\n  \"b\", bool>(x);") ==
          lines{"1 raw random()", "2 raw a b"});
    CHECK(uses("raw_table<\"info\", \"pragma_table_info($1)\">(t); raw_query<R\"(SELECT 'x')\", row>(); raw_write<\"DELETE FROM t\">();") ==
          lines{"1 raw_table pragma_table_info($1)", "1 raw_query SELECT 'x'", "1 raw_write DELETE FROM t"});
    CHECK(uses("raw<text, bool>()") == lines{"1 raw "});
    CHECK(uses("raw /* why */ < // because\n\"1\", bool>()") == lines{"1 raw 1"});
}

TEST_CASE("comments, texts and other names are no use", "[tool][raw]") {
    CHECK(uses("// raw<\"x\">\n/* raw<\"x\"> */ \"raw<'x'>\" draw<\"x\"> raws<\"x\"> raw(\"x\") raw_rows<1>").empty());
    CHECK(uses("R\"sql(raw<\"x\">)sql\" + 1'000 + raw<\"y\">").size() == 1);
    CHECK(uses("'\"' + raw<\"y\">('\\'')") == lines{"1 raw y"});
    CHECK(uses("\"\\\"raw<\" // end").empty());
    for (const char* broken : {"", "\"", "raw<", "raw<\"", "R\"", "R\"(", "/*", "//", "raw<R\"x(", "'\\", "/"}) CHECK_NOTHROW(uses(broken));
}
