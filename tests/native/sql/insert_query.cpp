// INSERT … SELECT of a whole query, and ON CONFLICT with the keys of partial and expression indexes.
#include "check.hpp"
#include "squall/sql/values.hpp"

namespace {
template <template <fixed_string, class, auto...> class column>
struct scores_table {
    column<"agent_id", std::string, primary_key> agent_id{};
    column<"best", std::optional<double>> best{};
    column<"runs", std::int64_t, default_sql<"0">> runs{};
};
constexpr table<scores_table, "scores"> scores;

struct sample : test_database {
    sample() {
        run(create_table<scores>);
        run("INSERT INTO users VALUES ('u', 'e@x', NULL)");
        run("INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'x'), ('b', 'u', 'y')");
        run("INSERT INTO runs (agent_id, number, score) VALUES ('a', 1, 5), ('a', 2, 7), ('b', 1, NULL)");
    }
};
constexpr auto per_agent = select(as<"runs">(count()), runs.agent_id, as<"best">(max(runs.score)))
                               .from(runs)
                               .group_by(runs.agent_id)
                               .order_by(runs.agent_id)
                               .limit<10>();
}  // namespace

TEST_CASE("a query's columns go into those of their names", "[sql][insert_query]") {
    constexpr auto q = insert_into(scores).set_each(per_agent).returning(scores);
    CHECK(text_of(q) ==
          "INSERT INTO scores (runs, agent_id, best) SELECT count(*) AS runs, runs.agent_id, max(runs.score) AS best FROM runs GROUP BY "
          "runs.agent_id ORDER BY runs.agent_id LIMIT 10 RETURNING scores.agent_id, scores.best, scores.runs");
    sample db;
    CHECK(db.answer(text_of(q)) == "a b");
    CHECK(db.answer("SELECT agent_id || ':' || runs || ':' || coalesce(best, '-') FROM scores ORDER BY 1") == "a:2:7.0 b:1:-");
}

TEST_CASE("an upsert of a query is not read as its join", "[sql][insert_query]") {
    sample db;
    constexpr auto all = select(as<"agent_id">(agents.id), as<"runs">(param<"runs", std::int64_t>)).from(agents);
    constexpr auto q = insert_into(scores).set_each(all).on_conflict(scores.agent_id).do_update(scores.runs = excluded(scores.runs));
    CHECK(text_of(q) ==
          "INSERT INTO scores (agent_id, runs) SELECT * FROM (SELECT agents.id AS agent_id, CAST(?1 AS INTEGER) AS runs FROM agents) WHERE "
          "1 ON "
          "CONFLICT (agent_id) DO UPDATE SET runs = excluded.runs");
    CHECK(parameters_of(q) == "runs integer not null");
    CHECK(db.answer(text_of(q), {"4"}) == "");
    CHECK(db.answer(text_of(q), {"5"}) == "");
    CHECK(db.answer("SELECT runs FROM scores") == "5 5");
    constexpr auto grouped = insert_into(scores).set_each(per_agent).on_conflict().do_nothing();
    CHECK(text_of(grouped).ends_with("LIMIT 10 ON CONFLICT DO NOTHING"));
    CHECK(db.answer(text_of(grouped)) == "");
}

TEST_CASE("compounds, values and named queries are inserted as well", "[sql][insert_query]") {
    sample db;
    constexpr auto q =
        insert_into(scores).set_each(values(row(as<"agent_id">(literal<"a">), as<"best">(null<double>)), row(param<"id">, literal<3>)));
    CHECK(text_of(q) == "INSERT INTO scores (agent_id, best) SELECT 'a' AS agent_id, NULL AS best UNION ALL VALUES (?1, 3)");
    CHECK(db.answer(text_of(q), {"z"}) == "");
    constexpr auto other = named<"other">(select(as<"agent_id">(users.id)).from(users));
    constexpr auto named_ones = insert_into(scores)
                                    .set_each(union_all(with(other)(select(other[scores.agent_id]).from(other)),
                                                        select(as<"agent_id">(concat(users.id, literal<"2">))).from(users)))
                                    .on_conflict(scores.agent_id)
                                    .do_nothing();
    CHECK(db.answer(text_of(named_ones)) == "");
    CHECK(db.answer("SELECT agent_id FROM scores ORDER BY 1") == "a u u2 z");
}

TEST_CASE("a conflict with a partial index, and with one of expressions", "[sql][insert_query]") {
    constexpr auto insert = insert_into(runs).set(runs.agent_id, runs.number, runs.status = literal<RunStatus::running>);
    constexpr auto one_running =
        insert.on_conflict(runs.agent_id).where(runs.status == literal<RunStatus::running>).do_update(runs.score = literal<1>);
    check_text(one_running,
               "INSERT INTO runs (agent_id, number, status) VALUES (?1, ?2, 'running') ON CONFLICT (agent_id) WHERE status = 'running' DO "
               "UPDATE SET score = 1");
    sample db;
    CHECK(db.answer(text_of(one_running), {"b", "7"}) == "");
    CHECK(db.answer(text_of(one_running), {"b", "8"}) == "");
    CHECK(db.answer("SELECT number FROM runs WHERE score = 1") == "7");
}

namespace {
template <template <fixed_string, class, auto...> class column>
struct places_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"name", std::string> name{};
    column<"country", std::string> country{};
    column<"x", std::int64_t, default_sql<"0">> x{};
    column<"y", std::int64_t, default_sql<"0">> y{};
};
inline constexpr squall::table<places_table, "places"> places;
}  // namespace
template <>
inline constexpr auto squall::constraints_of<places> =
    constraints(unique_index<"by_name">(lower(places.name), places.country.desc()),
                unique_index<"by_distance">(places.x* places.x + places.y).where(places.x > literal<0>),
                unique_index<"by_first_letter">(collate<"NOCASE">(raw<"substr($1, 1, 1)", std::string>(places.name))));

TEST_CASE("a conflict with an index of expressions that is declared", "[sql][insert_query]") {
    constexpr auto insert = insert_into(places).set(places.name, places.country, places.x, places.y);
    constexpr auto by_name = insert.on_conflict(places.country, lower(places.name)).do_nothing();
    constexpr auto by_distance = insert.on_conflict(places.x * places.x + places.y).where(places.x > literal<0>).do_nothing();
    constexpr auto by_letter = insert.on_conflict(raw<"substr($1, 1, 1)", std::string>(places.name)).do_nothing();
    CHECK(text_of(by_name) ==
          "INSERT INTO places (name, country, x, y) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (country, lower(name)) DO NOTHING");
    sample db;
    db.run(std::string(create_table<places>));
    db.run(std::string(create_indexes<places>));
    CHECK(db.answer(text_of(by_name), {"Ulm", "de", "1", "3"}) == "");
    CHECK(db.answer(text_of(by_name), {"ULM", "de", "5", "6"}) == "");
    CHECK(db.answer(text_of(by_distance), {"Bonn", "de", "1", "3"}) == "");
    CHECK(db.answer(text_of(by_letter), {"uster", "ch", "7", "8"}) == "");
    CHECK(db.answer("SELECT count(*) FROM places") == "1");
}
