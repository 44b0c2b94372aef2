// Plans performed: one or many in a batch, all or nothing, with typed results.
#include "squall/core/database.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

#include "bank.hpp"

using namespace bank;

TEST_CASE("a plan gives its result in its own shape", "[core][database]") {
    opened db;
    CHECK(shown(value_of(db.run(get({.id = "a"})))) == "a|ann|100");
    CHECK(shown(value_of(db.run(find({.id = "a"})))) == "a|ann|100");
    CHECK(shown(value_of(db.run(find({.id = "z"})))) == "NULL");
    CHECK(shown(value_of(db.run(find_all({.least = 50})))) == lines{"a|ann|100"});
    CHECK(value_of(db.run(bank::count())) == 2);
    CHECK(value_of(db.run(bank::close({.id = "a"}))) == true);
    CHECK(value_of(db.run(bank::close({.id = "a"}))) == false);
    CHECK(value_of(db.run(deposit({.id = "b", .amount = 1}))) == nothing{});
}

namespace {
template <template <fixed_string, class, auto...> class arg>
struct limit_fields {
    arg<"least", std::int64_t> least{};
};
plan<std::optional<std::int64_t>> largest_balance(arguments<limit_fields>&& args) {
    constexpr auto query =
        select_value<std::optional<std::int64_t>>(max(accounts.balance)).from(accounts).where(accounts.balance >= param<"least">);
    return single<std::optional<std::int64_t>>(query, args);
}
plan<std::optional<std::int64_t>> balance(account_args&& args) {
    constexpr auto query = select_value<std::int64_t>(accounts.balance).from(accounts).where(accounts.id == param<"id">);
    return single<std::optional<std::int64_t>>(query, args);
}
}  // namespace

TEST_CASE("a value that may be null is nothing, not 0", "[core][database]") {
    opened db;
    CHECK(value_of(db.run(largest_balance({.least = 0}))) == 100);
    CHECK(value_of(db.run(largest_balance({.least = 1000}))) == std::nullopt);
    CHECK(value_of(db.run(balance({.id = "b"}))) == 5);
    CHECK(value_of(db.run(balance({.id = "z"}))) == std::nullopt);
}

TEST_CASE("a row that must be there and is not is not_found", "[core][database]") {
    opened db;
    CHECK(error_of(db.run(get({.id = "z"}))) == "not_found");
}

TEST_CASE("a batch gives every plan's result, in order", "[core][database]") {
    opened db;
    const auto [opened_now, found, missing, all, number, gone] =
        value_of(db.batch(bank::open({.id = "c", .owner = "cleo"}), get({.id = "c"}), find({.id = "z"}), find_all({}), bank::count(),
                          bank::close({.id = "b"})));
    CHECK(shown(opened_now) == "c|cleo|0");
    CHECK(shown(found) == "c|cleo|0");
    CHECK_FALSE(missing);
    CHECK(shown(all) == lines{"a|ann|100", "b|bob|5", "c|cleo|0"});
    CHECK(number == 3);
    CHECK(gone);
    CHECK(db.balances() == lines{"a|ann|100", "c|cleo|0"});
}

TEST_CASE("a batch of a list of plans", "[core][database]") {
    opened db;
    std::vector<plan<Account>> plans;
    for (int i = 0; i < 500; ++i) plans.push_back(bank::open({.id = "c" + std::to_string(i), .owner = std::to_string(i)}));
    CHECK(value_of(db.batch(plans)).size() == 500);
    CHECK(value_of(db.run(bank::count())) == 502);
    CHECK(error_of(db.batch(plans)).starts_with("conflict: accounts."));
}

TEST_CASE("a batch is all or nothing, whichever plan fails", "[core][database]") {
    opened db;
    const auto fine = [] { return deposit({.id = "a", .amount = 1}); };
    CHECK(error_of(db.batch(bank::open({.id = "a", .owner = "x"}), fine(), fine())) == "conflict: accounts.id");
    CHECK(error_of(db.batch(fine(), bank::open({.id = "c", .owner = "ann"}), fine())) == "conflict: accounts.owner");
    CHECK(error_of(db.batch(fine(), fine(), deposit({.id = "z", .amount = 1}))) == "not_found: account");
    CHECK(db.balances() == at_first);
}

