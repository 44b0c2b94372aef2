// What is known of a second run of a statement, and that it does just that.
#include <squall/sql/trigger.hpp>

#include "check.hpp"

namespace {

template <class Q>
constexpr idempotency of(Q) {
    return detail::rendered_statement<Q>::data.repeated;
}

}  // namespace

TEST_CASE("an update to bound values may run again, unless it asks for what it sets", "[sql][idempotency]") {
    constexpr auto set = update(agents).set(agents.name = param<"name">, when<"labels">(agents.labels = param<"labels">));
    static_assert(of(set.where(agents.id == param<"id">)) == idempotency::same);
    static_assert(of(set.where(agents.id == param<"id">).returning(agents)) == idempotency::same);
    static_assert(of(set.where(agents.id == param<"id"> && when<"version">(agents.version == param<"version">))) == idempotency::same);
    static_assert(of(set.where(agents.id.in(list<"ids">))) == idempotency::same);
    static_assert(of(set.where(agents.name == param<"old">)) == idempotency::unknown);
    static_assert(of(set.where(agents.id == param<"id"> && agents.labels.is_null())) == idempotency::unknown);
}

TEST_CASE("an update that counts on, or looks into other rows, must not run again", "[sql][idempotency]") {
    constexpr auto item = rows<"items", agents.id, agents.name>;
    const auto by_id = agents.id == param<"id">;
    constexpr auto newest = scalar(select(max(runs.number)).from(runs));
    static_assert(of(update(agents).set(agents.version = agents.version + literal<1>).where(agents.id == param<"id">)) ==
                  idempotency::unknown);
    static_assert(of(update(agents).set(agents.version = newest).where(agents.id == param<"id">)) == idempotency::unknown);
    static_assert(of(update(agents).set(agents.name = param<"name">).where(exists(select(runs.number).from(runs)))) ==
                  idempotency::unknown);
    static_assert(of(update(agents).set(agents.name = item[agents.name]).from(item).where(agents.id == item[agents.id])) ==
                  idempotency::unknown);
    static_assert(of(update(runs).set(runs.number = literal<1>).where(runs.day >= days_ago<7>)) == idempotency::unknown);
    CHECK(text_of(update(agents).set(agents.name = param<"name">).where(by_id)) == "UPDATE agents SET name = ?1 WHERE id = ?2");
}

TEST_CASE("a delete finds nothing the second time", "[sql][idempotency]") {
    static_assert(of(delete_from(agents).where(agents.id == param<"id">).returning(agents)) == idempotency::empty);
    static_assert(of(delete_from(agents).where(agents.parent_id.is_null())) == idempotency::unknown);
    static_assert(of(delete_from(agents).where(exists(select(runs.number).from(runs)))) == idempotency::unknown);

    test_database database;
    database.run("INSERT INTO users (id, email) VALUES ('u', 'e')");
    database.run(
        "INSERT INTO agents (id, owner_id, parent_id, name) VALUES ('a', 'u', NULL, 'a'), ('b', 'u', 'a', 'b'), ('c', 'u', 'b', 'c')");
    database.run("PRAGMA foreign_keys = on; DELETE FROM agents WHERE parent_id IS NULL");
    CHECK(database.answer("SELECT group_concat(id) FROM agents") == "b,c");  // 'b' has become such a row by it
    database.run("DELETE FROM agents WHERE parent_id IS NULL");
    CHECK(database.answer("SELECT group_concat(id) FROM agents") == "c");
}

TEST_CASE("an insert of a bound primary key is refused the second time", "[sql][idempotency]") {
    constexpr auto email = users.email = param<"email">;
    static_assert(of(insert_into(users).set(users.id = param<"id">, email)) == idempotency::refused);
    static_assert(of(insert_into(users).set(users.id, users.email, users.name).returning(users)) == idempotency::refused);
    static_assert(of(insert_into(users).set(users.id = coalesce(param<"id", std::optional<std::string>>, literal<"x">), email)) ==
                  idempotency::unknown);
    static_assert(of(insert_into(users).set(users.id = param<"id">, email).where(not exists(select(agents.id).from(agents)))) ==
                  idempotency::unknown);
    static_assert(of(insert_into(users).set(users.id = param<"id">, email).on_conflict(users.email).do_nothing()) == idempotency::unknown);
    static_assert(of(insert_into(runs).set(runs.agent_id, runs.number)) == idempotency::unknown);  // no key at all
}

