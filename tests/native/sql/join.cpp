#include "check.hpp"

TEST_CASE("an inner join names each column's table", "[sql][join]") {
    constexpr auto q = select(agents.id, users.email).from(agents).join(users, users.id == agents.owner_id);
    check_text(q, "SELECT agents.id, users.email FROM agents JOIN users ON users.id = agents.owner_id");
    CHECK(columns_of(q) == "id text, email text");
}

TEST_CASE("a left join makes the joined table's columns optional", "[sql][join]") {
    constexpr auto q =
        select(agents.id, as<"run">(runs.number), as<"doubled">(runs.number * literal<2>), as<"runs">(coalesce(runs.number, literal<0>)))
            .from(agents)
            .left_join(runs, runs.agent_id == agents.id && runs.number == agents.version);
    check_text(q,
               "SELECT agents.id, runs.number AS run, runs.number * 2 AS doubled, coalesce(runs.number, 0) AS runs FROM agents "
               "LEFT JOIN runs ON runs.agent_id = agents.id AND runs.number = agents.version");
    CHECK(columns_of(q) == "id text, run integer?, doubled integer?, runs integer");
}

TEST_CASE("a table joined with itself has an alias", "[sql][join]") {
    constexpr auto parent = alias<"parent">(agents);
    constexpr auto q = select(agents.id, as<"parent_name">(parent.name)).from(agents).left_join(parent, parent.id == agents.parent_id);
    check_text(q, "SELECT agents.id, parent.name AS parent_name FROM agents LEFT JOIN agents AS parent ON parent.id = agents.parent_id");
    CHECK(columns_of(q) == "id text, parent_name text?");
}

TEST_CASE("whole rows of one of the tables joined", "[sql][join]") {
    constexpr auto q = select(users).from(agents).join(users, users.id == agents.owner_id).where(agents.id == param<"id">);
    check_text(q, "SELECT users.id, users.email, users.name FROM agents JOIN users ON users.id = agents.owner_id WHERE agents.id = ?1");
}

TEST_CASE("a join's condition may hold one chosen at run time", "[sql][join]") {
    constexpr auto q =
        select(agents.id).from(agents).left_join(runs, runs.agent_id == agents.id && when<"status">(runs.status == param<"status">));
    CHECK(text_when(q, {}) == "SELECT agents.id FROM agents LEFT JOIN runs ON runs.agent_id = agents.id");
    CHECK(text_when(q, {"status"}) == "SELECT agents.id FROM agents LEFT JOIN runs ON runs.agent_id = agents.id AND runs.status = ?1");
}
