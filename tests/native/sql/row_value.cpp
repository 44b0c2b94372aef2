#include "check.hpp"

TEST_CASE("rows compare value by value", "[sql][row_value]") {
    constexpr auto q = select(runs.number).from(runs).where(row(runs.agent_id, runs.number) > row(param<"agent">, param<"number">));
    check_text(q, "SELECT number FROM runs WHERE (agent_id, number) > (?1, ?2)");
    CHECK(parameters_of(q) == "agent text, number integer");
    check_text(select(runs.number).from(runs).where(row(runs.agent_id, runs.number) == row(literal<"a">, literal<1>)),
               "SELECT number FROM runs WHERE (agent_id, number) = ('a', 1)");
    check_text(
        select(runs.number).from(runs).where(row(runs.agent_id, runs.number) <= row(literal<"a">, literal<1>) && runs.score.is_null()),
        "SELECT number FROM runs WHERE (agent_id, number) <= ('a', 1) AND score IS NULL");
}

TEST_CASE("a row is looked for in a query", "[sql][row_value]") {
    check_text(select(runs.number).from(runs).where(row(runs.agent_id, runs.number).in(select(agents.id, agents.version).from(agents))),
               "SELECT runs.number FROM runs WHERE (runs.agent_id, runs.number) IN (SELECT agents.id, agents.version FROM agents)");
}
