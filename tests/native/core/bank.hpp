#pragma once
// Two tables and a few functions over them, to put plans and batches through: accounts, and what was moved.
#include <catch2/catch.hpp>

#include "squall/core/function.hpp"
#include "squall/sql/sql.hpp"
#include "squall/sqlite/sqlite_database.hpp"
#include "support/outcome.hpp"

namespace bank {

using namespace squall;
using iofold::test::error_of;
using iofold::test::shown;
using iofold::test::value_of;

template <template <fixed_string, class, auto...> class column>
struct accounts_table {
    column<"id", std::string, primary_key> id{};
    column<"owner", std::string, unique> owner{};
    column<"balance", std::int64_t, default_sql<"0">> balance{};
};
inline constexpr table<accounts_table, "accounts"> accounts;
using Account = row_of<accounts>;

template <template <fixed_string, class, auto...> class column>
struct moves_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"account_id", std::string, references<"accounts", "id">> account_id{};
    column<"amount", std::int64_t> amount{};
};
inline constexpr table<moves_table, "moves"> moves;
using Move = row_of<moves>;

template <template <fixed_string, class, auto...> class arg>
struct account_fields {
    arg<"id", std::string> id{};
};
using account_args = arguments<account_fields>;
template <template <fixed_string, class, auto...> class arg>
struct amount_fields {
    arg<"id", std::string> id{};
    arg<"amount", std::int64_t, at_least<1>> amount{};
};
using amount_args = arguments<amount_fields>;
template <template <fixed_string, class, auto...> class arg>
struct open_fields {
    arg<"id", std::string> id{};
    arg<"owner", std::string, not_blank> owner{};
    arg<"balance", std::int64_t, default_integer<0>> balance{};
};
using open_args = arguments<open_fields>;
template <template <fixed_string, class, auto...> class arg>
struct find_fields {
    arg<"owner", std::optional<std::string>> owner{};
    arg<"least", std::optional<std::int64_t>> least{};
};
using find_args = arguments<find_fields>;

inline constexpr auto this_account = accounts.id == param<"id">;
inline constexpr auto account_is_there = must_exist<"account">(exists(select(accounts.id).from(accounts).where(this_account)));
inline constexpr auto earlier = alias<"earlier">(moves);
inline constexpr auto next_move = coalesce(scalar(select(max(earlier.id)).from(earlier)), literal<0>) + literal<1>;
/// No account of the bank may be below zero.
inline constexpr auto solvent =
    guard(must_hold<"solvent">(!exists(select(accounts.id).from(accounts).where(accounts.balance < literal<0>))));

inline plan<Account> open(open_args&& args) {
    constexpr auto insert = insert_into(accounts).set(accounts.id, accounts.owner, accounts.balance).returning(accounts);
    return single<Account>(insert, args);
}
/// One account, which must be there.
inline plan<Account> get(account_args&& args) {
    constexpr auto query = select(accounts).from(accounts).where(this_account);
    return single<Account>(query, args);
}
inline plan<std::optional<Account>> find(account_args&& args) {
    constexpr auto query = select(accounts).from(accounts).where(this_account);
    return single<std::optional<Account>>(query, args);
}
/// The first account that matches the filters, which must be there.
inline plan<Account> first(find_args&& args) {
    constexpr auto query = select(accounts)
                               .from(accounts)
                               .where(when<"owner">(accounts.owner == param<"owner">) && when<"least">(accounts.balance >= param<"least">))
                               .order_by(accounts.id.asc())
                               .limit<1>();
    return single<Account>(query, args);
}
inline plan<std::vector<Account>> find_all(find_args&& args) {
    constexpr auto query = select(accounts)
                               .from(accounts)
                               .where(when<"owner">(accounts.owner == param<"owner">) && when<"least">(accounts.balance >= param<"least">))
                               .order_by(accounts.id.asc());
    return single<std::vector<Account>>(query, args);
}
inline plan<std::int64_t> count() {
    find_args args;
    constexpr auto query = select_value<std::int64_t>(squall::count()).from(accounts);
    return single<std::int64_t>(query, args);
}
/// Takes an amount away and writes down the move; no account may be below zero afterwards.
inline plan<nothing> withdraw(amount_args&& args) {
    constexpr auto change = update(accounts).set(accounts.balance = accounts.balance - param<"amount", std::int64_t>).where(this_account);
    constexpr auto note = insert_into(moves).set(moves.id = next_move, moves.account_id = param<"id">, moves.amount);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(account_is_there), in).run(change, in).run(note, in).run(solvent, in);
    return p;
}
inline plan<nothing> deposit(amount_args&& args) {
    constexpr auto change = update(accounts).set(accounts.balance = accounts.balance + param<"amount", std::int64_t>).where(this_account);
    plan<nothing> p{args};
    if (p.refused()) return p;
    const inputs in{args};
    p.run(guard(account_is_there), in).run(change, in);
    return p;
}
/// Gives true when there was one. Errors: foreign_key while moves refer to it.
inline plan<bool> close(account_args&& args) {
    constexpr auto removal = delete_from(accounts).where(this_account).returning_value<bool>(literal<true>);
    return single<bool>(removal, args);
}

/// A bank with two accounts: ann has 100, bob has 5.
struct opened : sqlite_database {
    opened() : sqlite_database(in_memory()) {
        REQUIRE(execute(std::string(create_table<accounts>)).ok());
        REQUIRE(execute(std::string(create_table<moves>)).ok());
        REQUIRE(batch(bank::open({.id = "a", .owner = "ann", .balance = 100}), bank::open({.id = "b", .owner = "bob", .balance = 5})).ok());
    }
    std::vector<std::string> balances() { return shown(value_of(run(find_all({})))); }
};
using lines = std::vector<std::string>;
inline const lines at_first{"a|ann|100", "b|bob|5"};

}  // namespace bank
