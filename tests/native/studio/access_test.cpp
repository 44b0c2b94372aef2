// Who may ask: hosts, origins and the token of the address.
#include "studio/access.hpp"

#include <catch2/catch.hpp>

using squall::studio::new_token;
using squall::studio::same_secret;

TEST_CASE("the studio's host and origin are its own, with its port", "[studio]") {
    const squall::studio::access a("secret", 4983);
    CHECK(a.address() == "http://127.0.0.1:4983/secret/");
    CHECK(a.is_our_host("127.0.0.1:4983"));
    CHECK(a.is_our_host("localhost:4983"));
    for (const char* host : {"", "127.0.0.1", "127.0.0.1:49830", "127.0.0.1:498", "evil.example:4983", "localhost.evil.example:4983"}) {
        CAPTURE(host);
        CHECK_FALSE(a.is_our_host(host));
        CHECK_FALSE(a.is_our_origin("http://" + std::string(host)));
    }
    CHECK(a.is_our_origin("http://localhost:4983"));
    for (const char* origin : {"null", "https://localhost:4983", "http://localhost:4983/", "localhost:4983", "http://"}) {
        CAPTURE(origin);
        CHECK_FALSE(a.is_our_origin(origin));
    }
}

TEST_CASE("the studio's paths begin with the token, and only with it", "[studio]") {
    const squall::studio::access a("secret", 1);
    std::string rest = "before";
    for (const char* path : {"", "/", "secret/x", "/secret", "/secre/x", "/secretsecret/x", "/Secret/x", "//secret/x", "/other/secret/x"}) {
        CAPTURE(path);
        CHECK_FALSE(a.may_enter(path, rest));
        CHECK(rest == "before");
    }
    CHECK(a.may_enter("/secret/", rest));
    CHECK(rest.empty());
    CHECK(a.may_enter("/secret/api/rows", rest));
    CHECK(rest == "api/rows");
}

TEST_CASE("secrets are compared as a whole, and tokens differ", "[studio]") {
    CHECK(same_secret("abc", "abc"));
    CHECK(same_secret("", ""));
    for (const char* other : {"", "ab", "abcabc", "abd", "ABC"}) {
        CHECK_FALSE(same_secret("abc", other));
        CHECK_FALSE(same_secret(other, "abc"));
    }
    const std::string token = new_token();
    CHECK(token.size() == 48);
    CHECK(token.find_first_not_of("0123456789abcdef") == token.npos);
    CHECK(token != new_token());
}
