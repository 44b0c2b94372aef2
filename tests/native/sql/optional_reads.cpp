#include "squall/sql/optional_reads.hpp"

#include "check.hpp"
#include "squall/sql/with.hpp"

namespace {

constexpr auto with_owner = select(agents.id, value_when<"owner">(users.name))
                                .from(agents)
                                .left_join(when<"owner">(users), users.id == agents.owner_id)
                                .where(agents.version > literal<0> && when<"owner">(users.email != literal<"">))
                                .order_by(agents.id);

template <class Q>
std::string plan_when(const Q& query, std::initializer_list<std::string_view> given) {
    std::string all;
    shared_database().each_row("EXPLAIN QUERY PLAN " + text_when(query, given), [&](sqlite3_stmt* row) {
        all += reinterpret_cast<const char*>(sqlite3_column_text(row, 3)) + std::string("; ");
    });
    return all;
}

}  // namespace

TEST_CASE("a join and a value are in the statement when they are asked for", "[sql][optional]") {
    CHECK(text_when(with_owner, {"owner"}) ==
          "SELECT agents.id, CASE WHEN 0 THEN NULL ELSE users.name END AS name FROM agents LEFT JOIN users ON users.id = agents.owner_id"
          " WHERE agents.version > 0 AND users.email <> '' ORDER BY agents.id");
    CHECK(text_when(with_owner, {}) ==
          "SELECT agents.id, CASE WHEN 0 THEN NULL END AS name FROM agents WHERE agents.version > 0 ORDER BY agents.id");
    CHECK(columns_of(with_owner) == "id text, name text?");
    CHECK(plan_when(with_owner, {}).find("users") == std::string::npos);
    CHECK(plan_when(with_owner, {"owner"}).find("SEARCH users USING INDEX") != std::string::npos);
}

TEST_CASE("an optional join is needed by its conditions alone", "[sql][optional]") {
    constexpr auto with_status = select(agents.id)
                                     .from(agents)
                                     .join(when<"status">(runs), runs.agent_id == agents.id && runs.status == param<"status">)
                                     .where(literal<true> && when<"name">(agents.name == param<"name">));
    CHECK(text_when(with_status, {}) == "SELECT agents.id FROM agents WHERE 1");
    CHECK(text_when(with_status, {"name"}) == "SELECT agents.id FROM agents WHERE 1 AND agents.name = ?2");
    CHECK(text_when(with_status, {"status", "name"}) ==
          "SELECT agents.id FROM agents JOIN runs ON runs.agent_id = agents.id AND runs.status = ?1 WHERE 1 AND agents.name = ?2");
    CHECK(plan_when(with_status, {"name"}).find("runs") == std::string::npos);
}

TEST_CASE("optional joins of queries, aliases and several tables", "[sql][optional]") {
    constexpr auto parent = alias<"parent">(agents);
    constexpr auto counts = derived<"counts">(select(runs.agent_id, as<"n">(count())).from(runs).group_by(runs.agent_id));
    constexpr auto q = select(agents.id, as<"above">(value_when<"parent">(parent.name)), as<"owner">(value_when<"parent">(users.email)),
                              as<"n">(value_when<"runs">(counts.get<"n", std::int64_t>())))
                           .from(agents)
                           .left_join(when<"parent">(parent), parent.id == agents.parent_id)
                           .left_join(when<"parent">(users), users.id == parent.owner_id)
                           .left_join(when<"runs">(counts), counts[runs.agent_id] == agents.id);
    CHECK(columns_of(q) == "id text, above text?, owner text?, n integer?");
    CHECK(text_when(q, {"parent"}) ==
          "SELECT agents.id, CASE WHEN 0 THEN NULL ELSE parent.name END AS above, CASE WHEN 0 THEN NULL ELSE users.email END AS owner,"
          " CASE WHEN 0 THEN NULL END AS n FROM agents LEFT JOIN agents AS parent ON parent.id = agents.parent_id LEFT JOIN users ON"
          " users.id = parent.owner_id");
    CHECK(text_when(q, {"runs"})
              .ends_with("FROM agents LEFT JOIN (SELECT runs.agent_id, count(*) AS n FROM runs GROUP BY runs.agent_id) AS"
                         " counts ON counts.agent_id = agents.id"));
}

TEST_CASE("a column beside its own optional value is sorted by as itself", "[sql][optional]") {
    constexpr auto q = select(agents.id, value_when<"named">(agents.name)).from(agents).order_by(agents.name.desc(), agents.id);
    CHECK(text_when(q, {}) == "SELECT id, CASE WHEN 0 THEN NULL END AS name FROM agents ORDER BY agents.name DESC, id");
    test_database database;
    database.run(
        "INSERT INTO users (id, email) VALUES ('u', 'e'); INSERT INTO agents (id, owner_id, name) VALUES ('1', 'u', 'a'), ('2', 'u', 'c'),"
        " ('3', 'u', 'b')");
    CHECK(database.answer(text_when(q, {})) == "2 3 1");
    CHECK(database.answer(text_when(q, {"named"})) == "2 3 1");
}
