#include "check.hpp"

#include "squall/core/plan.hpp"

namespace {
constexpr auto by_id = agents.id == param<"id">;
constexpr auto by_number = runs.agent_id == param<"agent_id"> && runs.number == param<"number">;
constexpr auto agent_exists = must_exist<"agent">(exists(select(agents.id).from(agents).where(by_id)));
constexpr auto run_exists = must_exist<"run">(exists(select(literal<1>).from(runs).where(by_number)));
constexpr auto is_queued = must_hold<"queued">(scalar(select(runs.status).from(runs).where(by_number)) == literal<RunStatus::queued>);

template <class Guard, class Write>
constexpr guard_place place_of(Guard, Write) {
    return detail::fold_of<Guard, Write>::place;
}
template <class Guard, class Write>
constexpr auto sent_for(Guard, Write) {
    return typename detail::fold_of<Guard, Write>::write{};
}
template <class Guard, class Write>
constexpr auto guard_behind(Guard, Write) {
    return typename detail::fold_of<Guard, Write>::guard{};
}
}  // namespace

TEST_CASE("a write that finds the rows its guard asks for contains the guard", "[sql][guard]") {
    constexpr auto rename = update(agents).set(agents.name).where(by_id);
    check_text(sent_for(guard(agent_exists), rename), "UPDATE agents SET name = ?1 WHERE id = ?2 RETURNING 1 AS value");
    check_text(guard_behind(guard(agent_exists), rename),
               "SELECT CASE changes() WHEN 0 THEN json_extract('{}', 'not_found:agent:' || ?1) ELSE 1 END AS g");
    check_text(sent_for(guard(agent_exists), update(agents).set(agents.name).where(by_id).returning_value<std::string>(agents.name)),
               "UPDATE agents SET name = ?1 WHERE id = ?2 RETURNING name AS value");
    check_text(sent_for(guard(agent_exists), delete_from(agents).where(by_id)), "DELETE FROM agents WHERE id = ?1 RETURNING 1 AS value");
    // Optional parts of a condition are the same in both.
    constexpr auto of_owner = by_id && when<"owner_id">(agents.owner_id == param<"owner_id">);
    constexpr auto owned = must_exist<"agent">(exists(select(agents.id).from(agents).where(of_owner)));
    static_assert(place_of(guard(owned), update(agents).set(agents.name).where(of_owner)) == guard_place::in_write);
    // The kind is that of the requirement, whatever it is.
    check_text(guard_behind(guard(must_refer<"agent_id">(exists(select(agents.id).from(agents).where(by_id)))), rename),
               "SELECT CASE changes() WHEN 0 THEN json_extract('{}', 'foreign_key:agent_id:' || ?1) ELSE 1 END AS g");
}

TEST_CASE("further requirements are checked in the first assignment that is always there", "[sql][guard]") {
    constexpr auto both = guard(run_exists, is_queued);
    constexpr auto start =
        update(runs).set(when<"score">(runs.score = param<"score">), runs.status = literal<RunStatus::running>).where(by_number);
    check_text(sent_for(both, start),
               "UPDATE runs SET status = CASE WHEN (status = 'queued') IS NOT TRUE THEN json_extract('{}', 'guard_failed:queued:' || ?1) "
               "ELSE 'running' END, score = ?2 WHERE agent_id = ?3 AND number = ?4 RETURNING 1 AS value");
    // Of another row it is a query, which sees no table of the statement.
    constexpr auto first_is_done = must_hold<"first_done">(
        scalar(select(runs.status).from(runs).where(runs.agent_id == param<"agent_id"> && runs.number == literal<1>)) ==
        literal<RunStatus::done>);
    check_text(sent_for(guard(run_exists, first_is_done), update(runs).set(runs.status = literal<RunStatus::running>).where(by_number)),
               "UPDATE runs SET status = CASE WHEN ((SELECT runs.status FROM runs WHERE runs.agent_id = ?1 AND runs.number = 1) = 'done') "
               "IS NOT TRUE THEN json_extract('{}', 'guard_failed:first_done:' || ?2) ELSE 'running' END "
               "WHERE runs.agent_id = ?1 AND runs.number = ?3 RETURNING 1 AS value");
    constexpr auto optional = guard(run_exists, when<"checks">(is_queued));
    CHECK(text_when(sent_for(optional, start), {}) ==
          "UPDATE runs SET status = CASE WHEN 0 THEN 0 ELSE 'running' END WHERE agent_id = ?3 AND number = ?4 RETURNING 1 AS value");
}

