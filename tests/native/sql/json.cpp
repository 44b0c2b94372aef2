#include "check.hpp"

TEST_CASE("what stands inside a JSON column has a type and may be missing", "[sql][json]") {
    constexpr auto q = select(as<"n">(json_extract<"$.count", std::int64_t>(runs.details)), as<"ok">(json_valid(runs.details)),
                              as<"kind">(json_type(runs.details)), as<"size">(json_array_length(runs.details)))
                           .from(runs);
    check_text(q,
               "SELECT json_extract(details, '$.count') AS n, json_valid(details) AS ok, json_type(details) AS kind, "
               "json_array_length(details) AS size FROM runs");
    CHECK(columns_of(q) == "n integer?, ok boolean, kind text, size integer");
}

TEST_CASE("values are put at paths as what they are", "[sql][json]") {
    constexpr auto q = update(runs)
                           .set(runs.details = json_set(runs.details, at<"$.n">(literal<1>), at<"$.s">(param<"s", std::string>),
                                                        at<"$.doc">(param<"doc", json<>>), at<"$.good">(runs.is_good)))
                           .where(runs.number == literal<1>);
    check_text(q,
               "UPDATE runs SET details = json_set(details, '$.n', 1, '$.s', ?1, '$.doc', json(?2), '$.good', "
               "json(CASE is_good WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)) WHERE number = 1");

    test_database database;
    database.run("PRAGMA foreign_keys = off; INSERT INTO runs (agent_id, number, is_good) VALUES ('a', 1, 0)");
    CHECK(database.answer(text_of(q), {"text", "[1,2]"}).empty());
    CHECK(database.answer("SELECT details FROM runs") == R"({"n":1,"s":"text","doc":[1,2],"good":false})");
}

TEST_CASE("a path is put when its value is given", "[sql][json]") {
    constexpr auto q = update(runs)
                           .set(runs.details = json_set_when<"s">(runs.details, at<"$.s">(param<"s", std::string>)))
                           .where(runs.number == literal<1>);
    CHECK(text_when(q, {}) == "UPDATE runs SET details = details WHERE number = 1");
    CHECK(text_when(q, {"s"}) == "UPDATE runs SET details = json_set(details, '$.s', ?1) WHERE number = 1");
}

TEST_CASE("a bound list as a source of rows", "[sql][json]") {
    constexpr auto ids = rows<"ids">;
    constexpr auto q = select(agents.id).from(ids).join(agents, agents.id == ids.value<std::string>()).order_by(ids.position());
    check_text(q, "SELECT agents.id FROM json_each(?1) AS ids JOIN agents ON agents.id = ids.value ORDER BY ids.key");
    constexpr auto pair = rows<"pairs", agents.id, agents.name>;
    check_text(select(as<"both">(concat(pair.field<"id">(), pair.field<"name">()))).from(pair),
               "SELECT value ->> 0 || (value ->> 1) AS both FROM json_each(?1) AS pairs");
}

TEST_CASE("documents of a row and arrays of many", "[sql][json]") {
    constexpr auto document = json_object(entry<"n">(runs.number), entry<"details">(runs.details), entry<"good">(runs.is_good),
                                          entry<"pair">(json_array(runs.number, runs.score)));
    constexpr auto q = select(as<"all">(json_group_array(document))).from(runs);
    check_text(
        q,
        "SELECT json_group_array(json_object('n', number, 'details', json(details), 'good', json(CASE is_good WHEN 1 THEN 'true' WHEN 0 "
        "THEN 'false' END), 'pair', json_array(number, score))) AS [all] FROM runs");
    CHECK(columns_of(q) == "all json");

    test_database database;
    CHECK(database.answer(text_of(q)) == "[]");
    database.run(
        "PRAGMA foreign_keys = off; INSERT INTO runs (agent_id, number, is_good, details) VALUES ('a', 1, 1, '{\"x\":[]}'), ('a', 2, NULL, "
        "'[]')");
    CHECK(database.answer(text_of(q)) ==
          R"([{"n":1,"details":{"x":[]},"good":true,"pair":[1,null]},{"n":2,"details":[],"good":null,"pair":[2,null]}])");
}

TEST_CASE("a document that was built stays one inside another, however it was built", "[sql][json]") {
    test_database database;
    database.run(R"(PRAGMA foreign_keys = off; INSERT INTO runs (agent_id, number, details) VALUES ('a', 1, '["x",{"y":1}]'))");
    const auto in_array = [&](auto document) {
        const auto q = select(as<"v">(json_array(document))).from(runs);
        return database.answer(text_of(q), {"[7]"});
    };
    constexpr auto more = param<"more", json<>>;
    CHECK(in_array(json_append(runs.details, more)) == R"([["x",{"y":1},7]])");
    CHECK(in_array(json_array(json_append(runs.details, more))) == R"([[["x",{"y":1},7]]])");
    CHECK(in_array(json_object(entry<"k">(json_append(runs.details, more)))) == R"([{"k":["x",{"y":1},7]}])");
    CHECK(in_array(json_set(runs.details, at<"$[0]">(json_append(runs.details, more)))) == R"([[["x",{"y":1},7],{"y":1}]])");
    CHECK(in_array(coalesce(runs.details, more)) == R"([["x",{"y":1}]])");
    CHECK(in_array(case_when(runs.number == literal<1>, runs.details).otherwise(more)) == R"([["x",{"y":1}]])");
    constexpr auto same = alias<"same">(runs);
    CHECK(in_array(scalar(select(same.details).from(same))) == R"([["x",{"y":1}]])");

    constexpr auto merged = json_merge(runs.details, param<"changes", json<>>);
    database.run(R"(UPDATE runs SET details = '{"a":[1]}')");
    CHECK(database.answer(text_of(select(as<"v">(json_array(merged))).from(runs)), {R"({"b":{"c":2.5}})"}) ==
          R"([{"a":[1],"b":{"c":2.5}}])");
    CHECK(database.answer(text_of(select(as<"v">(json_group_array(merged))).from(runs)), {R"({"a":null})"}) == "[{}]");

    constexpr auto set = json_set_when<"s">(runs.details, at<"$.s">(param<"s", std::string>));
    constexpr auto q = select(as<"v">(json_array(set))).from(runs);
    CHECK(database.answer(text_when(q, {})) == R"([{"a":[1]}])");
    CHECK(database.answer(text_when(q, {"s"}), {"t"}) == R"([{"a":[1],"s":"t"}])");
}

TEST_CASE("what stands at a path as a document is JSON whatever it is", "[sql][json]") {
    constexpr auto value = json_extract<"$.a", json<>>(runs.details);
    constexpr auto q = select(as<"v">(value)).from(runs).order_by(runs.number);
    check_text(q, "SELECT nullif(details -> '$.a', 'null') AS v FROM runs ORDER BY number");
    test_database db;
    db.run("INSERT INTO users (id, email) VALUES ('u', 'e'); INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', 'n')");
    db.run(R"(INSERT INTO runs (agent_id, number, details) VALUES ('a', 1, '{"a":"12"}'), ('a', 2, '{"a":true}'), ('a', 3, '{"a":[1]}'),
              ('a', 4, '{"a":null}'), ('a', 5, '{}'), ('a', 6, '{"a":1.5}'))");
    CHECK(db.answer(text_of(q)) == R"("12" true [1] null null 1.5)");
    check_text(
        select(as<"v">(json_extract_if_valid<"$.a", json<>>(coalesce(runs.details, runs.details)))).from(runs),
        "SELECT iif(json_valid(coalesce(details, details)), nullif(coalesce(details, details) -> '$.a', 'null'), NULL) AS v FROM runs");
}
