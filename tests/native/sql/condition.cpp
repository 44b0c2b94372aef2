#include "check.hpp"

namespace {
template <class C>
constexpr auto where(C condition) {
    return select_value<std::int64_t>(literal<1>).from(runs).where(condition);
}
template <class C>
void check_condition(C condition, std::string_view expected) {
    check_text(where(condition), "SELECT 1 AS value FROM runs WHERE " + std::string(expected));
}
}  // namespace

TEST_CASE("comparisons", "[sql][condition]") {
    check_condition(runs.number == literal<3>, "number = 3");
    check_condition(runs.number != literal<-3>, "number <> -3");
    check_condition(runs.number < param<"n">, "number < ?1");
    check_condition(param<"n"> >= runs.number, "?1 >= number");
    check_condition(runs.score > runs.number, "score > number");
    check_condition(runs.is_good == literal<true>, "is_good = 1");
    check_condition(runs.agent_id == literal<"it's">, "agent_id = 'it''s'");
}

TEST_CASE("a bound integer is cast where no column's affinity repairs it", "[sql][condition]") {
    check_condition(runs.number + param<"n"> > literal<3>, "number + CAST(?1 AS INTEGER) > 3");
    check_condition(runs.number == runs.number + param<"n">, "number = number + CAST(?1 AS INTEGER)");
    check_condition(runs.number % literal<2> == literal<0>, "number % 2 = 0");
}

TEST_CASE("precedence is kept with as few parentheses as there can be", "[sql][condition]") {
    check_condition(runs.number == literal<1> && (runs.number == literal<2> || runs.number == literal<3>),
                    "number = 1 AND (number = 2 OR number = 3)");
    check_condition(runs.number == literal<1> || (runs.number == literal<2> && runs.number == literal<3>),
                    "number = 1 OR number = 2 AND number = 3");
    check_condition(!(runs.number == literal<1> && runs.number == literal<2>), "NOT (number = 1 AND number = 2)");
    check_condition(!(runs.number == literal<1>)&&runs.is_good == literal<true>, "NOT number = 1 AND is_good = 1");
    check_condition((runs.number == literal<1>) == runs.is_good, "(number = 1) = is_good");
    check_condition(runs.number - (runs.number - literal<1>) == literal<1>, "number - (number - 1) = 1");
    check_condition((runs.number + literal<1>)*literal<2> == literal<1>, "(number + 1) * 2 = 1");
}

TEST_CASE("null tests", "[sql][condition]") {
    check_condition(runs.score.is_null(), "score IS NULL");
    check_condition(runs.score.is_not_null(), "score IS NOT NULL");
    check_condition(runs.score.is(param<"score">), "score IS ?1");
    check_condition(runs.score.is_not(param<"score">), "score IS NOT ?1");
    check_condition((runs.number + literal<1>).is_null(), "number + 1 IS NULL");
}

TEST_CASE("in takes constants, a list of any length, or a query", "[sql][condition]") {
    check_condition(runs.number.in<1, 2, 3>(), "number IN (1, 2, 3)");
    check_condition(runs.number.not_in<1, 2>(), "number NOT IN (1, 2)");
    check_condition(runs.agent_id.in(list<"ids">), "agent_id IN (SELECT value FROM json_each(?1))");
    check_condition(runs.agent_id.not_in(list<"ids">), "agent_id NOT IN (SELECT value FROM json_each(?1))");
    check_condition(runs.agent_id.in(select(agents.id).from(agents)), "runs.agent_id IN (SELECT agents.id FROM agents)");
    CHECK(parameters_of(where(runs.number.in(list<"numbers">))) == "numbers integer list");
}

TEST_CASE("like and between", "[sql][condition]") {
    check_condition(runs.agent_id.like(param<"pattern">), "agent_id LIKE ?1");
    check_condition(runs.agent_id.not_like(literal<"a%">), "agent_id NOT LIKE 'a%'");
    check_condition(runs.number.between(literal<1>, param<"high">) && runs.score.is_null(), "number BETWEEN 1 AND ?1 AND score IS NULL");
    CHECK(parameters_of(where(runs.number.between(literal<1>, param<"high">))) == "high integer");
}

TEST_CASE("a condition chosen at run time takes its AND and its WHERE with it", "[sql][condition]") {
    constexpr auto one = where(when<"status">(runs.status == param<"status">));
    CHECK(text_when(one, {}) == "SELECT 1 AS value FROM runs");
    CHECK(text_when(one, {"status"}) == "SELECT 1 AS value FROM runs WHERE status = ?1");

    constexpr auto more = where(runs.agent_id == param<"agent"> && when<"status">(runs.status == param<"status">) &&
                                when<"open">(runs.ended_at.is_null() || runs.score.is_null()));
    CHECK(text_when(more, {}) == "SELECT 1 AS value FROM runs WHERE agent_id = ?1");
    CHECK(text_when(more, {"open"}) == "SELECT 1 AS value FROM runs WHERE agent_id = ?1 AND (ended_at IS NULL OR score IS NULL)");
    CHECK(text_when(more, {"status", "open"}) ==
          "SELECT 1 AS value FROM runs WHERE agent_id = ?1 AND status = ?2 AND (ended_at IS NULL OR score IS NULL)");
    CHECK(parameters_of(more) == "agent text, status enum");

    constexpr auto only = where(when<"a">(runs.number > param<"a">) && when<"b">(runs.number < param<"b">));
    CHECK(text_when(only, {}) == "SELECT 1 AS value FROM runs WHERE 1");
    CHECK(text_when(only, {"b"}) == "SELECT 1 AS value FROM runs WHERE 1 AND number < ?2");
}

TEST_CASE("a ? in a text of an optional part is no parameter", "[sql][condition]") {
    constexpr auto q = where(when<"number">(runs.agent_id != literal<"it's ?9 or '?8'"> && runs.number == param<"number">) &&
                             when<"day">(runs.day.is_not_null() && runs.agent_id != literal<"?7">));
    std::vector<unsigned> highest;
    detail::rendered_statement<std::remove_cvref_t<decltype(q)>>::data.for_each_piece(
        [&](const statement_piece& p) { highest.push_back(p.highest_parameter); });
    CHECK(highest == std::vector<unsigned>{0, 1, 0, 0, 0});
}

TEST_CASE("like with an escape, and glob", "[sql][condition]") {
    constexpr auto q = select(agents.id).from(agents);
    check_text(q.where(agents.name.like<"!">(literal<"50!%%">)), "SELECT id FROM agents WHERE name LIKE '50!%%' ESCAPE '!'");
    check_text(q.where(agents.name.like<"'">(param<"text">) && agents.id.glob(literal<"a[0-9]*">)),
               "SELECT id FROM agents WHERE name LIKE ?1 ESCAPE '''' AND id GLOB 'a[0-9]*'");
    check_text(q.where(!agents.name.glob(param<"pattern">)), "SELECT id FROM agents WHERE NOT name GLOB ?1");
    test_database db;
    db.run("INSERT INTO users (id, email) VALUES ('u', 'u@x')");
    db.run("INSERT INTO agents (id, owner_id, name) VALUES ('a1', 'u', '50% off'), ('a2', 'u', '500 off'), ('b', 'u', '50%')");
    CHECK(db.answer(text_of(q.where(agents.name.like<"!">(literal<"50!%%">)).order_by(agents.id))) == "a1 b");
    CHECK(db.answer(text_of(q.where(agents.id.glob(literal<"a[0-9]*">)).order_by(agents.id))) == "a1 a2");
}
