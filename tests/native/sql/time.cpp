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
