// What a JSON document is made of, told from its text.
#include "squall/core/json_shape.hpp"

#include <catch2/catch.hpp>

using namespace squall;

TEST_CASE("arrays and objects are told by their first character", "[core][json_shape]") {
    for (const char* text : {"[]", " \t\r\n[1]"}) CHECK(is_json_array(text));
    for (const char* text : {"{}", "\"[\"", "", " "}) CHECK_FALSE(is_json_array(text));
    for (const char* text : {"{}", "\n{\"a\":1}"}) CHECK(is_json_object(text));
    for (const char* text : {"[]", "\"{\"", "", "1"}) CHECK_FALSE(is_json_object(text));
    for (const char* text : {"{\"a\":1}", "{ \"\":1}"}) CHECK(is_json_object_with_keys(text));
    for (const char* text : {"{}", " { } ", "[1]"}) CHECK_FALSE(is_json_object_with_keys(text));
}

TEST_CASE("lists and maps of texts hold nothing else", "[core][json_shape]") {
    for (const char* text : {"[]", "[\"a\", \"1\", \"\\\"[1]\\\\\"]", " [ \"a\" ] "}) CHECK(is_json_list_of_texts(text));
    for (const char* text : {"[1]", "[\"a\",null]", "[\"a\",[\"b\"]]", "[[]]", "[{}]", "{\"a\":\"b\"}", "\"a\"", "[true]"})
        CHECK_FALSE(is_json_list_of_texts(text));
    for (const char* text : {"{}", "{\"a\": \"b\"}", "{\"{1\":\"\\\\\"}"}) CHECK(is_json_map_of_texts(text));
    for (const char* text : {"{\"a\":1}", "{\"a\":null}", "{\"a\":{}}", "{\"a\":[\"b\"]}", "[\"a\"]", "{\"a\":\"b\",\"c\":false}"})
        CHECK_FALSE(is_json_map_of_texts(text));
}