TEST_CASE("an insert from a query inserts no row the second time, or fails, by what the query finds", "[sql][idempotency]") {
    constexpr auto by_id = insert_into(users).set(users.id = param<"id">, users.email = param<"email">);
    static_assert(of(by_id) == idempotency::refused);
    static_assert(of(by_id.from(agents).where(agents.id == param<"agent_id">)) == idempotency::unknown);
    static_assert(of(by_id.from(agents)) == idempotency::unknown);
    static_assert(of(by_id.where(!exists(select(agents.id).from(agents)))) == idempotency::unknown);
    static_assert(
        of(by_id.from(agents).where(agents.id == param<"agent_id">).on_conflict(users.id).do_update(users.email = excluded(users.email))) ==
        idempotency::unknown);

    test_database database;
    const auto insert = text_of(by_id.from(agents).where(agents.id == param<"agent_id">));
    CHECK(database.answer(insert, {"u", "e", "none"}) == "");
    CHECK(database.answer(insert, {"u", "e", "none"}) == "");  // no error, where one with VALUES is refused
    CHECK(database.answer(text_of(by_id), {"u", "e"}) == "");
    CHECK(database.answer(text_of(by_id), {"u", "f"}) == "UNIQUE constraint failed: users.id");
}

TEST_CASE("an upsert that sets what it would insert may run again", "[sql][idempotency]") {
    constexpr auto insert = insert_into(users).set(users.id, users.email, users.name);
    static_assert(of(insert.on_conflict(users.email).do_update(users.name = excluded(users.name)).returning(users)) == idempotency::same);
    static_assert(of(insert.on_conflict(users.email).do_update(users.name = param<"other">)) == idempotency::unknown);
    static_assert(of(insert.on_conflict(users.email).do_update_where(users.name.is_null(), users.name = excluded(users.name))) ==
                  idempotency::unknown);
    static_assert(of(insert.on_conflict(users.email).do_update(users.name = concat(users.name, literal<"!">))) == idempotency::unknown);
}

namespace {
template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"mail", std::optional<std::string>, unique> mail{};
    column<"place", std::string, unique, default_sql<"(hex(randomblob(4)))">> place{};
    column<"body", std::string> body{};
};
constexpr squall::table<notes_table, "notes"> notes;
template <template <fixed_string, class, auto...> class column>
struct loose_table {
    column<"id", std::optional<std::string>, nullable_key> id{};
};
constexpr squall::table<loose_table, "loose"> loose;
}  // namespace
template <>
inline constexpr auto squall::constraints_of<notes> = constraints(unique_index<"notes_by_mail">(lower(notes.mail)));

TEST_CASE("an upsert whose key may not find the row that it has inserted must not run again", "[sql][idempotency]") {
    constexpr auto note = insert_into(notes).set(notes.mail, notes.body);
    constexpr auto by_mail = note.on_conflict(notes.mail).do_update(notes.body = excluded(notes.body));
    static_assert(of(by_mail) == idempotency::unknown);  // a NULL is not in a unique key
    static_assert(of(note.on_conflict(notes.place).do_update(notes.body = excluded(notes.body))) == idempotency::unknown);
    static_assert(of(note.on_conflict(lower(notes.mail)).do_update(notes.body = excluded(notes.body))) == idempotency::unknown);
    static_assert(of(note.on_conflict().do_update(notes.body = excluded(notes.body))) == idempotency::unknown);
    static_assert(of(insert_into(runs)
                         .set(runs.agent_id, runs.number, runs.status)
                         .on_conflict(runs.agent_id)
                         .where(runs.status == literal<RunStatus::running>)
                         .do_update(runs.status = excluded(runs.status))) == idempotency::unknown);
    constexpr auto placed = insert_into(notes).set(notes.place, notes.body);
    static_assert(of(placed.on_conflict(notes.place).do_update(notes.body = excluded(notes.body))) == idempotency::same);
    // With a primary key the second run finds the row, or is refused.
    constexpr auto with_id = insert_into(notes).set(notes.id, notes.mail, notes.body);
    static_assert(of(with_id.on_conflict(notes.mail).do_update(notes.body = excluded(notes.body))) == idempotency::same);
    static_assert(of(insert_into(loose).set(loose.id)) == idempotency::unknown);

    test_database database;
    database.run(create_table<notes>);
    database.run("INSERT INTO notes (mail, body) VALUES (NULL, 'x') ON CONFLICT (mail) DO UPDATE SET body = excluded.body");
    database.run("INSERT INTO notes (mail, body) VALUES (NULL, 'x') ON CONFLICT (mail) DO UPDATE SET body = excluded.body");
    CHECK(database.answer("SELECT count(*) FROM notes") == "2");
}

