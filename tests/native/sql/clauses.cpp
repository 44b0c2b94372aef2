// Clauses that are written more than once, and names of result columns in other clauses.
#include "check.hpp"

namespace {

/// Three users, each with two agents; versions 1 to 6.
test_database filled_bank() {
    test_database db;
    db.run("INSERT INTO users VALUES ('u1', 'a@x', 'Ann'), ('u2', 'b@x', NULL), ('u3', 'c@x', 'Cem')");
    db.run(
        "INSERT INTO agents (id, owner_id, name, version) VALUES ('a1', 'u1', 'one', 1), ('a2', 'u1', 'two', 2), ('a3', 'u2', 'one', 3), "
        "('a4', 'u2', 'two', 4), ('a5', 'u3', 'one', 5), ('a6', 'u3', 'two', 6)");
    return db;
}

constexpr auto literal_version = as<"version">(literal<0>);

}  // namespace

TEST_CASE("conditions of several where() all hold", "[sql][clauses]") {
    test_database db = filled_bank();
    constexpr auto two = select(agents.id).from(agents).where(agents.owner_id == param<"owner">).where(agents.name == literal<"two">);
    check_text(two, "SELECT id FROM agents WHERE owner_id = ?1 AND name = 'two'");
    CHECK(db.answer(text_of(two), {"u2"}) == "a4");
    constexpr auto either = select(agents.id)
                                .from(agents)
                                .where(agents.version < literal<3> || agents.version > literal<5>)
                                .where(agents.name == literal<"one"> || agents.id == literal<"a6">)
                                .where(agents.version > literal<0> && agents.version != literal<1>);
    check_text(either,
               "SELECT id FROM agents WHERE (version < 3 OR version > 5) AND (name = 'one' OR id = 'a6') AND version > 0 AND version <> 1");
    CHECK(db.answer(text_of(either)) == "a6");
    constexpr auto maybe =
        select(agents.id).from(agents).where(when<"name">(agents.name == param<"name">)).where(when<"min">(agents.version >= param<"min">));
    CHECK(text_when(maybe, {}) == "SELECT id FROM agents WHERE 1");
    CHECK(text_when(maybe, {"min"}) == "SELECT id FROM agents WHERE 1 AND version >= ?2");
    CHECK(text_when(maybe, {"name", "min"}) == "SELECT id FROM agents WHERE 1 AND name = ?1 AND version >= ?2");
}

TEST_CASE("update, delete and insert combine their conditions too", "[sql][clauses]") {
    test_database db = filled_bank();
    constexpr auto rename = update(agents)
                                .set(agents.name = literal<"new">)
                                .where(agents.owner_id == literal<"u1">)
                                .where(agents.version == literal<2>)
                                .returning_value<std::string>(agents.id);
    check_text(rename, "UPDATE agents SET name = 'new' WHERE owner_id = 'u1' AND version = 2 RETURNING id AS value");
    CHECK(db.answer(text_of(rename)) == "a2");
    constexpr auto gone =
        delete_from(agents).where(agents.name == literal<"one">).returning_value<std::string>(agents.id).where(agents.version > literal<4>);
    check_text(gone, "DELETE FROM agents WHERE name = 'one' AND version > 4 RETURNING id AS value");
    CHECK(db.answer(text_of(gone)) == "a5");
    CHECK(db.answer("SELECT count(*) FROM agents") == "5");
    constexpr auto add = insert_into(users)
                             .set(users.id = literal<"u4">, users.email = literal<"d@x">)
                             .where(exists(select(agents.id).from(agents).where(agents.id == literal<"a1">)))
                             .where(exists(select(agents.id).from(agents).where(agents.id == literal<"a5">)));
    CHECK(db.answer(text_of(add)).empty());
    CHECK(db.answer("SELECT count(*) FROM users") == "3");
}

TEST_CASE("order_by() and group_by() append, having() combines", "[sql][clauses]") {
    test_database db = filled_bank();
    constexpr auto sorted = select(agents.id).from(agents).order_by(agents.name.desc()).order_by(agents.version.desc()).limit<2>();
    check_text(sorted, "SELECT id FROM agents ORDER BY name DESC, version DESC LIMIT 2");
    CHECK(db.answer(text_of(sorted)) == "a6 a4");
    constexpr auto counted = select(as<"n">(count()))
                                 .from(agents)
                                 .group_by(agents.owner_id)
                                 .group_by(agents.name)
                                 .having(count() == literal<1>)
                                 .having(max(agents.version) > literal<3> || agents.name == literal<"none">)
                                 .having(min(agents.version) < literal<6>);
    check_text(counted,
               "SELECT count(*) AS n FROM agents GROUP BY owner_id, name HAVING count(*) = 1 AND (max(version) > 3 OR name = 'none') AND "
               "min(version) < 6");
    CHECK(db.answer(text_of(counted)) == "1 1");
}

