// Results that feed what comes later: within a batch by SQL, between batches by steps.
#include "bank.hpp"

using namespace bank;

namespace {

template <template <fixed_string, class, auto...> class part>
struct move_parts {
    part<"before", Account> before{};
    part<"changed", std::int64_t> changed{};
    part<"move", Move> move{};
    part<"all", std::vector<Account>> all{};
    part<"richest", std::optional<Account>> richest{};
};
using MoveResult = object_of<move_parts>;

/// Moves all that one account has to another: every statement reads what those before it left.
plan<MoveResult> empty_into(const char* from, const char* to) {
    account_args args{.id = from};
    constexpr auto source = alias<"source">(accounts);
    constexpr auto amount = scalar(select(source.balance).from(source).where(source.id == param<"id">));
    constexpr auto before = select(accounts).from(accounts).where(this_account);
    constexpr auto note =
        insert_into(moves).set(moves.id = next_move, moves.account_id = param<"id">, moves.amount = coalesce(amount, literal<0>));
    constexpr auto moved = scalar(select(moves.amount).from(moves).where(moves.id == scalar(select(max(earlier.id)).from(earlier))));
    constexpr auto give =
        update(accounts).set(accounts.balance = accounts.balance + coalesce(moved, literal<0>)).where(accounts.id == param<"to">);
    constexpr auto take = update(accounts).set(accounts.balance = literal<0>).where(this_account);
    constexpr auto stored = select(moves).from(moves).order_by(moves.id.desc()).limit<1>();
    constexpr auto all = select(accounts).from(accounts).order_by(accounts.id.asc());
    constexpr auto richest = select(accounts).from(accounts).where(accounts.balance > literal<1000>);
    plan<MoveResult> p{args};
    const inputs in{args, bind<"to">(p.keep(to))};
    p.take(before, in)
        .run(note, in)
        .run(give, in)
        .take(select_value<std::int64_t>(changes), in)
        .run(take, in)
        .take(stored, in)
        .take(all, in)
        .take(richest, in);
    return p;
}

}  // namespace

TEST_CASE("later statements of a batch see what earlier ones wrote", "[core][steps]") {
    opened db;
    const MoveResult moved = value_of(db.run(empty_into("a", "b")));
    CHECK(shown(moved.before) == "a|ann|100");
    CHECK(moved.changed == 1);
    CHECK(shown(moved.move) == "1|a|100");
    CHECK(shown(moved.all) == lines{"a|ann|0", "b|bob|105"});
    CHECK_FALSE(moved.richest);
}

TEST_CASE("a part that needs a row makes the result not_found without one", "[core][steps]") {
    opened db;
    db.execute("PRAGMA foreign_keys = off").ok();
    CHECK(error_of(db.run(empty_into("z", "b"))) == "foreign_key");
    CHECK(db.balances() == at_first);
}

TEST_CASE("steps: a plan whose result makes the next plan", "[core][steps]") {
    opened db;
    const auto chain = then(get({.id = "a"}), [](const Account& a) { return withdraw({.id = a.id, .amount = a.balance - 1}); });
    CHECK(value_of(db.run(chain)) == nothing{});
    CHECK(db.balances() == lines{"a|ann|1", "b|bob|5"});
}

TEST_CASE("steps may go on for as long as they like", "[core][steps]") {
    opened db;
    const auto chain = then(get({.id = "a"}), [](const Account& a) {
        return then(bank::open({.id = "c", .owner = a.owner + "'s son"}), [amount = a.balance / 2](const Account& c) {
            return then(deposit({.id = c.id, .amount = amount}), [id = c.id](nothing) { return get({.id = id}); });
        });
    });
    CHECK(shown(value_of(db.run(chain))) == "c|ann's son|50");
}

TEST_CASE("a step that fails ends the chain and leaves the earlier ones done", "[core][steps]") {
    opened db;
    bool reached = false;
    const auto never = [&](const Account& a) {
        reached = true;
        return get({.id = a.id});
    };
    CHECK(error_of(db.run(then(get({.id = "z"}), never))) == "not_found");
    CHECK(error_of(db.run(then(bank::open({.id = "c", .owner = ""}), never))) == "invalid_argument: owner must not be blank");
    CHECK_FALSE(reached);
    CHECK(error_of(db.run(then(bank::open({.id = "c", .owner = "cleo"}),
                               [](const Account& c) { return withdraw({.id = c.id, .amount = 1}); }))) == "guard_failed: solvent");
    CHECK(db.balances() == lines{"a|ann|100", "b|bob|5", "c|cleo|0"});
}
