// Guards in every place that a batch has for one.
#include "bank.hpp"

using namespace bank;

namespace {

enum class place { nowhere, first, middle, last };

/// Two deposits, and a guard somewhere that requires an account.
plan<nothing> two_deposits(place where, amount_args args, const char* required) {
    constexpr auto change = update(accounts).set(accounts.balance = accounts.balance + param<"amount", std::int64_t>).where(this_account);
    constexpr auto check =
        guard(must_exist<"required">(exists(select(accounts.id).from(accounts).where(accounts.id == param<"required">))));
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args, bind<"required">(text_value(required))};
    if (where == place::first) p.run(check, in);
    p.run(change, in);
    if (where == place::middle) p.run(check, in);
    p.run(change, in);
    if (where == place::last) p.run(check, in);
    return p;
}
/// A plan that is a guard and nothing else.
plan<nothing> only_guard(const char* id) {
    account_args args{.id = id};
    plan<nothing> p{args};
    p.run(guard(account_is_there), inputs{args});
    return p;
}
int batch_index_of(const result<std::tuple<nothing, nothing, nothing>>& r) { return r.ok() ? -1 : r.error().batch_index; }

}  // namespace

TEST_CASE("a guard undoes its plan wherever it stands in it", "[core][guard]") {
    opened db;
    for (place where : {place::first, place::middle, place::last}) {
        CHECK(error_of(db.run(two_deposits(where, {.id = "a", .amount = 1}, "z"))) == "not_found: required");
        CHECK(db.balances() == at_first);
    }
}

TEST_CASE("a guard that holds lets the writes through wherever it stands", "[core][guard]") {
    opened db;
    for (place where : {place::nowhere, place::first, place::middle, place::last})
        CHECK(value_of(db.run(two_deposits(where, {.id = "a", .amount = 1}, "b"))) == nothing{});
    CHECK(db.balances() == lines{"a|ann|108", "b|bob|5"});
}

TEST_CASE("a guard undoes the whole batch, and its batch index names the plan", "[core][guard]") {
    opened db;
    const auto fine = [] { return two_deposits(place::nowhere, {.id = "a", .amount = 1}, "b"); };
    for (place where : {place::first, place::middle, place::last}) {
        const auto fails = [&] { return two_deposits(where, {.id = "b", .amount = 1}, "z"); };
        CHECK(batch_index_of(db.batch(fails(), fine(), fine())) == 0);
        CHECK(batch_index_of(db.batch(fine(), fails(), fine())) == 1);
        CHECK(batch_index_of(db.batch(fine(), fine(), fails())) == 2);
        CHECK(db.balances() == at_first);
    }
}

TEST_CASE("a guard may stand between plans", "[core][guard]") {
    opened db;
    const auto fine = [] { return deposit({.id = "a", .amount = 1}); };
    CHECK(batch_index_of(db.batch(only_guard("z"), fine(), fine())) == 0);
    CHECK(batch_index_of(db.batch(fine(), only_guard("z"), fine())) == 1);
    CHECK(batch_index_of(db.batch(fine(), fine(), only_guard("z"))) == 2);
    CHECK(db.balances() == at_first);
    CHECK(db.batch(fine(), only_guard("b"), fine()).ok());
    CHECK(db.balances() == lines{"a|ann|102", "b|bob|5"});
}

TEST_CASE("the first guard that fails is the one that is told", "[core][guard]") {
    opened db;
    const auto r = db.batch(withdraw({.id = "a", .amount = 1}), withdraw({.id = "b", .amount = 6}), withdraw({.id = "z", .amount = 1}));
    REQUIRE_FALSE(r.ok());
    CHECK(r.error().kind == error_kind::guard_failed);
    CHECK(r.error().guard == "solvent");
    CHECK(r.error().message == "guard_failed: solvent");
    CHECK(r.error().batch_index == 1);
    CHECK_FALSE(r.error().retryable);
    CHECK(db.balances() == at_first);
}

TEST_CASE("the requirements of one guard are asked in order", "[core][guard]") {
    opened db;
    constexpr auto rich = must_hold<"rich">(scalar(select(accounts.balance).from(accounts).where(this_account)) >= literal<50>);
    constexpr auto free = must_be_free<"owner">(!exists(select(accounts.id).from(accounts).where(accounts.owner == literal<"bob">)));
    constexpr auto refers = must_refer<"branch">(exists(select(accounts.id).from(accounts).where(accounts.id == literal<"branch">)));
    const auto ask = [&](const char* id, const auto& statement) {
        account_args args{.id = id};
        plan<nothing> p{args};
        p.run(statement, inputs{args});
        return error_of(db.run(p));
    };
    CHECK(ask("z", guard(account_is_there, rich, free, refers)) == "not_found: account");
    CHECK(ask("b", guard(account_is_there, rich, free, refers)) == "guard_failed: rich");
    CHECK(ask("a", guard(account_is_there, rich, free, refers)) == "conflict: owner");
    CHECK(ask("a", guard(account_is_there, rich, refers, free)) == "foreign_key: branch");
    CHECK(ask("a", guard(account_is_there, rich)) == "no error");
    CHECK(ask("z", guard(rich)) == "guard_failed: rich");  // null is not true
}

TEST_CASE("in a batch a read of one row is guarded, and undoes what went before", "[core][guard]") {
    opened db;
    const auto r = db.batch(deposit({.id = "a", .amount = 1}), get({.id = "z"}));
    REQUIRE_FALSE(r.ok());
    CHECK(shown(r.error()) == "not_found: row");
    CHECK(r.error().batch_index == 1);
    CHECK(db.balances() == at_first);
    CHECK(error_of(db.batch(get({.id = "z"}), deposit({.id = "a", .amount = 1}))) == "not_found: row");
    CHECK(db.balances() == at_first);
}

TEST_CASE("a row guard asks what the read asks, with its chosen pieces", "[core][guard]") {
    opened db;
    const auto deposited = [] { return deposit({.id = "a", .amount = 1}); };
    CHECK(shown(std::get<1>(value_of(db.batch(deposited(), first({.least = 101}))))) == "a|ann|101");
    CHECK(shown(std::get<1>(value_of(db.batch(deposited(), first({.owner = "bob", .least = 5}))))) == "b|bob|5");
    CHECK(shown(std::get<1>(value_of(db.batch(deposited(), first({}))))) == "a|ann|103");
    CHECK(error_of(db.batch(deposited(), first({.owner = "bob", .least = 6}))) == "not_found: row");
    CHECK(error_of(db.batch(deposited(), first({.owner = "zoe"}))) == "not_found: row");
    CHECK(db.balances() == lines{"a|ann|103", "b|bob|5"});
}

TEST_CASE("in a batch a row may be one that an earlier plan made", "[core][guard]") {
    opened db;
    CHECK(shown(std::get<1>(value_of(db.batch(bank::open({.id = "c", .owner = "cleo"}), get({.id = "c"}))))) == "c|cleo|0");
    CHECK(error_of(db.batch(bank::close({.id = "c"}), get({.id = "c"}))) == "not_found: row");
    CHECK(shown(value_of(db.run(get({.id = "c"})))) == "c|cleo|0");
}