TEST_CASE("several on_conflict() are SQLite's several clauses", "[sql][clauses]") {
    test_database db = filled_bank();
    constexpr auto upsert = insert_into(users)
                                .set(users.id, users.email, users.name)
                                .on_conflict(users.id)
                                .do_update(users.name = excluded(users.name))
                                .on_conflict(users.email)
                                .do_update(users.name = concat(excluded(users.name), literal<"!">))
                                .on_conflict()
                                .do_nothing();
    check_text(upsert,
               "INSERT INTO users (id, email, name) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET name = excluded.name ON CONFLICT "
               "(email) DO UPDATE SET name = excluded.name || '!' ON CONFLICT DO NOTHING");
    CHECK(db.answer(text_of(upsert), {"u1", "z@x", "by id"}).empty());
    CHECK(db.answer(text_of(upsert), {"u9", "b@x", "by email"}).empty());
    CHECK(db.answer("SELECT name FROM users ORDER BY id") == "by id by email! Cem");
    CHECK(detail::idempotency_of<std::remove_cvref_t<decltype(upsert)>>() == idempotency::unknown);
}

TEST_CASE("a named expression in another clause is the expression", "[sql][clauses]") {
    test_database db = filled_bank();
    constexpr auto n = as<"n">(count());
    constexpr auto busy = select(agents.name, n).from(agents).group_by(agents.name).having(n > literal<2>).order_by(n.desc(), agents.name);
    check_text(busy, "SELECT name, count(*) AS n FROM agents GROUP BY name HAVING count(*) > 2 ORDER BY count(*) DESC, name");
    CHECK(db.answer(text_of(busy)) == "one two");
    constexpr auto big = as<"big">(upper(agents.name));
    constexpr auto by_name = select(big, as<"all">(count())).from(agents).where(big != literal<"TWO">).group_by(big).order_by(big);
    check_text(
        by_name,
        "SELECT upper(name) AS big, count(*) AS [all] FROM agents WHERE upper(name) <> 'TWO' GROUP BY upper(name) ORDER BY upper(name)");
    constexpr auto shown = as<"shown">(coalesce(as<"inner">(users.name), users.email));
    constexpr auto twice = select(as<"shown_twice">(shown), as<"id">(as<"other">(users.id))).from(users).order_by(shown.desc());
    check_text(twice, "SELECT coalesce(name, email) AS shown_twice, id FROM users ORDER BY coalesce(name, email) DESC");
    CHECK(db.answer(text_of(twice)) == "b@x Cem Ann");
    CHECK(columns_of(twice) == "shown_twice text, id text");
}

TEST_CASE("returning() names the written table, whatever alias it has", "[sql][clauses]") {
    test_database db = filled_bank();
    constexpr auto a = alias<"a">(agents);
    constexpr auto raised = update(a)
                                .set(a.version = a.version + literal<1>)
                                .from(users)
                                .where(users.id == a.owner_id && a.id == literal<"a1">)
                                .returning_value<std::int64_t>(a.version);
    check_text(raised,
               "UPDATE agents AS a SET version = a.version + 1 FROM users WHERE users.id = a.owner_id AND a.id = 'a1' RETURNING "
               "agents.version AS value");
    CHECK(db.answer(text_of(raised)) == "2");
    constexpr auto peers = select(count()).from(alias<"p">(agents)).where(alias<"p">(agents).owner_id == a.owner_id);
    constexpr auto gone = delete_from(a).where(a.id == literal<"a6">).returning_value<std::int64_t>(scalar(peers));
    check_text(gone,
               "DELETE FROM agents AS a WHERE a.id = 'a6' RETURNING (SELECT count(*) FROM agents AS p WHERE p.owner_id = "
               "agents.owner_id) AS value");
    CHECK(db.answer(text_of(gone)) == "1");
    constexpr auto again = insert_into(a)
                               .set(a.id = literal<"a2">, a.owner_id = literal<"u1">, a.name = literal<"two">, a.version = literal<7>)
                               .on_conflict(a.id)
                               .do_update(a.version = a.version + excluded(a.version))
                               .returning_value<std::int64_t>(a.version);
    check_text(again,
               "INSERT INTO agents (id, owner_id, name, version) VALUES ('a2', 'u1', 'two', 7) ON CONFLICT (id) DO UPDATE SET "
               "version = version + excluded.version RETURNING version AS value");
    CHECK(db.answer(text_of(again)) == "9");
}

