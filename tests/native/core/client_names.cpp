// Names that the generated client cannot have, and how it writes those that are no identifiers.
#include "wasm/client_names.hpp"

#include <catch2/catch.hpp>

using namespace squall;

TEST_CASE("a domain or function is not called as something of the client or of every object", "[core][client_names]") {
    for (std::string_view name : {"batch", "bookmark", "constructor", "then", "__proto__"}) CHECK(is_name_of_client(name));
    for (std::string_view name : {"constructor", "then", "__proto__"}) CHECK(is_name_of_objects(name));
    for (std::string_view name : {"batches", "agents", "", "Batch", "performer"}) CHECK_FALSE(is_name_of_client(name));
    for (std::string_view name : {"batch", "get", "delete", "toString2"}) CHECK_FALSE(is_name_of_objects(name));
}

TEST_CASE("a name that is no identifier is a quoted property", "[core][client_names]") {
    CHECK(property("workspace_id") == "workspace_id");
    CHECK(property("Order ID") == "\"Order ID\"");
    CHECK(property("2fa") == "\"2fa\"");
    CHECK(property("a-b") == "\"a-b\"");
    CHECK(property("") == "\"\"");
    CHECK(property("größe") == "\"größe\"");
    CHECK(property("a\"\\\n") == "\"a\\\"\\\\\\u000a\"");
    CHECK(key("__proto__") == "[\"__proto__\"]");
    CHECK(key("a b") == "\"a b\"");
    for (std::string_view name : {"0", "7", "2024"}) CHECK(is_index(name));
    for (std::string_view name : {"", "07", "2024a", "-1", "1.5"}) CHECK_FALSE(is_index(name));
}