TEST_CASE("an insert of a whole query must not run again", "[sql][idempotency]") {
    static_assert(of(insert_into(users).set_each(select(as<"id">(agents.id), as<"email">(agents.name)).from(agents))) ==
                  idempotency::unknown);
    static_assert(of(insert_into(users)
                         .set_each(select(as<"id">(agents.id), as<"email">(agents.name)).from(agents))
                         .on_conflict(users.id)
                         .do_update(users.email = excluded(users.email))) == idempotency::unknown);
    // With a bound key as well: there may be no row to insert.
    static_assert(of(insert_into(users).set(users.id = param<"id">, users.email = agents.name).from(agents)) == idempotency::unknown);
}

TEST_CASE("a read may run again", "[sql][idempotency]") {
    static_assert(of(select(users).from(users)) == idempotency::same);
    static_assert(of(guard(must_exist<"user">(exists(select(users.id).from(users))))) == idempotency::same);
}

namespace {
template <template <fixed_string, class, auto...> class column>
struct audited_table {
    column<"id", std::string, primary_key> id{};
    column<"name", std::string> name{};
};
constexpr squall::table<audited_table, "audited"> audited;
template <template <fixed_string, class, auto...> class column>
struct watched_table {
    static constexpr bool has_triggers_ = true;
    column<"id", std::string, primary_key> id{};
    column<"name", std::string> name{};
};
constexpr squall::table<watched_table, "watched"> watched;
constexpr auto audit =
    after_update<"audit", audited>(update(users).set(users.name = new_row<audited>.name).where(users.id == new_row<audited>.id));
[[maybe_unused]] constexpr auto other_audited = alias<"other">(audited);

template <class Q>
constexpr bool frees_keys(Q) {
    return detail::rendered_statement<Q>::data.frees_keys;
}
template <const auto& Table>
constexpr bool none_may_run_again() {
    constexpr auto by_id = Table.id == param<"id">;
    constexpr auto insert = insert_into(Table).set(Table.id, Table.name);
    return of(update(Table).set(Table.name = param<"name">).where(by_id)) == idempotency::unknown &&
           of(delete_from(Table).where(by_id)) == idempotency::unknown && of(insert) == idempotency::unknown &&
           of(insert.on_conflict(Table.id).do_update(Table.name = excluded(Table.name))) == idempotency::unknown && frees_keys(insert) &&
           frees_keys(update(Table).set(Table.name = param<"name">).where(by_id));
}
}  // namespace

TEST_CASE("a write to a table with triggers must not run again", "[sql][idempotency]") {
    static_assert(none_may_run_again<audited>());  // by a declared trigger
    static_assert(none_may_run_again<watched>());  // by its declaration
    static_assert(of(select(audited).from(audited)) == idempotency::same);
    static_assert(of(update(users).set(users.name = param<"name">).where(users.id == param<"id">)) == idempotency::same);
    CHECK(audit.name == "audit");
}

TEST_CASE("deletions and changed primary keys free keys, wherever they stand", "[sql][idempotency]") {
    constexpr auto due = named<"due">(select(agents).from(agents).where(agents.version > literal<1>));
    constexpr auto by_id = agents.id == param<"id">;
    static_assert(frees_keys(delete_from(agents).where(by_id)));
    static_assert(frees_keys(with(due)(delete_from(agents).where(by_id))));
    static_assert(frees_keys(update(agents).set(agents.id = param<"new">).where(by_id)));
    static_assert(frees_keys(update(agents).set(agents.name = param<"name">, when<"new">(agents.id = param<"new">)).where(by_id)));
    static_assert(frees_keys(with(due)(update(agents).set(agents.id = param<"new">).where(by_id))));
    constexpr auto insert = insert_into(users).set(users.id, users.email);
    static_assert(frees_keys(insert.on_conflict(users.email).do_update(users.id = excluded(users.id))));

    static_assert(!frees_keys(insert));
    static_assert(!frees_keys(insert.on_conflict(users.email).do_nothing()));
    static_assert(!frees_keys(insert.on_conflict(users.email).do_update(users.name = excluded(users.name))));
    static_assert(!frees_keys(update(agents).set(agents.name = param<"name">).where(by_id)));
    static_assert(!frees_keys(with(due)(update(agents).set(agents.name = param<"name">).where(by_id))));
    static_assert(!frees_keys(select(agents).from(agents)));
    CHECK(of(with(due)(delete_from(agents).where(by_id))) == idempotency::unknown);
}
