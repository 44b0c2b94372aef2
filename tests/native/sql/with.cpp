#include "check.hpp"

namespace {
constexpr auto due =
    named<"due">(select(runs.agent_id, as<"n">(count()), as<"newest">(max(runs.ended_at))).from(runs).group_by(runs.agent_id));
}

TEST_CASE("a named query stands before the statement and is read as a table", "[sql][with]") {
    constexpr auto q = with(due)(select(agents.name, due.get<"n", std::int64_t>(), due.get<"newest", timestamp>())
                                     .from(agents)
                                     .join(due, due[runs.agent_id] == agents.id));
    check_text(q,
               "WITH due AS (SELECT runs.agent_id, count(*) AS n, max(runs.ended_at) AS newest FROM runs GROUP BY runs.agent_id) "
               "SELECT agents.name, due.n, due.newest FROM agents JOIN due ON due.agent_id = agents.id");
    CHECK(columns_of(q) == "name text, n integer, newest timestamp?");
}

TEST_CASE("a named query has aliases, and others may read it", "[sql][with]") {
    constexpr auto first = named<"first">(select(runs.agent_id).from(runs).where(runs.number == param<"number">));
    constexpr auto second = named<"second">(select(first[runs.agent_id]).from(first).distinct());
    constexpr auto other = alias<"other">(second);
    constexpr auto q =
        with(first, second)(select(second[runs.agent_id]).from(second).join(other, other[runs.agent_id] > second[runs.agent_id]));
    check_text(
        q,
        "WITH first AS (SELECT runs.agent_id FROM runs WHERE runs.number = ?1), second AS (SELECT DISTINCT first.agent_id FROM first) "
        "SELECT second.agent_id FROM second JOIN second AS other ON other.agent_id > second.agent_id");
    CHECK(parameters_of(q) == "number integer");
}

TEST_CASE("a write may read a named query", "[sql][with]") {
    constexpr auto q = with(due)(
        update(agents).set(agents.version = agents.version + literal<1>).where(agents.id.in(select(due[runs.agent_id]).from(due))));
    check_text(q,
               "WITH due AS (SELECT runs.agent_id, count(*) AS n, max(runs.ended_at) AS newest FROM runs GROUP BY runs.agent_id) "
               "UPDATE agents SET version = agents.version + 1 WHERE agents.id IN (SELECT due.agent_id FROM due)");
    static_assert(decltype(q)::writes);
}

TEST_CASE("a query in from", "[sql][with]") {
    constexpr auto newest = derived<"newest">(
        select(runs.agent_id, runs.number, as<"place">(over(row_number(), partition_by(runs.agent_id), order_by(runs.number.desc()))))
            .from(runs));
    constexpr auto q = select(agents.id, newest[runs.number])
                           .from(agents)
                           .left_join(newest, newest[runs.agent_id] == agents.id && newest.get<"place", std::int64_t>() == literal<1>);
    check_text(
        q,
        "SELECT agents.id, newest.number FROM agents LEFT JOIN (SELECT runs.agent_id, runs.number, row_number() OVER (PARTITION BY "
        "runs.agent_id ORDER BY runs.number DESC) AS place FROM runs) AS newest ON newest.agent_id = agents.id AND newest.place = 1");
    CHECK(columns_of(q) == "id text, number integer?");
}

TEST_CASE("with() of a statement that has one already puts both before it", "[sql][with]") {
    test_database db;
    constexpr auto a = named<"a">(select(as<"n">(literal<1>)));
    constexpr auto b = named<"b">(select(as<"n">(literal<2>)));
    constexpr auto q =
        with(a)(with(b)(select(as<"sum">(a.get<"n", std::int64_t>() + b.get<"n", std::int64_t>())).from(a).join(b, literal<true>)));
    CHECK(text_of(q) == "WITH a AS (SELECT 1 AS n), b AS (SELECT 2 AS n) SELECT a.n + b.n AS sum FROM a JOIN b ON 1");
    CHECK(db.answer(text_of(q)) == "3");
    // The named queries of a query within are its own.
    constexpr auto inner = named<"inner_one">(with(b)(select(b.get<"n", std::int64_t>()).from(b)));
    constexpr auto nested = with(inner)(select(inner.get<"n", std::int64_t>()).from(inner));
    CHECK(db.answer(text_of(nested)) == "2");
}

TEST_CASE("a query of with() may have the name of a table that is only written, or of one beside its statement", "[sql][with]") {
    constexpr auto named_so = named<"users">(select(agents.id).from(agents));
    constexpr auto copy = with(named_so)(
        insert_into(users).set(users.id = named_so[agents.id], users.email = named_so[agents.id]).from(named_so));
    test_database db;
    db.run("INSERT INTO users (id, email) VALUES ('u', 'e'); INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'n')");
    CHECK(db.answer(text_of(copy)).empty());
    CHECK(db.answer("SELECT id FROM users ORDER BY id") == "a u");
    // Its names end with its statement.
    constexpr auto inner = derived<"inner">(with(named_so)(select(named_so[agents.id]).from(named_so)));
    CHECK(db.answer(text_of(select(inner[agents.id]).from(inner).join(users, users.id == inner[agents.id]))) == "a");
}
