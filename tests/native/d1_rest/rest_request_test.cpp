// The body of a request: values as JSON has them, blobs as hexadecimal digits that the statement reads.
#include "bindings/d1_rest/rest_request.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace squall;

namespace {
std::string body_of(std::string_view sql, std::span<const value> values) {
    d1_rest::request_text request;
    request.add(sql, values, "0", false);
    return request.finish();
}
}  // namespace

TEST_CASE("a blob is sent as hexadecimal digits, wherever its parameter stands", "[d1_rest]") {
    const std::array bytes{std::byte{0}, std::byte{0xff}};
    const std::array values{blob_value(bytes), text_value("?1"), blob_value({})};
    const std::string params = R"(,"params":["00ff","?1",""]})";
    CHECK(body_of("INSERT INTO t VALUES (?1, ?2, ?3, ?1)", values) ==
          "{\"sql\":\"INSERT INTO t VALUES (unhex(?1), ?2, unhex(?3), unhex(?1))\"" + params);
    // No parameter: in quotes, and a number that only begins like one.
    CHECK(body_of("SELECT '?1', [?1], ?10 FROM t WHERE b = ?1", values) ==
          "{\"sql\":\"SELECT '?1', [?1], ?10 FROM t WHERE b = unhex(?1)\"" + params);
}
TEST_CASE("a statement without blobs is sent as it is", "[d1_rest]") {
    const std::array values{integer_value(9007199254740993), integer_value(5)};
    CHECK(body_of("SELECT ?1, '?2', ?2", values) == R"({"sql":"SELECT ?1, '?2', ?2","params":["9007199254740993",5]})");
}