TEST_CASE("one refused plan refuses the batch before anything is sent", "[core][database]") {
    opened db;
    CHECK(error_of(db.batch(deposit({.id = "a", .amount = 1}), bank::open({.id = "c", .owner = ""}))) ==
          "invalid_argument: owner must not be blank");
    CHECK(error_of(db.run(bank::open({.id = "c", .owner = ""}))) == "invalid_argument: owner must not be blank");
    std::vector<plan<nothing>> plans;
    plans.push_back(deposit({.id = "a", .amount = 1}));
    plans.push_back(deposit({.id = "a", .amount = 0}));
    CHECK(error_of(db.batch(plans)) == "invalid_argument: amount must be at least 1");
    CHECK(db.balances() == at_first);
}

TEST_CASE("a plan without statements takes its place in a batch", "[core][database]") {
    opened db;
    const auto empty = [] { return plan<std::vector<Account>>{}; };
    CHECK(value_of(db.run(empty())).empty());
    CHECK(value_of(db.run(plan<std::optional<Account>>{})) == std::nullopt);
    CHECK(value_of(db.run(plan<std::int64_t>{})) == 0);
    const auto [before, changed, after, number] = value_of(db.batch(empty(), deposit({.id = "a", .amount = 1}), empty(), bank::count()));
    CHECK(before.empty());
    CHECK(after.empty());
    CHECK(number == 2);
    CHECK(error_of(db.batch(empty(), deposit({.id = "z", .amount = 1}))) == "not_found: account");
    CHECK(db.batch(empty(), empty()).ok());
    CHECK(value_of(db.batch(std::vector<plan<Account>>{})).empty());
}

TEST_CASE("a foreign key that is broken undoes the batch", "[core][database]") {
    opened db;
    REQUIRE(db.run(withdraw({.id = "a", .amount = 1})).ok());
    const auto before = db.balances();
    CHECK(error_of(db.batch(deposit({.id = "b", .amount = 1}), bank::close({.id = "a"}))) == "foreign_key");
    CHECK(db.balances() == before);
    CHECK(value_of(db.run(bank::close({.id = "b"}))));
}

TEST_CASE("a deferred violation is found at the end, and undoes the batch", "[core][database]") {
    opened db;
    CHECK(error_of(db.execute("PRAGMA defer_foreign_keys = on; UPDATE accounts SET balance = 0; INSERT INTO moves VALUES (1, 'z', 1)")) ==
          "foreign_key");
    CHECK(db.balances() == at_first);
    CHECK(value_of(db.run(deposit({.id = "a", .amount = 1}))) == nothing{});  // the connection is usable again
}

TEST_CASE("values go in and come out as they are", "[core][database]") {
    opened db;
    const std::string odd = std::string("Ü \"q\" 's' 100% _x\n\\ 日本 😀 ") + '\0' + " end", large(1'000'000, 'x');
    for (const std::string& text : {odd, large, std::string("003"), std::string("1e3"), std::string("NULL"), std::string("a?1 :b @c $d")}) {
        CHECK(value_of(db.run(bank::open({.id = text, .owner = text}))).owner == text);
        CHECK(value_of(db.run(get({.id = text}))).id == text);
    }
}

TEST_CASE("integers of 64 bits stay exact", "[core][database]") {
    opened db;
    for (std::int64_t n : {std::int64_t{9007199254740993}, INT64_MAX, INT64_MIN + 1}) {
        const std::string id = std::to_string(n);
        CHECK(value_of(db.run(bank::open({.id = id, .owner = id, .balance = n}))).balance == n);
        CHECK(value_of(db.run(get({.id = id}))).balance == n);
    }
}

TEST_CASE("a database that another connection holds is unavailable, and worth a retry", "[core][database]") {
    const auto path = std::filesystem::temp_directory_path() / ("squall_locked_" + std::to_string(getpid()) + ".sqlite");
    {
        auto first = value_of(sqlite_database::open(path.string())), second = value_of(sqlite_database::open(path.string()));
        sqlite3_busy_timeout(second.handle(), 0);
        REQUIRE(first.execute(std::string(create_table<accounts>)).ok());
        sqlite3_exec(first.handle(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        for (const auto& held :
             {second.batch(bank::open({.id = "a", .owner = "ann"})), second.batch(bank::open({.id = "b", .owner = "bob"}))}) {
            REQUIRE_FALSE(held.ok());
            CHECK(held.error().kind == error_kind::unavailable);
            CHECK(held.error().retryable);
            CHECK(held.error().message == "unavailable: the database is locked");
        }
        sqlite3_exec(first.handle(), "COMMIT", nullptr, nullptr, nullptr);
        CHECK(second.run(bank::open({.id = "a", .owner = "ann"})).ok());
    }
    std::filesystem::remove(path);
}
