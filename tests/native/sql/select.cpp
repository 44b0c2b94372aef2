#include "check.hpp"

TEST_CASE("a table is selected with every column by name", "[sql][select]") {
    constexpr auto by_id = select(agents).from(agents).where(agents.id == param<"id">).limit<1>();
    static_assert(text_of<decltype(by_id)>() ==
                  "SELECT id, owner_id, parent_id, name, version, labels, created_at FROM agents WHERE id = ?1 LIMIT 1");
    check_text(by_id, "SELECT id, owner_id, parent_id, name, version, labels, created_at FROM agents WHERE id = ?1 LIMIT 1");
    CHECK(columns_of(by_id) == "id text, owner_id text, parent_id text?, name text, version integer, labels json?, created_at timestamp");
    CHECK(parameters_of(by_id) == "id text");
    static_assert(std::same_as<std::remove_cvref_t<decltype(by_id)>::row, Agent>);
}

TEST_CASE("a row is a plain aggregate", "[sql][select]") {
    const Agent agent{.id = "a1", .owner_id = "u1", .parent_id = {}, .name = "n", .version = 1, .labels = {}, .created_at = {}};
    CHECK(agent.id == "a1");
    static_assert(std::is_aggregate_v<Agent> && std::same_as<decltype(agent.parent_id), std::optional<std::string>>);
    static_assert(std::same_as<decltype(detail::patch_of<agents>::version), std::optional<std::int64_t>>);
    static_assert(std::same_as<decltype(detail::insert_of<agents>::version), std::optional<std::int64_t>>);
    static_assert(std::same_as<decltype(detail::insert_of<agents>::name), std::string>);
    static_assert(std::same_as<decltype(row_of<runs>::status), stored_enum<RunStatus>>);
}

TEST_CASE("expressions are named", "[sql][select]") {
    constexpr auto q = select(as<"label">(agents.name), as<"next">(agents.version + literal<1>), as<"order">(agents.id)).from(agents);
    check_text(q, "SELECT name AS label, version + 1 AS next, id AS [order] FROM agents");
    CHECK(columns_of(q) == "label text, next integer, order text");
}

TEST_CASE("a word of SQL as a column's name is bracketed", "[sql][select]") {
    check_text(select(runs.order).from(runs).order_by(runs.order.desc()), "SELECT [order] FROM runs ORDER BY [order] DESC");
}

namespace {
template <template <fixed_string, class, auto...> class field>
struct summary_fields {
    field<"id", std::string> id;
    field<"label", std::optional<std::string>> label;
};
using Summary = fields_of<summary_fields>;
}  // namespace

TEST_CASE("select_into fills a struct of one's own", "[sql][select]") {
    constexpr auto q = select_into<Summary>(agents.id, as<"label">(agents.parent_id)).from(agents);
    detail::check_row<std::remove_cvref_t<decltype(q)>, Summary>();
    check_text(q, "SELECT id, parent_id AS label FROM agents");
}

TEST_CASE("one value a row", "[sql][select]") {
    check_text(select_value<std::int64_t>(count()).from(agents), "SELECT count(*) AS value FROM agents");
    CHECK(columns_of(select_value<std::int64_t>(count()).from(agents)) == "value integer");
}

TEST_CASE("distinct, group by, having, order, limit and offset", "[sql][select]") {
    check_text(select(agents.name).from(agents).distinct(), "SELECT DISTINCT name FROM agents");
    constexpr auto grouped = select(agents.owner_id, as<"n">(count()), as<"newest">(max(agents.version)))
                                 .from(agents)
                                 .group_by(agents.owner_id)
                                 .having(count() > param<"least">)
                                 .order_by(count().desc(), agents.owner_id)
                                 .limit(param<"limit">)
                                 .offset(param<"offset">);
    check_text(grouped,
               "SELECT owner_id, count(*) AS n, max(version) AS newest FROM agents GROUP BY owner_id "
               "HAVING count(*) > CAST(?1 AS INTEGER) ORDER BY count(*) DESC, owner_id LIMIT ?2 OFFSET ?3");
    CHECK(columns_of(grouped) == "owner_id text, n integer, newest integer");
    CHECK(parameters_of(grouped) == "least integer, limit integer not null, offset integer not null");
}

TEST_CASE("a parameter used twice is one parameter", "[sql][select]") {
    constexpr auto q = select(agents.id).from(agents).where(agents.name == param<"q"> || agents.id == param<"q">);
    check_text(q, "SELECT id FROM agents WHERE name = ?1 OR id = ?1");
    CHECK(parameters_of(q) == "q text");
}
