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

TEST_CASE("a right and a full join make what stands before them optional", "[sql][join]") {
    constexpr auto right = select(agents.id, as<"email">(users.email), as<"number">(runs.number))
                               .from(agents)
                               .join(runs, runs.agent_id == agents.id)
                               .right_join(users, users.id == agents.owner_id);
    check_text(right,
               "SELECT agents.id, users.email, runs.number FROM agents JOIN runs ON runs.agent_id = agents.id RIGHT JOIN "
               "users ON users.id = agents.owner_id");
    CHECK(columns_of(right) == "id text?, email text, number integer?");
    constexpr auto full = select(agents.id, as<"email">(users.email)).from(agents).full_join(users, users.id == agents.owner_id);
    check_text(full, "SELECT agents.id, users.email FROM agents FULL JOIN users ON users.id = agents.owner_id");
    CHECK(columns_of(full) == "id text?, email text?");
    constexpr auto cross = select(agents.id, as<"email">(users.email)).from(agents).cross_join(users).where(users.id == param<"id">);
    check_text(cross, "SELECT agents.id, users.email FROM agents CROSS JOIN users WHERE users.id = ?1");
    CHECK(columns_of(cross) == "id text, email text");

    test_database db;
    db.run("INSERT INTO users (id, email) VALUES ('u1', '1@x'), ('u2', '2@x')");
    db.run("INSERT INTO agents (id, owner_id, name) VALUES ('a1', 'u1', 'one')");
    db.run("PRAGMA foreign_keys = off; INSERT INTO agents (id, owner_id, name) VALUES ('a2', 'nobody', 'two')");
    db.run("INSERT INTO runs (agent_id, number) VALUES ('a1', 7)");
    constexpr auto all =
        select(as<"both">(concat(concat(coalesce(agents.id, literal<"-">), literal<"/">), coalesce(users.id, literal<"-">)))).from(agents);
    const auto answer = [&](const auto& q) { return db.answer(text_of(q)); };
    CHECK(answer(all.full_join(users, users.id == agents.owner_id).order_by(as<"x">(coalesce(agents.id, literal<"z">)))) ==
          "a1/u1 a2/- -/u2");
    CHECK(answer(all.right_join(users, users.id == agents.owner_id).order_by(users.id)) == "a1/u1 -/u2");
    CHECK(answer(all.cross_join(users).order_by(agents.id, users.id)) == "a1/u1 a1/u2 a2/u1 a2/u2");
}

TEST_CASE("a table that a later right join leaves without rows may be null, whatever joined it", "[sql][join]") {
    constexpr auto q = select(as<"a">(agents.name), as<"r">(runs.number), as<"u">(users.email), as<"p">(alias<"parent">(agents).name))
                           .from(agents)
                           .left_join(runs, runs.agent_id == agents.id)
                           .full_join(users, users.id == agents.owner_id)
                           .join(alias<"parent">(agents), alias<"parent">(agents).id == agents.parent_id);
    CHECK(columns_of(q) == "a text?, r integer?, u text?, p text");
}

TEST_CASE("a right join in a query within says nothing of the query around it", "[sql][join]") {
    constexpr auto other = alias<"other">(agents);
    constexpr auto q = select(agents.id, as<"n">(scalar(select(count(users.id)).from(other).right_join(users, users.id == other.owner_id))),
                              as<"name">(agents.name))
                           .from(agents)
                           .where(exists(select(runs.number).from(runs).full_join(other, other.id == runs.agent_id)));
    CHECK(columns_of(q) == "id text, n integer, name text");
}
