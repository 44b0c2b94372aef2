#include "squall/sql/json_each.hpp"

#include "check.hpp"
#include "squall/sql/sqlite_functions.hpp"

TEST_CASE("the elements of a JSON column as rows", "[sql][json_each]") {
    constexpr auto label = json_each<"label">(agents.labels);
    constexpr auto q = select(agents.id, as<"label">(label.value<std::string>()), as<"place">(label.position()))
                           .from(agents)
                           .cross_join(label)
                           .where(label.type() == literal<"text">)
                           .order_by(agents.id, label.position());
    check_text(q,
               "SELECT agents.id, label.value AS label, label.key AS place FROM agents CROSS JOIN json_each(agents.labels) AS label WHERE "
               "label.type = 'text' ORDER BY agents.id, label.key");
    CHECK(columns_of(q) == "id text, label text?, place integer?");
}

TEST_CASE("a path, a bound document, and every depth", "[sql][json_each]") {
    constexpr auto field = json_each<"field", "$.options">(param<"document", json<>>);
    constexpr auto q = select(as<"name">(field.key()), as<"n">(field.atom<std::int64_t>())).from(field);
    check_text(q, "SELECT key AS name, atom AS n FROM json_each(?1, '$.options') AS field");
    CHECK(shared_database().answer(text_of(q), {R"({"options": {"a": 1, "b": [2]}})"}) == "a b");
    constexpr auto node = json_tree<"node">(param<"document", json<>>);
    constexpr auto all =
        select(as<"at">(node.full_key()), as<"parent">(node.parent()), as<"id">(node.id()), as<"in">(node.path())).from(node);
    check_text(all, "SELECT fullkey AS at, parent, id, path AS [in] FROM json_tree(?1) AS node");
    CHECK(columns_of(all) == "at text, parent integer?, id integer, in text");
    CHECK(shared_database().answer(text_of(all), {R"({"a": [1]})"}) == "$ $.a $.a[0]");
}

TEST_CASE("in a subquery, a left join and a condition", "[sql][json_each]") {
    test_database db;
    db.run("INSERT INTO users VALUES ('u', 'e', NULL)");
    db.run("INSERT INTO agents (id, owner_id, name, labels) VALUES ('a', 'u', 'x', '[\"red\", \"blue\"]'), ('b', 'u', 'y', NULL)");
    constexpr auto label = json_each<"label">(agents.labels);
    constexpr auto red =
        select(agents.id).from(agents).where(exists(select(label.id()).from(label).where(label.value<std::string>() == param<"l">)));
    CHECK(text_of(red) ==
          "SELECT agents.id FROM agents WHERE EXISTS (SELECT label.id FROM json_each(agents.labels) AS label WHERE label.value = ?1)");
    CHECK(db.answer(text_of(red), {"red"}) == "a");
    constexpr auto all = select(as<"l">(label.value<std::string>()), as<"kind">(label.type()))
                             .from(agents)
                             .left_join(label, literal<true>)
                             .order_by(agents.id, label.position());
    CHECK(db.answer(text_of(all)) == "red blue null");
    CHECK(columns_of(all) == "l text?, kind text?");
}

TEST_CASE("an element as a document is JSON whatever it is", "[sql][json_each]") {
    constexpr auto item = json_each<"item">(param<"document", json<>>);
    constexpr auto q = select(as<"v">(item.value<json<>>())).from(item);
    check_text(q,
               "SELECT CASE type WHEN 'text' THEN json_quote(value) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE value END AS v"
               " FROM json_each(?1) AS item");
    CHECK(columns_of(q) == "v json?");
    constexpr auto document = R"(["12", "red", 12, 1.5, true, false, null, {"a": "b"}, [1]])";
    CHECK(shared_database().answer(text_of(q), {document}) == R"("12" "red" 12 1.5 true false null {"a":"b"} [1])");
    constexpr auto atoms = select(as<"v">(item.atom<json<>>())).from(item);
    CHECK(shared_database().answer(text_of(atoms), {document}) == R"("12" "red" 12 1.5 true false null null null)");
    constexpr auto in_document = select(as<"v">(fn<"json_array">(item.value<json<>>()))).from(item);
    CHECK(shared_database().answer(text_of(in_document), {R"(["12", true])"}) == R"(["12"] [true])");
}
