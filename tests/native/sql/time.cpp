#include "check.hpp"

TEST_CASE("both stored forms of a time compare as instants", "[sql][time]") {
    constexpr auto since = select(agents.id).from(agents).where(at_or_after(agents.created_at, param<"t">)).order_by(agents.id);
    constexpr auto until = select(agents.id).from(agents).where(at_or_before(agents.created_at, param<"t">)).order_by(agents.id);
    constexpr auto earlier = select(agents.id).from(agents).where(before(agents.created_at, param<"t">)).order_by(agents.id);
    check_text(
        since,
        "SELECT id FROM agents WHERE created_at >= substr(?1, 1, 10) AND strftime('%Y-%m-%dT%H:%M:%fZ', created_at) >= ?1 ORDER BY id");
    CHECK(parameters_of(since) == "t timestamp");

    test_database database;
    database.run(
        "INSERT INTO users (id, email) VALUES ('u', 'e');"
        "INSERT INTO agents (id, owner_id, name, created_at) VALUES"
        " ('iso9', 'u', '1', '2026-02-03T09:00:00.000Z'), ('sql10', 'u', '2', '2026-02-03 10:00:00'),"
        " ('iso11', 'u', '3', '2026-02-03T11:00:00.000Z'), ('sql23', 'u', '4', '2026-02-03 23:00:00')");
    CHECK(database.answer(text_of(since), {"2026-02-03T10:00:00.000Z"}) == "iso11 sql10 sql23");
    CHECK(database.answer(text_of(until), {"2026-02-03T10:00:00.000Z"}) == "iso9 sql10");
    CHECK(database.answer(text_of(earlier), {"2026-02-03T10:00:00.000Z"}) == "iso9");
}

TEST_CASE("an instant may not be readable", "[sql][time]") {
    CHECK(columns_of(select(as<"t">(instant(agents.created_at))).from(agents)) == "t timestamp?");
    check_text(select(runs.number).from(runs).where(runs.day >= days_ago<7>),
               "SELECT number FROM runs WHERE day >= date('now', '-7 days')");
}

namespace {
template <template <fixed_string, class, auto...> class column>
struct born_view {
    column<"id", std::string> id{};
    column<"born", timestamp> born{};
    column<"ended", std::optional<timestamp>> ended{};
};
constexpr auto born = view<born_view, "born">(
    select(agents.id, as<"born">(agents.created_at), as<"ended">(runs.ended_at)).from(agents).left_join(runs, runs.agent_id == agents.id));
template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"at", timestamp, default_sql<"(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))">> at{};
    column<"until", timestamp, default_sql<"'9999-12-31T23:59:59.999Z'">> until{};
    column<"seen", std::optional<timestamp>, default_sql<"NULL">> seen{};
};
constexpr table<notes_table, "notes"> notes;

constexpr std::string_view stored =
    "INSERT INTO users (id, email) VALUES ('u', 'e');"
    "INSERT INTO agents (id, owner_id, name, created_at) VALUES ('sql', 'u', '1', '2026-02-03 23:00:00'),"
    " ('iso', 'u', '2', '2026-02-03T01:00:00.000Z')";
}  // namespace

TEST_CASE("the two forms of a timestamp are known of views, named queries and excluded rows", "[sql][time]") {
    test_database database;
    database.run(create_view<born>);
    database.run(stored);
    constexpr auto since = select(born.id).from(born).where(at_or_after(born.born, param<"t">));
    CHECK(database.answer(text_of(since), {"2026-02-03T10:00:00.000Z"}) == "sql");
    constexpr auto b = alias<"b">(born);
    CHECK(database.answer(text_of(select(b.id).from(b).where(before(b.born, param<"t">))), {"2026-02-03T10:00:00.000Z"}) == "iso");
    // A view's column of one form compares as it is.
    CHECK(text_of(select(born.id).from(born).where(born.ended >= param<"t">)) == "SELECT id FROM born WHERE ended >= ?1");
    constexpr auto ages = named<"ages">(select(agents.id, agents.created_at).from(agents));
    constexpr auto old = with(ages)(select(ages[agents.id]).from(ages).where(at_or_before(ages[agents.created_at], param<"t">)));
    CHECK(database.answer(text_of(old), {"2026-02-03T10:00:00.000Z"}) == "iso");
    constexpr auto upsert =
        insert_into(agents)
            .set(agents.id, agents.owner_id, agents.name, agents.created_at)
            .on_conflict(agents.id)
            .do_update_where(instant(excluded(agents.created_at)) > instant(agents.created_at), agents.name = excluded(agents.name));
    database.answer(text_of(upsert), {"sql", "u", "earlier", "2026-02-03T22:00:00.000Z"});
    database.answer(text_of(upsert), {"iso", "u", "later", "2026-02-03T22:00:00.000Z"});
    CHECK(database.answer("SELECT name FROM agents ORDER BY id") == "later 1");
}

TEST_CASE("a row value compares its timestamps one by one", "[sql][time]") {
    test_database database;
    database.run(stored);
    constexpr auto other = alias<"o">(agents);
    constexpr auto same = select(agents.id).from(agents).where(
        exists(select(other.id).from(other).where(row(other.id, other.created_at) == row(agents.id, agents.created_at))));
    CHECK(database.answer(text_of(same)) == "sql iso");
    constexpr auto by_instant =
        select(agents.id).from(agents).where(row(instant(agents.created_at), agents.id) < row(param<"t">, param<"id">));
    CHECK(database.answer(text_of(by_instant), {"2026-02-03T10:00:00.000Z", ""}) == "iso");
}

TEST_CASE("a default in ISO form leaves a column one form", "[sql][time]") {
    CHECK(text_of(select(notes.id).from(notes).where(notes.at >= param<"t">)) == "SELECT id FROM notes WHERE at >= ?1");
    CHECK(text_of(select(notes.id).from(notes).where(notes.until == param<"t"> && notes.seen < param<"t">)) ==
          "SELECT id FROM notes WHERE until = ?1 AND seen < ?1");
    STATIC_REQUIRE(detail::is_default_in_iso_form("STRFTIME('%Y-%m-%dT%H:%M:%fZ','now')"));
    STATIC_REQUIRE(!detail::is_default_in_iso_form("(datetime('now'))"));
    STATIC_REQUIRE(!detail::is_default_in_iso_form("current_timestamp"));
    STATIC_REQUIRE(!detail::is_default_in_iso_form("''"));
    STATIC_REQUIRE(!detail::is_default_in_iso_form("(strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"));
}

TEST_CASE("a stored timestamp goes into a column of one form as an instant", "[sql][time]") {
    constexpr auto copy = update(runs).set(runs.ended_at = instant(agents.created_at)).from(agents).where(agents.id == runs.agent_id);
    check_text(copy,
               "UPDATE runs SET ended_at = strftime('%Y-%m-%dT%H:%M:%fZ', agents.created_at) FROM agents WHERE agents.id = runs.agent_id");
    // From one column of two forms into another it goes as it is.
    check_text(update(agents).set(agents.created_at = agents.created_at).where(agents.id == param<"id">),
               "UPDATE agents SET created_at = created_at WHERE id = ?1");
}
