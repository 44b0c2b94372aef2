#include "check.hpp"

namespace {
constexpr auto child = alias<"child">(agents);
constexpr auto roots = select(agents.id, agents.parent_id, as<"depth">(literal<0>)).from(agents).where(agents.id == param<"root">);
constexpr auto found = so_far<"tree">(roots);
constexpr auto tree = recursive(found, select(child.id, child.parent_id, as<"depth">(found.get<"depth", std::int64_t>() + literal<1>))
                                           .from(child)
                                           .join(found, child.parent_id == found[agents.id]));
}  // namespace

TEST_CASE("a query that reads itself", "[sql][recursive]") {
    constexpr auto q =
        with(tree)(select(as<"id">(tree[agents.id]), as<"depth">(tree.get<"depth", std::int64_t>())).from(tree).order_by(tree[agents.id]));
    check_text(q,
               "WITH RECURSIVE tree AS (SELECT agents.id, agents.parent_id, 0 AS depth FROM agents WHERE agents.id = ?1 UNION ALL SELECT "
               "child.id, child.parent_id, tree.depth + 1 AS depth FROM agents AS child JOIN tree ON child.parent_id = tree.id) SELECT "
               "tree.id, tree.depth FROM tree ORDER BY tree.id");
    CHECK(columns_of(q) == "id text, depth integer");
    test_database db;
    db.run("INSERT INTO users (id, email) VALUES ('u', 'u@x')");
    db.run(
        "INSERT INTO agents (id, owner_id, parent_id, name) VALUES ('a', 'u', NULL, '1'), ('b', 'u', 'a', '2'), ('c', 'u', 'b', '3'), "
        "('d', 'u', NULL, '4')");
    CHECK(db.answer(text_of(q), {"a"}) == "a b c");
    CHECK(db.answer(text_of(q), {"d"}) == "d");
}

TEST_CASE("each row once, which ends in a circle", "[sql][recursive]") {
    constexpr auto start = select(agents.id).from(agents).where(agents.id == param<"root">);
    constexpr auto seen = so_far<"ring">(start);
    constexpr auto ring = recursive_distinct(seen, select(as<"id">(never_null(child.parent_id)))
                                                       .from(child)
                                                       .join(seen, child.id == seen[agents.id])
                                                       .where(child.parent_id.is_not_null()));
    constexpr auto q = with(ring)(select(as<"id">(ring[agents.id])).from(ring).order_by(ring[agents.id]));
    test_database db;
    db.run("INSERT INTO users (id, email) VALUES ('u', 'u@x')");
    db.run("INSERT INTO agents (id, owner_id, name) VALUES ('a', 'u', '1'), ('b', 'u', '2')");
    db.run("UPDATE agents SET parent_id = CASE id WHEN 'a' THEN 'b' ELSE 'a' END");
    CHECK(db.answer(text_of(q), {"a"}) == "a b");
}

TEST_CASE("parts of a recursive query that do not fit", "[sql][recursive]") {
    const auto fault = []<class Q>(const Q&) { return detail::analysis_of<Q>.found; };
    const auto use = [](auto query) { return with(query)(select(as<"id">(query[agents.id])).from(query)); };
    using detail::statement_fault;
    constexpr auto start = select(agents.id).from(agents);
    constexpr auto seen = so_far<"t">(start);
    // A null where the first part has none, another type, another number of columns.
    CHECK(fault(use(recursive(seen, select(child.parent_id).from(child).join(seen, child.id == seen[agents.id])))) ==
          statement_fault::recursion_differs);
    CHECK(fault(use(recursive(seen, select(child.version).from(child).join(seen, child.id == seen[agents.id])))) ==
          statement_fault::recursion_differs);
    CHECK(fault(use(recursive(seen, select(child.id, child.name).from(child).join(seen, child.id == seen[agents.id])))) ==
          statement_fault::recursion_differs);
    // It is not read at all, twice, or in a query within.
    CHECK(fault(use(recursive(seen, select(child.id).from(child)))) == statement_fault::recursion_misplaced);
    CHECK(fault(use(recursive(seen, select(child.id).from(child).where(exists(select(seen[agents.id]).from(seen)))))) ==
          statement_fault::recursion_misplaced);
    // Only in a recursive query.
    CHECK(fault(select(seen[agents.id]).from(seen)) == statement_fault::recursion_misplaced);
}