TEST_CASE("an assignment that another may replace checks nothing", "[sql][guard]") {
    constexpr auto both = guard(run_exists, is_queued);
    // Of two assignments to one column SQLite drops the earlier, and the guard in it.
    constexpr auto to_status = update(runs).set(runs.status = literal<RunStatus::running>, when<"status">(runs.status));
    static_assert(place_of(both, to_status.where(by_number)) == guard_place::no_assignment);
    constexpr auto scored =
        update(runs).set(when<"status">(runs.status), runs.status = literal<RunStatus::running>, runs.score = param<"score">);
    constexpr auto sent = sent_for(both, scored.where(by_number));
    CHECK(text_when(sent, {"status"}) ==
          "UPDATE runs SET status = 'running', score = CASE WHEN (status = 'queued') IS NOT TRUE THEN json_extract('{}', "
          "'guard_failed:queued:' || ?1) ELSE ?2 END, status = ?3 WHERE agent_id = ?4 AND number = ?5 RETURNING 1 AS value");
    test_database database;
    database.run(
        "INSERT INTO users (id, email) VALUES ('u', 'e'); INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'n');"
        "INSERT INTO runs (agent_id, number, status) VALUES ('a', 1, 'done')");
    CHECK(database.answer(text_when(sent, {"status"}), {"7", "1.5", "queued", "a", "1"}) == "bad JSON path: 'guard_failed:queued:7'");
}

TEST_CASE("within a query of a guard the found row is asked for by a query", "[sql][guard]") {
    constexpr auto other = alias<"other">(runs);
    constexpr auto number = scalar(select(runs.number).from(runs).where(by_number));
    constexpr auto start = update(runs).set(runs.status = literal<RunStatus::running>).where(by_number);
    // max() of a column of the statement around it would be an aggregate of that statement.
    constexpr auto is_first = must_hold<"first">(scalar(select(max(number)).from(agents)) == literal<1>);
    check_text(sent_for(guard(run_exists, is_first), start),
               "UPDATE runs SET status = CASE WHEN ((SELECT max((SELECT runs.number FROM runs WHERE runs.agent_id = ?1 AND runs.number = "
               "?2)) FROM agents) = 1) IS NOT TRUE THEN json_extract('{}', 'guard_failed:first:' || ?3) ELSE 'running' END WHERE "
               "runs.agent_id = ?1 AND runs.number = ?2 RETURNING 1 AS value");
    constexpr auto is_last = must_hold<"last">(!exists(select(other.number).from(other).where(other.number > number)));
    constexpr auto is_sorted = must_hold<"sorted">(exists(select(other.number).from(other).group_by(other.number, other.score + number)));
    CHECK(shared_database().error_in(text_of(sent_for(guard(run_exists, is_last), start))) == "");
    CHECK(shared_database().error_in(text_of(sent_for(guard(run_exists, is_sorted), start))) == "");
}

TEST_CASE("VALUES check every requirement of an insert", "[sql][guard]") {
    constexpr auto owner = must_refer<"owner_id">(exists(select(users.id).from(users).where(users.id == param<"owner_id">)));
    constexpr auto insert = insert_into(agents).set(agents.id, agents.owner_id, agents.name);
    check_text(sent_for(guard(owner), insert),
               "INSERT INTO agents (id, owner_id, name) VALUES (CASE WHEN EXISTS (SELECT users.id FROM users WHERE users.id = ?1) "
               "IS NOT TRUE THEN json_extract('{}', 'foreign_key:owner_id:' || ?2) ELSE ?3 END, ?1, ?4)");
    static_assert(std::is_void_v<detail::fold_of<decltype(guard(owner)), std::remove_cv_t<decltype(insert)>>::guard>);
}

