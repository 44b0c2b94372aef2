#include "check.hpp"

TEST_CASE("insert binds its columns by name", "[sql][insert]") {
    constexpr auto q = insert_into(agents).set(agents.id, agents.owner_id, agents.name, agents.labels, agents.version = literal<1>);
    check_text(q, "INSERT INTO agents (id, owner_id, name, labels, version) VALUES (?1, ?2, ?3, ?4, 1)");
    CHECK(parameters_of(q) == "id text not null, owner_id text not null, name text not null, labels json");
}

TEST_CASE("insert computes from the table it writes", "[sql][insert]") {
    constexpr auto next =
        scalar(select(coalesce(max(runs.number), literal<0>) + literal<1>).from(runs).where(runs.agent_id == param<"agent_id">));
    constexpr auto q = insert_into(runs).set(runs.agent_id, runs.number = next).returning_value<std::int64_t>(runs.number);
    check_text(
        q,
        "INSERT INTO runs (agent_id, number) VALUES (?1, (SELECT coalesce(max(runs.number), 0) + 1 FROM runs WHERE runs.agent_id = ?1)) "
        "RETURNING runs.number AS value");
    CHECK(parameters_of(q) == "agent_id text not null");
    CHECK(columns_of(q) == "value integer");
}

TEST_CASE("upsert", "[sql][insert]") {
    constexpr auto user = insert_into(users).set(users.id, users.email, users.name);
    check_text(user.on_conflict(users.email).do_update(users.name = excluded(users.name)).returning(users),
               "INSERT INTO users (id, email, name) VALUES (?1, ?2, ?3) ON CONFLICT (email) DO UPDATE SET name = excluded.name RETURNING "
               "id, email, name");
    check_text(user.on_conflict(users.email).do_nothing(),
               "INSERT INTO users (id, email, name) VALUES (?1, ?2, ?3) ON CONFLICT (email) DO NOTHING");
    check_text(user.on_conflict().do_nothing(), "INSERT INTO users (id, email, name) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    check_text(user.on_conflict(users.email).do_update_where(users.name.is_null(), users.name = coalesce(users.name, excluded(users.name))),
               "INSERT INTO users (id, email, name) VALUES (?1, ?2, ?3) ON CONFLICT (email) DO UPDATE SET name = coalesce(name, "
               "excluded.name) WHERE name IS NULL");
}

TEST_CASE("insert from a query", "[sql][insert]") {
    constexpr auto q = insert_into(runs)
                           .set(runs.agent_id = agents.id, runs.number = agents.version)
                           .from(agents)
                           .where(agents.owner_id == param<"owner">);
    check_text(q, "INSERT INTO runs (agent_id, number) SELECT agents.id, agents.version FROM agents WHERE agents.owner_id = ?1");
}

TEST_CASE("many rows come in as one parameter", "[sql][insert]") {
    constexpr auto item = rows<"items", users.id, users.email, users.name>;
    constexpr auto q =
        insert_into(users).set(users.id = item[users.id], users.email = item[users.email], users.name = item[users.name]).from(item);
    check_text(
        q,
        "INSERT INTO users (id, email, name) SELECT items.value ->> 0, items.value ->> 1, items.value ->> 2 FROM json_each(?1) AS items");
    CHECK(parameters_of(q) == "items text list");
    check_text(q.on_conflict(users.id).do_nothing(),
               "INSERT INTO users (id, email, name) SELECT items.value ->> 0, items.value ->> 1, items.value ->> 2 FROM json_each(?1) AS "
               "items WHERE 1 ON CONFLICT (id) DO NOTHING");

    test_database database;
    CHECK(database.answer(text_of(q), {R"([["u1","e1",null],["u2","e2","n2"]])"}).empty());
    CHECK(database.answer("SELECT id || coalesce(name, '-') FROM users ORDER BY id") == "u1- u2n2");
}

TEST_CASE("a condition chosen at run time leaves ON CONFLICT its WHERE", "[sql][insert]") {
    constexpr auto q = insert_into(runs)
                           .set(runs.agent_id = agents.id, runs.number = agents.version)
                           .from(agents)
                           .where(when<"owner">(agents.owner_id == param<"owner">))
                           .on_conflict(runs.agent_id, runs.number)
                           .do_nothing();
    CHECK(text_when(q, {}) ==
          "INSERT INTO runs (agent_id, number) SELECT agents.id, agents.version FROM agents WHERE 1 ON CONFLICT (agent_id, number) DO "
          "NOTHING");
    CHECK(text_when(q, {"owner"}) ==
          "INSERT INTO runs (agent_id, number) SELECT agents.id, agents.version FROM agents WHERE 1 AND agents.owner_id = ?1 ON CONFLICT "
          "(agent_id, number) DO NOTHING");
}

namespace {
template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"text", std::optional<std::string>> text{};
    column<"state", std::string, default_sql<"'new'">> state{};
};
inline constexpr table<notes_table, "notes"> notes;
}  // namespace

TEST_CASE("SQLite assigns an INTEGER PRIMARY KEY that an insert leaves out", "[sql][insert]") {
    test_database db;
    db.run(create_table<notes>);
    constexpr auto assigned = insert_into(notes).set(notes.text).returning_value<std::int64_t>(notes.id);
    CHECK(text_of(assigned) == "INSERT INTO notes (text) VALUES (?1) RETURNING id AS value");
    CHECK(columns_of(assigned) == "value integer");
    CHECK(db.answer(text_of(assigned), {"one"}) == "1");
    db.run("INSERT INTO notes (id) VALUES (41)");
    CHECK(db.answer(text_of(assigned), {"two"}) == "42");
    CHECK(detail::idempotency_of<std::remove_cvref_t<decltype(assigned)>>() == idempotency::unknown);
}

TEST_CASE("a row of defaults", "[sql][insert]") {
    test_database db;
    db.run(create_table<notes>);
    constexpr auto empty = insert_into(notes).default_values().returning(notes);
    CHECK(text_of(empty) == "INSERT INTO notes DEFAULT VALUES RETURNING id, text, state");
    CHECK(columns_of(empty) == "id integer, text text?, state text");
    CHECK(db.answer(text_of(empty)) == "1");
    CHECK(db.answer(text_of(insert_into(notes).default_values())) == "");
    CHECK(db.answer("SELECT id || state FROM notes ORDER BY id") == "1new 2new");
}
