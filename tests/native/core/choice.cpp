// A call chooses an order or a statement by name: each choice is constant SQL of its own.
#include "squall/core/choose.hpp"

#include "bank.hpp"
#include "squall/core/statement_text.hpp"
#include "squall/sqlite/native_host.hpp"

using namespace bank;

namespace {

template <template <fixed_string, class, auto...> class arg>
struct sorted_fields {
    arg<"sort", one_of<"owner", "balance">, default_text<"owner">> sort{};
    arg<"direction", one_of<"asc", "desc">, default_text<"asc">> direction{};
    arg<"least", std::optional<std::int64_t>> least{};
    arg<"limit", std::int64_t, default_integer<10>> limit{};
};
constexpr auto sorted_accounts = select(accounts)
                                     .from(accounts)
                                     .where(when<"least">(accounts.balance >= param<"least">))
                                     .order_by(choice<"sort">(by<"owner">(directed<"direction">(accounts.owner)),
                                                              by<"balance">(directed<"direction">(accounts.balance.desc(), accounts.id))))
                                     .limit(param<"limit">);
plan<std::vector<Account>> sorted(arguments<sorted_fields>&& args) { return single<std::vector<Account>>(sorted_accounts, args); }

enum class Change { add, remove };
template <template <fixed_string, class, auto...> class arg>
struct change_fields {
    arg<"id", std::string> id{};
    arg<"change", Change> change{};
    arg<"amount", std::int64_t> amount{};
};
plan<Account> changed(arguments<change_fields>&& args) {
    constexpr auto amount = param<"amount", std::int64_t>;
    constexpr auto change = choice<"change">(
        by<"remove">(update(accounts).set(accounts.balance = accounts.balance - amount).where(this_account).returning(accounts)),
        by<"add">(update(accounts).set(accounts.balance = accounts.balance + amount).where(this_account).returning(accounts)));
    return single<Account>(change, args);
}

/// The same under a guard.
plan<nothing> guarded_change(arguments<change_fields>&& args) {
    constexpr auto amount = param<"amount", std::int64_t>;
    constexpr auto change =
        choice<"change">(by<"remove">(update(accounts).set(accounts.balance = accounts.balance - amount).where(this_account)),
                         by<"add">(update(accounts).set(accounts.balance = accounts.balance + amount).where(this_account)));
    constexpr auto check = guard(must_hold<"positive">(param < "amount", std::int64_t >> literal<0>),
                                 must_exist<"account">(exists(select(accounts.id).from(accounts).where(this_account))));
    plan<nothing> p{args};
    if (!p.refused()) p.run(check, change, inputs{args});
    return p;
}

std::string text_of_plan(const plan_core& p) { return variant_text(*p.statements()[0].statement, p.statements()[0].active_conditions); }

}  // namespace

TEST_CASE("each name of a choice is a constant statement", "[core][choice]") {
    constexpr auto by_owner = sorted_accounts.chosen<"owner">();
    static_assert(text_of(by_owner.chosen<"asc">()) ==
                  "SELECT id, owner, balance FROM accounts WHERE balance >= ?1 ORDER BY owner LIMIT ?2");
    static_assert(text_of(by_owner.chosen<"desc">()) ==
                  "SELECT id, owner, balance FROM accounts WHERE balance >= ?1 ORDER BY owner DESC LIMIT ?2");
    CHECK(text_of_plan(sorted({})) == "SELECT id, owner, balance FROM accounts ORDER BY owner LIMIT ?2");
    CHECK(text_of_plan(sorted({.sort = "balance"})) == "SELECT id, owner, balance FROM accounts ORDER BY balance DESC, id LIMIT ?2");
    CHECK(text_of_plan(sorted({.sort = "balance", .direction = "desc", .least = 1})) ==
          "SELECT id, owner, balance FROM accounts WHERE balance >= ?1 ORDER BY balance, id DESC LIMIT ?2");
    CHECK_FALSE(sorted({.sort = "balance"}).writes());
    CHECK(sorted({.sort = "owner"}).statements()[0].statement == sorted({}).statements()[0].statement);
}