TEST_CASE("a guard that asks for more stays a statement, and says why", "[sql][guard]") {
    constexpr auto rename = update(agents).set(agents.name).where(by_id);
    constexpr auto other_condition = must_exist<"agent">(exists(select(agents.id).from(agents).where(agents.name == param<"id">)));
    constexpr auto other_table = must_exist<"user">(exists(select(users.id).from(users).where(users.id == param<"id">)));
    constexpr auto counted = must_exist<"agent">(exists(select(count()).from(agents).where(by_id)));  // always true
    constexpr auto limited = must_exist<"agent">(exists(select(agents.id).from(agents).where(by_id).limit(param<"n">)));
    static_assert(place_of(guard(other_condition), rename) == guard_place::other_rows);
    static_assert(place_of(guard(other_table, agent_exists), rename) == guard_place::other_rows);
    static_assert(place_of(guard(counted), rename) == guard_place::other_rows);
    static_assert(place_of(guard(limited), rename) == guard_place::other_rows);
    static_assert(place_of(guard(when<"checks">(agent_exists)), rename) == guard_place::other_rows);
    static_assert(place_of(guard(must_be_free<"name">(!exists(select(agents.id).from(agents).where(by_id)))), rename) ==
                  guard_place::other_rows);
    static_assert(place_of(guard(agent_exists), update(agents).set(agents.name = users.email).from(users).where(by_id)) ==
                  guard_place::other_rows);
    static_assert(place_of(guard(run_exists, is_queued), delete_from(runs).where(by_number)) == guard_place::no_assignment);
    static_assert(place_of(guard(run_exists, is_queued), update(runs).set(when<"score">(runs.score = param<"score">)).where(by_number)) ==
                  guard_place::no_assignment);
    static_assert(place_of(guard(other_table), insert_into(users).set(users.id, users.email).where(literal<true>)) ==
                  guard_place::may_insert_nothing);
}

TEST_CASE("a second run of a guarded write does what one of the write does", "[sql][guard][idempotency]") {
    constexpr auto start = update(runs).set(runs.status = literal<RunStatus::running>).where(by_number);
    using sent = decltype(sent_for(guard(run_exists, is_queued), start));
    static_assert(detail::rendered_statement<sent>::data.repeated == idempotency::same);
    static_assert(detail::rendered_statement<decltype(sent_for(guard(agent_exists), delete_from(agents).where(by_id)))>::data.repeated ==
                  idempotency::empty);
    static_assert(detail::rendered_statement<sent>::data.guard == guard_place::in_write);
    // A query in the condition that does not look at what is set is of the same answer, or the guard fails.
    constexpr auto owned = by_id && exists(select(users.id).from(users).where(users.id == agents.owner_id));
    constexpr auto rename = update(agents).set(agents.name).where(owned);
    constexpr auto must_be_owned = guard(must_exist<"agent">(exists(select(agents.id).from(agents).where(owned))));
    static_assert(detail::rendered_statement<std::remove_cv_t<decltype(rename)>>::data.repeated == idempotency::unknown);
    static_assert(detail::rendered_statement<decltype(sent_for(must_be_owned, rename))>::data.repeated == idempotency::same);
    constexpr auto moves = update(agents).set(agents.owner_id).where(owned);
    static_assert(detail::rendered_statement<decltype(sent_for(must_be_owned, moves))>::data.repeated == idempotency::unknown);
}

TEST_CASE("a guard in a write fails as one of its own does, and before a constraint", "[sql][guard]") {
    test_database database;
    database.run(
        "INSERT INTO users (id, email) VALUES ('u', 'e'); INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'n');"
        "INSERT INTO runs (agent_id, number, status) VALUES ('a', 1, 'done'), ('a', 2, 'queued')");
    constexpr auto start = update(runs).set(runs.status = literal<RunStatus::running>).where(by_number);
    constexpr auto sent = text_of(sent_for(guard(run_exists, is_queued), start));
    CHECK(database.answer(sent, {"7", "a", "1"}) == "bad JSON path: 'guard_failed:queued:7'");
    CHECK(database.answer(sent, {"7", "a", "3"}) == "");  // no row: its state is not asked
    CHECK(database.answer(sent, {"7", "a", "2"}) == "1");
    CHECK(database.answer(sent, {"7", "a", "2"}) == "bad JSON path: 'guard_failed:queued:7'");
    constexpr auto owner = must_refer<"owner_id">(exists(select(users.id).from(users).where(users.id == param<"owner_id">)));
    constexpr auto insert = text_of(sent_for(guard(owner), insert_into(agents).set(agents.id, agents.owner_id, agents.name)));
    CHECK(database.answer(insert, {"nobody", "0", "a", "n"}) == "bad JSON path: 'foreign_key:owner_id:0'");
    CHECK(database.answer(insert, {"u", "0", "a", "m"}) == "UNIQUE constraint failed: agents.id");
    CHECK(database.answer(insert, {"u", "0", "b", "m"}) == "");
}
