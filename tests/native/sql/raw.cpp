#include "check.hpp"

TEST_CASE("raw SQL of an expression", "[sql][raw]") {
    constexpr auto year = raw<"strftime('%Y', $1)", std::string>(agents.created_at);
    constexpr auto q = select(agents.id, as<"year">(year)).from(agents).where(year == param<"year">).order_by(year);
    check_text(q,
               "SELECT id, strftime('%Y', created_at) AS year FROM agents WHERE (strftime('%Y', created_at)) = ?1 ORDER BY strftime('%Y', "
               "created_at)");
    CHECK(columns_of(q) == "id text, year text");
    CHECK(parameters_of(q) == "year text");
}

TEST_CASE("expressions in raw SQL keep their meaning, and values are bound", "[sql][raw]") {
    constexpr auto sum = raw<"$2 * $1 % 7", std::optional<std::int64_t>>(runs.number + literal<1>, param<"n", std::int64_t>);
    constexpr auto q = select(as<"x">(sum + literal<1>)).from(runs).join(agents, agents.id == runs.agent_id);
    check_text(q, "SELECT (CAST(?1 AS INTEGER) * (runs.number + 1) % 7) + 1 AS x FROM runs JOIN agents ON agents.id = runs.agent_id");
    CHECK(columns_of(q) == "x integer?");
    // A dollar sign, a semicolon and a question mark in a text are text.
    check_text(select(as<"x">(raw<"'$1; ?' || $1", std::string>(agents.id))).from(agents), "SELECT '$1; ?' || id AS x FROM agents");
    check_text(select(as<"x">(raw<"$1 OR $1 IS NULL", bool>(runs.is_good))).from(runs), "SELECT is_good OR is_good IS NULL AS x FROM runs");
}

TEST_CASE("rows in no order: a function in order_by()", "[sql][raw]") {
    check_text(select(agents.id).from(agents).order_by(raw<"random()", std::int64_t>()), "SELECT id FROM agents ORDER BY random()");
}

TEST_CASE("what is no expression is refused", "[sql][raw]") {
    using detail::raw_fault;
    const auto fault = [](std::string_view sql, std::size_t places) { return detail::raw_text{sql, places}.fault(); };
    CHECK(fault("$1 + ?", 1) == raw_fault::parameter);
    CHECK(fault(":name", 0) == raw_fault::parameter);
    CHECK(fault("1; DROP TABLE t", 0) == raw_fault::semicolon);
    CHECK(fault("1 -- $1", 0) == raw_fault::comment);
    CHECK(fault("1 /* x */", 0) == raw_fault::comment);
    CHECK(fault("'it''s", 0) == raw_fault::open_quote);
    CHECK(fault("[a", 0) == raw_fault::open_quote);
    CHECK(fault("(1", 0) == raw_fault::parentheses);
    CHECK(fault("1) OR (1", 0) == raw_fault::parentheses);
    CHECK(fault("$2", 1) == raw_fault::place);
    CHECK(fault("$1", 2) == raw_fault::place);
    CHECK(fault("$0", 1) == raw_fault::place);
    CHECK(fault("a - -1 || 'it''s' || \"b\"", 0) == raw_fault::none);
}
