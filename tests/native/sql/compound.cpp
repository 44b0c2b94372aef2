#include "check.hpp"

TEST_CASE("unions, their order and their limit", "[sql][compound]") {
    constexpr auto q = union_all(select(agents.id, agents.name).from(agents), select(users.id, users.name).from(users))
                           .order_by_columns<-2, 1>()
                           .limit(param<"limit">)
                           .offset(param<"offset">);
    check_text(
        q,
        "SELECT agents.id, agents.name FROM agents UNION ALL SELECT users.id, users.name FROM users ORDER BY 2 DESC, 1 LIMIT ?1 OFFSET ?2");
    CHECK(columns_of(q) == "id text, name text?");
    CHECK(parameters_of(q) == "limit integer, offset integer");
}

TEST_CASE("the other set operations", "[sql][compound]") {
    constexpr auto a = select(agents.id).from(agents);
    constexpr auto b = select(users.id).from(users);
    check_text(union_distinct(a, b).limit<3>(), "SELECT agents.id FROM agents UNION SELECT users.id FROM users LIMIT 3");
    check_text(intersect(a, b), "SELECT agents.id FROM agents INTERSECT SELECT users.id FROM users");
    check_text(except(a, b), "SELECT agents.id FROM agents EXCEPT SELECT users.id FROM users");
}

TEST_CASE("a compound query inside others", "[sql][compound]") {
    constexpr auto ids = union_all(select(agents.id).from(agents), select(users.id).from(users));
    check_text(select(runs.number).from(runs).where(runs.agent_id.in(ids)),
               "SELECT runs.number FROM runs WHERE runs.agent_id IN (SELECT agents.id FROM agents UNION ALL SELECT users.id FROM users)");
    constexpr auto all = named<"everyone">(ids);
    check_text(
        with(all)(select_value<std::int64_t>(count()).from(all)),
        "WITH everyone AS (SELECT agents.id FROM agents UNION ALL SELECT users.id FROM users) SELECT count(*) AS value FROM everyone");
}