TEST_CASE("the rows come in the chosen order", "[core][choice]") {
    opened db;
    CHECK(shown(value_of(db.run(sorted({})))) == lines{"a|ann|100", "b|bob|5"});
    CHECK(shown(value_of(db.run(sorted({.direction = "desc"})))) == lines{"b|bob|5", "a|ann|100"});
    CHECK(shown(value_of(db.run(sorted({.sort = "balance"})))) == lines{"a|ann|100", "b|bob|5"});
    CHECK(shown(value_of(db.run(sorted({.sort = "balance", .direction = "desc", .limit = 1})))) == lines{"b|bob|5"});
    CHECK(shown(value_of(db.run(sorted({.sort = "balance", .direction = "desc", .least = 50})))) == lines{"a|ann|100"});
}

TEST_CASE("a name that is none of the choice is refused before anything is sent", "[core][choice]") {
    opened db;
    CHECK(error_of(db.run(sorted({.sort = "id; DROP TABLE accounts"}))) == "invalid_argument: sort must be one of owner, balance");
    CHECK(error_of(db.run(sorted({.sort = "Owner"}))) == "invalid_argument: sort must be one of owner, balance");
    CHECK(error_of(db.run(sorted({.direction = ""}))) == "invalid_argument: direction must be one of asc, desc");
}

TEST_CASE("an enum chooses a whole statement", "[core][choice]") {
    opened db;
    CHECK(changed({.id = "a", .change = Change::add, .amount = 1}).writes());
    CHECK(changed({.id = "a", .change = Change::add, .amount = 1}).needs_row());
    CHECK(shown(value_of(db.run(changed({.id = "a", .change = Change::add, .amount = 1})))) == "a|ann|101");
    CHECK(shown(value_of(db.run(changed({.id = "b", .change = Change::remove, .amount = 5})))) == "b|bob|0");
    CHECK(error_of(db.run(changed({.id = "z", .change = Change::add, .amount = 1}))) == "not_found");
}

TEST_CASE("a guard stands before the statement that is chosen", "[core][choice]") {
    opened db;
    CHECK(error_of(db.run(guarded_change({.id = "a", .change = Change::add, .amount = 0}))) == "guard_failed: positive");
    CHECK(error_of(db.run(guarded_change({.id = "z", .change = Change::remove, .amount = 1}))) == "not_found: account");
    CHECK(value_of(db.run(guarded_change({.id = "a", .change = Change::add, .amount = 7}))) == nothing{});
    CHECK(value_of(db.run(guarded_change({.id = "a", .change = Change::remove, .amount = 2}))) == nothing{});
    CHECK(shown(value_of(db.run(sorted({.sort = "owner", .limit = 1})))) == lines{"a|ann|105"});
}

TEST_CASE("named queries stand before each statement of a choice", "[core][choice]") {
    constexpr auto rich = named<"rich">(select(accounts.id, accounts.balance).from(accounts).where(accounts.balance > literal<50>));
    constexpr auto q = with(rich)(
        select(as<"id">(rich[accounts.id]))
            .from(rich)
            .order_by(choice<"sort">(by<"id">(rich[accounts.id]), by<"balance">(directed<"direction">(rich[accounts.balance])))));
    static_assert(text_of(q.chosen<"id">()) ==
                  "WITH rich AS (SELECT accounts.id, accounts.balance FROM accounts WHERE accounts.balance > 50) SELECT rich.id FROM rich "
                  "ORDER BY rich.id");
    static_assert(text_of(q.chosen<"balance">().chosen<"desc">()) ==
                  "WITH rich AS (SELECT accounts.id, accounts.balance FROM accounts WHERE accounts.balance > 50) SELECT rich.id FROM rich "
                  "ORDER BY rich.balance DESC");
}
