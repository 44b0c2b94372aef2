#include "check.hpp"
#include "squall/core/answer.hpp"

namespace {

template <template <squall::fixed_string, class, auto...> class field>
struct run_summary_fields {
    field<"number", std::int64_t> number{};
    field<"score", std::optional<double>> score{};
};
using RunSummary = fields_of<run_summary_fields>;

template <template <squall::fixed_string, class, auto...> class field>
struct agent_tree_fields {
    field<"id", std::string> id{};
    field<"parent", std::optional<Agent>> parent{};
    field<"runs", std::vector<RunSummary>> runs{};
};
using AgentTree = fields_of<agent_tree_fields>;

}  // namespace

TEST_CASE("children and a partner are fields of a row", "[sql][nested]") {
    constexpr auto parent = alias<"parent">(agents);
    constexpr auto q =
        select_into<AgentTree>(agents.id, as<"parent">(nested_row(select(parent).from(parent).where(parent.id == agents.parent_id))),
                               as<"runs">(nested_rows(select_into<RunSummary>(runs.number, runs.score)
                                                          .from(runs)
                                                          .where(runs.agent_id == agents.id)
                                                          .order_by(runs.number.desc())
                                                          .limit(param<"most">))))
            .from(agents)
            .where(agents.id == param<"id">);
    check_text(
        q,
        "SELECT agents.id, (SELECT json_array(parent.id, parent.owner_id, parent.parent_id, parent.name, parent.version, parent.labels, "
        "parent.created_at) AS cells FROM agents AS parent WHERE parent.id = agents.parent_id) AS parent, "
        "(SELECT ifnull('[' || group_concat(cells) || ']', '[]') FROM (SELECT json_array(runs.number, iif(runs.score BETWEEN "
        "-1.7976931348623157e308 AND 1.7976931348623157e308, json(printf('%!.17g', runs.score)), NULL)) AS cells FROM runs WHERE "
        "runs.agent_id = agents.id ORDER BY runs.number DESC LIMIT ?1)) AS runs FROM agents WHERE agents.id = ?2");
    CHECK(columns_of(q) == "id text, parent rows?, runs rows");
    CHECK(parameters_of(q) == "most integer not null, id text");
    detail::check_row<decltype(q), AgentTree>();
}

TEST_CASE("a nested row is read cell by cell", "[sql][nested]") {
    using row = std::vector<cell>;
    CHECK(detail::cells_of_row(R"(["a",1,-2.5,null,true,1e300])") ==
          row{std::string("a"), std::int64_t{1}, -2.5, std::monostate{}, std::int64_t{1}, 1e300});
    CHECK(detail::cells_of_row(R"(["\"\\\n\u0007\u0000é",""])") == row{std::string("\"\\\n\a\0é", 7), std::string()});
    CHECK(detail::cells_of_row(R"([{"hex":"00FF"},{"hex":""},{"hex":"0G"},{"hex":"0"},{"hex":5}])") ==
          row{std::string("\0\xff", 2), std::string(), std::string(R"({"hex":"0G"})"), std::string(R"({"hex":"0"})"),
              std::string(R"({"hex":5})")});
    CHECK(detail::cells_of_row(R"([{"a":["]",1]},[2,"}"],9223372036854775807])") ==
          row{std::string(R"({"a":["]",1]})"), std::string(R"([2,"}"])"), INT64_MAX});
    // A document within a row: what stands in its strings opens and closes nothing, escaped quotes and backslashes among it.
    CHECK(detail::cells_of_row(R"([{"a":"\\"},["b\"]",{"c":"\\\"}"}],"last"])") ==
          row{std::string(R"({"a":"\\"})"), std::string(R"(["b\"]",{"c":"\\\"}"}])"), std::string("last")});
    CHECK(detail::cells_of_row(R"([["\"","[{\""],1])") == row{std::string(R"(["\"","[{\""])"), std::int64_t{1}});
    CHECK(detail::cells_of_row(R"(["\u001f\u001c"])") == row{std::string("\x1f\x1c")});
    CHECK(detail::cells_of_rows("[]").empty());
    CHECK(detail::cells_of_rows(R"([[1,"x"],[2,"y"]])") == row{std::int64_t{1}, std::string("x"), std::int64_t{2}, std::string("y")});
    for (const char* broken : {"", "[", "[[", "[1", "[\"", "[\"\\", "[{", "x", "[[1],x]", "[\"\\u00"}) {
        detail::cells_of_row(broken);
        detail::cells_of_rows(broken);
    }
}

namespace {
template <template <fixed_string, class, auto...> class field>
struct documents_fields {
    field<"plain", json<>> plain{};
    field<"set", json<>> set{};
    field<"list", json<>> list{};
    field<"chosen", json<>> chosen{};
};
using documents = fields_of<documents_fields>;
}  // namespace

TEST_CASE("a document within nested rows is a text, also one that was built", "[sql][nested]") {
    constexpr auto same = alias<"same">(runs);
    constexpr auto q =
        select(as<"v">(nested_row(
                   select_into<documents>(as<"plain">(same.details), as<"set">(json_set(same.details, at<"$.n">(literal<1>))),
                                          as<"list">(json_array(same.number)),
                                          as<"chosen">(case_when(same.number == literal<1>, same.details).otherwise(json_object())))
                       .from(same)
                       .limit<1>())))
            .from(runs);
    test_database database;
    database.run(R"(PRAGMA foreign_keys = off; INSERT INTO runs (agent_id, number, details) VALUES ('a', 1, '"5"'))");
    CHECK(database.answer(text_of(q)) == R"(["\"5\"","\"5\"","[1]","\"5\""])");
    database.run(R"(UPDATE runs SET details = '{"a":"x"}')");
    CHECK(database.answer(text_of(q)) == R"(["{\"a\":\"x\"}","{\"a\":\"x\",\"n\":1}","[1]","{\"a\":\"x\"}"])");
}
