// fn<"name">(…): the functions of SQLite under their names there.
#include "squall/sql/sqlite_functions.hpp"

#include <set>

#include "check.hpp"
#include "squall/sql/query_plan.hpp"

namespace {
template <class E>
void check_value(E e, std::string_view text, std::string_view column) {
    constexpr auto q = select(as<"v">(E{})).from(runs);
    check_text(q, "SELECT " + std::string(text) + " AS v FROM runs");
    CHECK(columns_of(q) == "v " + std::string(column));
    static_cast<void>(e);
}
}  // namespace

TEST_CASE("functions by their names in SQLite", "[sql][sqlite_functions]") {
    check_value(fn<"unicode">(runs.agent_id), "unicode(agent_id)", "integer?");
    check_value(fn<"format">(literal<"%05d-%s">, runs.number, runs.agent_id), "format('%05d-%s', number, agent_id)", "text");
    check_value(fn<"format">(runs.agent_id, runs.number), "format(agent_id, number)", "text?");  // null where the format is empty
    check_value(fn<"char">(literal<65>, runs.number), "char(65, number)", "text");
    check_value(fn<"concat_ws">(literal<"-">, runs.agent_id, runs.number), "concat_ws('-', agent_id, number)", "text");
    check_value(fn<"concat">(runs.score, runs.day), "concat(score, day)", "text");
    check_value(fn<"trim">(runs.agent_id, literal<"x">), "trim(agent_id, 'x')", "text");
    check_value(fn<"typeof">(runs.score), "typeof(score)", "text");
    check_value(fn<"substr">(runs.agent_id, literal<-3>), "substr(agent_id, -3)", "text");
    check_value(fn<"substr">(runs.agent_id, param<"from">, literal<2>), "substr(agent_id, CAST(?1 AS INTEGER), 2)", "text");
    check_value(fn<"likely">(runs.is_good), "likely(is_good)", "boolean?");
    check_value(fn<"unhex">(runs.agent_id), "unhex(agent_id)", "blob?");
    check_text(select(as<"v">(fn<"random">())).from(runs), "SELECT CAST(random() AS TEXT) AS v FROM runs");
    check_text(select(runs.number).from(runs).order_by(fn<"random">()), "SELECT number FROM runs ORDER BY random()");
    check_value(fn<"last_insert_rowid">(), "last_insert_rowid()", "integer");
}

TEST_CASE("dates, numbers and JSON by their names in SQLite", "[sql][sqlite_functions]") {
    check_value(fn<"date">(runs.day, literal<"start of month">, param<"shift">), "date(day, 'start of month', ?1)", "date?");
    check_value(fn<"date">(), "date()", "date?");
    check_value(fn<"current_date">(), "current_date", "date");
    check_value(fn<"strftime">(literal<"%Y-%m">, runs.ended_at), "strftime('%Y-%m', ended_at)", "text?");
    check_value(fn<"unixepoch">(runs.ended_at), "unixepoch(ended_at)", "integer?");
    check_value(fn<"timediff">(runs.ended_at, param<"since">), "timediff(ended_at, ?1)", "text?");
    check_value(fn<"ceil">(runs.number), "ceil(number)", "integer");
    check_value(fn<"floor">(runs.score), "floor(score)", "real?");
    check_value(fn<"pow">(runs.number, param<"n">), "pow(number, ?1)", "real?");
    check_value(fn<"mod">(runs.number, literal<3>), "mod(number, 3)", "real?");
    check_value(fn<"pi">(), "pi()", "real");
    check_value(fn<"exp">(runs.number), "exp(number)", "real");
    check_value(fn<"json_remove">(runs.details, literal<"$.a">, literal<"$.b">), "json_remove(details, '$.a', '$.b')", "json?");
    check_value(fn<"json_set">(runs.details, literal<"$.a">, runs.is_good),
                "json_set(details, '$.a', json(CASE is_good WHEN 1 THEN 'true' WHEN 0 THEN 'false' END))", "json");
    check_value(fn<"json_array">(runs.details, runs.number), "json_array(json(details), number)", "json");
    check_value(fn<"json_patch">(runs.details, param<"change">), "json_patch(details, ?1)", "json");
    check_value(fn<"json_type">(runs.details, literal<"$.a">), "json_type(details, '$.a')", "text?");
    check_value(fn<"json">(fn<"jsonb_set">(runs.details, literal<"$.a">, runs.is_good)),
                "json(jsonb_set(details, '$.a', json(CASE is_good WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)))", "json");
    check_value(fn<"jsonb_array">(runs.number), "jsonb_array(number)", "blob");
    check_value(fn<"string_agg">(runs.agent_id, literal<", ">), "string_agg(agent_id, ', ')", "text?");
    check_value(fn<"json_group_object">(runs.agent_id, runs.score), "json_group_object(agent_id, score)", "json");
}

TEST_CASE("what a function may return differently is not repeated", "[sql][sqlite_functions]") {
    constexpr auto random = update(runs).set(runs.number = cast<std::int64_t>(fn<"random">())).where(runs.agent_id == param<"id">);
    constexpr auto pure = update(runs).set(runs.score = fn<"pi">()).where(runs.agent_id == param<"id">);
    constexpr auto text = update(runs).set(runs.number = raw<"random()", std::int64_t>()).where(runs.agent_id == param<"id">);
    CHECK(decltype(random)::repeated() == idempotency::unknown);
    CHECK(decltype(pure)::repeated() == idempotency::same);
    CHECK(decltype(text)::repeated() == idempotency::unknown);
}

TEST_CASE("every function of the table is one of SQLite's, with as many arguments", "[sql][sqlite_functions]") {
    std::set<std::string> known;
    test_database db;
    db.each_row("SELECT DISTINCT name FROM pragma_function_list",
                [&](sqlite3_stmt* row) { known.insert(reinterpret_cast<const char*>(sqlite3_column_text(row, 0))); });
    std::set<std::string_view> names;
    for (const detail::sql_function& f : detail::sql_functions) {
        INFO(f.name);
        CHECK(names.insert(f.name).second);
        const bool is_operator = f.name.starts_with("->") || f.name == "json_each" || f.name == "json_tree";
        CHECK((is_operator || known.contains(std::string(f.name))));
        CHECK(f.written_as.empty() == (!f.takes.empty() || f.result != detail::function_result::text || f.null == detail::null_of::none));
    }
}

TEST_CASE("the plan of a statement as rows", "[sql][query_plan]") {
    constexpr auto q =
        explain_query_plan(select(runs.number).from(runs).where(runs.agent_id == param<"id"> && when<"n">(runs.number == param<"n">)));
    check_text(q, "EXPLAIN QUERY PLAN SELECT number FROM runs WHERE agent_id = ?1 AND number = ?2");
    CHECK(columns_of(q) == "id integer, parent integer, notused integer, detail text");
    CHECK(parameters_of(q) == "id text, n integer");
    std::string lines;
    CHECK(shared_database().each_row(
              text_of(q), [&](sqlite3_stmt* row) { lines += reinterpret_cast<const char*>(sqlite3_column_text(row, 3)); }) == "");
    CHECK(lines == "SEARCH runs USING COVERING INDEX sqlite_autoindex_runs_1 (agent_id=? AND number=?)");
    constexpr auto write = explain_query_plan(delete_from(runs).where(runs.agent_id == param<"id">).returning(runs));
    check_text(
        write,
        "EXPLAIN QUERY PLAN DELETE FROM runs WHERE agent_id = ?1 RETURNING agent_id, number, status, old_status, score, is_good, day, "
        "ended_at, details, [order]");
    static_assert(!decltype(write)::writes);
}
