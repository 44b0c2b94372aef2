// Answers of D1's REST interface that are no JSON from some place on.
#include "bindings/d1_rest/rest_reply.hpp"

#include <catch2/catch.hpp>

using namespace squall;

namespace {

d1_rest::read_reply read(std::string body, d1_rest::reply_form form = d1_rest::reply_form::raw, long status = 200) {
    return d1_rest::read(body, status, form);
}

}  // namespace

TEST_CASE("an answer that breaks off inside a list is a fault, wherever it breaks off") {
    const std::string whole =
        R"({"success":true,"errors":[],"result":[{"success":true,"meta":{"changes":2},"results":{"columns":["a","b"],"rows":[[1,"x"],[2.5,null]]}}]})";
    REQUIRE(read(whole).fault.empty());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(read(whole.substr(0, length)).fault.empty());
    }
}

TEST_CASE("an answer with a token that is no JSON is a fault") {
    const std::vector<std::string> bodies = {
        R"({"success":false,"errors":[{"code":7505e:7)= ),IQUE con50),NSTR})",
        R"({"success":true,"errors":[{"message":"x","code":1e}]})",
        R"({"success":true,"errors":[{"message":tru)",
        R"({"success":true,"result":[{"meta":{"changes":1},"results":[}]})",
        R"({"success":true,"result":[{"results":{"columns":["a"],"rows":[[nul]]}}]})",
        R"({"success":true,"result":[{"results":{"columns":["a"],"rows":[[1]}}]})",
        R"({"success":true,"result":[]}})",
    };
    for (const std::string& body : bodies)
        for (const auto form : {d1_rest::reply_form::raw, d1_rest::reply_form::query}) {
            CAPTURE(body, form == d1_rest::reply_form::raw);
            CHECK_FALSE(read(body, form).fault.empty());
            CHECK_FALSE(read(body, form, 400).fault.empty());
        }
}

TEST_CASE("of a refusal that breaks off after its first error, the error is kept") {
    CHECK(read(R"({"success":false,"errors":[{"message":"no such table: a","code":7500},tru]})").fault == "no such table: a [code: 7500]");
}
