#include "check.hpp"

TEST_CASE("update sets what is always there and what is given", "[sql][update]") {
    constexpr auto q = update(agents)
                           .set(when<"name">(agents.name = param<"name">), when<"labels">(agents.labels = param<"labels">),
                                agents.version = agents.version + literal<1>)
                           .where(agents.id == param<"id">)
                           .returning(agents);
    CHECK(text_when(q, {}) ==
          "UPDATE agents SET version = version + 1 WHERE id = ?3 RETURNING id, owner_id, parent_id, name, version, labels, created_at");
    CHECK(text_when(q, {"labels"}) ==
          "UPDATE agents SET version = version + 1, labels = ?2 WHERE id = ?3 RETURNING id, owner_id, parent_id, name, version, labels, "
          "created_at");
    CHECK(parameters_of(q) == "name text not null, labels json, id text");
}

TEST_CASE("an update of nothing but what is given leaves the row as it is when nothing is", "[sql][update]") {
    constexpr auto q = update(agents)
                           .set(when<"name">(agents.name = param<"name">), when<"version">(agents.version = param<"version">))
                           .where(agents.id == param<"id">);
    CHECK(text_when(q, {}) == "UPDATE agents SET name = name WHERE id = ?3");
    CHECK(text_when(q, {"version"}) == "UPDATE agents SET name = name, version = ?2 WHERE id = ?3");
    CHECK(text_when(q, {"name"}) == "UPDATE agents SET name = name, name = ?1 WHERE id = ?3");

    test_database database;
    database.run("INSERT INTO users (id, email) VALUES ('u', 'e'); INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'old')");
    database.answer(text_when(q, {"name"}), {"new", "7", "a"});
    CHECK(database.answer("SELECT name FROM agents") == "new");
}

TEST_CASE("update from another source", "[sql][update]") {
    constexpr auto item = rows<"items", agents.id, agents.name>;
    constexpr auto q = update(agents)
                           .set(agents.name = item[agents.name])
                           .from(item)
                           .where(agents.id == item[agents.id])
                           .returning_value<std::string>(agents.id);
    check_text(q,
               "UPDATE agents SET name = items.value ->> 1 FROM json_each(?1) AS items WHERE agents.id = items.value ->> 0 RETURNING "
               "agents.id AS value");
    CHECK(columns_of(q) == "value text");
}

TEST_CASE("an update may read its own table under an alias", "[sql][update]") {
    constexpr auto other = alias<"other">(agents);
    constexpr auto q = update(agents)
                           .set(agents.version = scalar(select(coalesce(max(other.version), literal<0>) + literal<1>).from(other)))
                           .where(agents.id == param<"id">);
    check_text(q, "UPDATE agents SET version = (SELECT coalesce(max(other.version), 0) + 1 FROM agents AS other) WHERE agents.id = ?1");
}

TEST_CASE("an optional assignment of a bare column", "[sql][update]") {
    constexpr auto q = update(runs).set(when<"score">(runs.score), when<"is_good">(runs.is_good)).where(runs.number == param<"number">);
    check_text(q, "UPDATE runs SET score = score, score = ?1, is_good = ?2 WHERE number = ?3");
    CHECK(text_when(q, {"is_good"}) == "UPDATE runs SET score = score, is_good = ?2 WHERE number = ?3");
}

TEST_CASE("a boolean column is an optional condition", "[sql][update]") {
    constexpr auto q = update(runs).set(runs.score).where(runs.number == param<"number"> && when<"good">(runs.is_good));
    CHECK(text_when(q, {"good"}) == "UPDATE runs SET score = ?1 WHERE number = ?2 AND is_good");
    CHECK(text_when(q, {}) == "UPDATE runs SET score = ?1 WHERE number = ?2");
}

TEST_CASE("an update whose assignments are all optional may have a source with a column of the same name", "[sql][update]") {
    constexpr auto q = update(agents).set(when<"name">(agents.name)).from(users).where(agents.owner_id == users.id);
    check_text(q, "UPDATE agents SET name = agents.name, name = ?1 FROM users WHERE agents.owner_id = users.id");
    CHECK(text_when(q, {}) == "UPDATE agents SET name = agents.name FROM users WHERE agents.owner_id = users.id");
}