TEST_CASE("order_by_columns() appends, and a limit of -1 lets offset() stand alone", "[sql][clauses]") {
    test_database db = filled_bank();
    constexpr auto names = union_distinct(select(agents.name, agents.version).from(agents), select(users.id, literal_version).from(users))
                               .order_by_columns<1>()
                               .order_by_columns<-2>();
    check_text(names, "SELECT agents.name, agents.version FROM agents UNION SELECT users.id, 0 AS version FROM users ORDER BY 1, 2 DESC");
    CHECK(db.answer(text_of(names)) == "one one one two two two u1 u2 u3");
    constexpr auto rest = select(agents.id).from(agents).order_by(agents.id).limit<-1>().offset(param<"skip">);
    CHECK(db.answer(text_of(rest), {"4"}) == "a5 a6");
}

TEST_CASE("order_by() sorts by the column, where a result column has its name", "[sql][clauses]") {
    test_database db;
    db.run(
        "INSERT INTO users (id, email) VALUES ('u', 'e');"
        "INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'z'), ('b', 'u', 'y'), ('c', 'u', 'x')");
    constexpr auto swapped = select(as<"name">(agents.id)).from(agents);
    check_text(swapped.order_by(agents.name), "SELECT id AS name FROM agents ORDER BY agents.name");
    CHECK(db.answer(text_of(swapped.order_by(agents.name))) == "c b a");
    CHECK(db.answer(text_of(swapped.order_by(agents.version.asc(), agents.name.asc()).limit<2>())) == "c b");
    // The result column itself: by its expression.
    CHECK(db.answer(text_of(swapped.order_by(as<"name">(agents.id).desc()))) == "c b a");
    // One value a row, and a value of that name in the table.
    constexpr auto renamed = derived<"renamed">(select(as<"value">(agents.name), agents.id).from(agents));
    CHECK(db.answer(text_of(select_value<std::string>(renamed[agents.id]).from(renamed).order_by(renamed.get<"value", std::string>()))) ==
          "c b a");
    // In a query in FROM, and in a subquery.
    constexpr auto first = derived<"first">(swapped.order_by(agents.name.asc()).limit<1>());
    CHECK(db.answer(text_of(select(first[agents.name]).from(first))) == "c");
    CHECK(db.answer(text_of(select(as<"v">(scalar(swapped.order_by(agents.name).limit<1>()))).from(users))) == "c");
    // A column that is selected under its own name stays bare.
    check_text(select(agents.id, agents.name).from(agents).order_by(agents.name), "SELECT id, name FROM agents ORDER BY name");
    check_text(select(as<"name">(agents.name)).from(agents).order_by(agents.name), "SELECT name FROM agents ORDER BY name");
}

TEST_CASE("NULLs before or behind all values", "[sql][clauses]") {
    constexpr auto q = select(runs.number).from(runs);
    check_text(q.order_by(runs.score.asc().nulls_last(), runs.day.desc().nulls_first()),
               "SELECT number FROM runs ORDER BY score NULLS LAST, day DESC NULLS FIRST");
    // Where SQLite puts them anyway.
    check_text(q.order_by(runs.score.asc().nulls_first(), runs.day.desc().nulls_last()),
               "SELECT number FROM runs ORDER BY score, day DESC");
    check_text(q.order_by(runs.score.desc().nulls_first().nulls_last(), runs.day.asc().nulls_last().nulls_first()),
               "SELECT number FROM runs ORDER BY score DESC, day");
    check_text(q.order_by(runs.score.desc().nulls_first().nulls_first()), "SELECT number FROM runs ORDER BY score DESC NULLS FIRST");
}

TEST_CASE("a constant offset", "[sql][clauses]") {
    check_text(select(users.id).from(users).order_by(users.id).limit<2>().offset<4>(), "SELECT id FROM users ORDER BY id LIMIT 2 OFFSET 4");
    check_text(union_all(select(users.id).from(users), select(agents.id).from(agents)).limit<-1>().offset<1>(),
               "SELECT users.id FROM users UNION ALL SELECT agents.id FROM agents LIMIT -1 OFFSET 1");
}
