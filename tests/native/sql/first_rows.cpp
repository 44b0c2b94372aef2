// UPDATE and DELETE of the first rows of an order, and UPDATE … FROM with joins.
#include "check.hpp"

namespace {
struct sample : test_database {
    sample() {
        run("INSERT INTO users VALUES ('u', 'e', NULL), ('v', 'f', 'Vi')");
        run("INSERT INTO agents (id, owner_id, name, version) VALUES ('a', 'u', 'x', 1), ('b', 'u', 'y', 2), ('c', 'v', 'z', 3)");
        run("INSERT INTO runs (agent_id, number, score) VALUES ('a', 1, 5), ('a', 2, 3), ('b', 1, 9), ('c', 1, NULL)");
    }
};

template <template <fixed_string, class, auto...> class column>
struct odd_table {
    column<"rowid", std::string> rowid{};
    column<"oid", std::optional<std::int64_t>> oid{};
};
constexpr table<odd_table, "odd"> odd;
}  // namespace

TEST_CASE("the first rows of an order are deleted", "[sql][first_rows]") {
    constexpr auto q =
        delete_from(runs).where(runs.number > literal<0>).order_by(runs.score.desc(), runs.agent_id).limit<2>().returning(runs);
    check_text(q,
               "DELETE FROM runs WHERE rowid IN (SELECT rowid FROM runs WHERE number > 0 ORDER BY score DESC, agent_id LIMIT 2) RETURNING "
               "agent_id, number, status, old_status, score, is_good, day, ended_at, details, [order]");
    sample db;
    CHECK(db.answer(text_of(delete_from(runs)
                                .where(runs.number > literal<0>)
                                .order_by(runs.score.desc())
                                .order_by(runs.agent_id)
                                .limit<2>()
                                .returning_value<double>(never_null(runs.score)))) == "5.0 9.0");
    CHECK(db.answer("SELECT agent_id || number FROM runs ORDER BY 1") == "a2 c1");
}

TEST_CASE("a limit without an order, bound, with a part chosen at run time", "[sql][first_rows]") {
    constexpr auto q = delete_from(runs).where(literal<true> && when<"agent">(runs.agent_id == param<"agent">)).limit(param<"limit">);
    check_text(q, "DELETE FROM runs WHERE rowid IN (SELECT rowid FROM runs WHERE 1 AND agent_id = ?1 LIMIT ?2)");
    CHECK(text_when(q, {}) == "DELETE FROM runs WHERE rowid IN (SELECT rowid FROM runs WHERE 1 LIMIT ?2)");
    CHECK(parameters_of(q) == "agent text, limit integer not null");
}

TEST_CASE("the first rows of an order are updated, once", "[sql][first_rows]") {
    constexpr auto next = update(runs)
                              .set(runs.status = literal<RunStatus::done>)
                              .where(runs.status == literal<RunStatus::queued>)
                              .order_by(runs.score.asc().nulls_last())
                              .limit<1>()
                              .returning_value<std::string>(runs.agent_id);
    check_text(next,
               "UPDATE runs SET status = 'done' WHERE rowid IN (SELECT rowid FROM runs WHERE status = 'queued' ORDER BY score NULLS LAST "
               "LIMIT 1) RETURNING agent_id AS value");
    sample db;
    CHECK(db.answer(text_of(next)) == "a");
    CHECK(db.answer(text_of(next)) == "a");
    CHECK(db.answer(text_of(next)) == "b");
    CHECK(decltype(next)::repeated() == idempotency::unknown);
    CHECK(decltype(delete_from(runs).where(runs.number == param<"n">).limit<1>())::repeated() == idempotency::unknown);
}

TEST_CASE("a subquery in the condition sees the inner rows, and a column called rowid is none", "[sql][first_rows]") {
    constexpr auto q = delete_from(agents).where(!exists(select(runs.number).from(runs).where(runs.agent_id == agents.id))).limit<1>();
    check_text(q,
               "DELETE FROM agents WHERE rowid IN (SELECT rowid FROM agents WHERE NOT EXISTS (SELECT runs.number FROM runs WHERE "
               "runs.agent_id = agents.id) LIMIT 1)");
    CHECK(text_of(delete_from(odd).where(literal<true>).order_by(odd.oid).limit<1>()) ==
          "DELETE FROM odd WHERE _rowid_ IN (SELECT _rowid_ FROM odd WHERE 1 ORDER BY oid LIMIT 1)");
    constexpr auto r = alias<"r">(runs);
    check_text(update(r).set(r.score = null<double>).where(r.number == param<"n">).limit<1>(),
               "UPDATE runs AS r SET score = NULL WHERE rowid IN (SELECT rowid FROM runs AS r WHERE number = ?1 LIMIT 1)");
}

TEST_CASE("an update reads several sources", "[sql][first_rows]") {
    constexpr auto q = update(runs)
                           .set(runs.score = cast<double>(agents.version) * literal<10>)
                           .from(agents)
                           .join(users, users.id == agents.owner_id)
                           .where(agents.id == runs.agent_id && users.name.is_not_null())
                           .returning_value<std::string>(runs.agent_id);
    check_text(
        q,
        "UPDATE runs SET score = CAST(agents.version AS REAL) * 10 FROM agents JOIN users ON users.id = agents.owner_id WHERE agents.id "
        "= runs.agent_id AND users.name IS NOT NULL RETURNING runs.agent_id AS value");
    sample db;
    CHECK(db.answer(text_of(q)) == "c");
    CHECK(db.answer("SELECT score FROM runs WHERE agent_id = 'c'") == "30.0");
    constexpr auto best = derived<"best">(select(runs.agent_id, as<"owner_id">(max(runs.agent_id))).from(runs).group_by(runs.agent_id));
    constexpr auto left = update(agents)
                              .set(agents.name = coalesce(users.name, best[agents.owner_id]))
                              .from(best)
                              .left_join(users, users.email == best[agents.owner_id])
                              .where(best[runs.agent_id] == agents.id);
    check_text(
        left,
        "UPDATE agents SET name = coalesce(users.name, best.owner_id) FROM (SELECT runs.agent_id, max(runs.agent_id) AS owner_id FROM runs "
        "GROUP BY runs.agent_id) AS best LEFT JOIN users ON users.email = best.owner_id WHERE best.agent_id = agents.id");
    db.run(std::string(text_of(left)));
    CHECK(db.answer("SELECT name FROM agents ORDER BY id") == "a b c");
    check_text(update(runs).set(runs.score = literal<0>).from(users).cross_join(agents).where(runs.agent_id == agents.id),
               "UPDATE runs SET score = 0 FROM users CROSS JOIN agents WHERE runs.agent_id = agents.id");
}
