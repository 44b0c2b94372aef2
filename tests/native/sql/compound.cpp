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
    CHECK(parameters_of(q) == "limit integer not null, offset integer not null");
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

namespace {

test_database numbered() {
    test_database db;
    db.run("INSERT INTO users VALUES ('u1', 'a@x', NULL)");
    db.run(
        "INSERT INTO agents (id, owner_id, name, version) VALUES ('a1', 'u1', 'one', 1), ('a2', 'u1', 'two', 2), ('a3', 'u1', 'three', 3), "
        "('a4', 'u1', 'four', 4)");
    return db;
}
/// The versions up to and from a number.
template <std::int64_t N>
constexpr auto up_to = select(agents.version).from(agents).where(agents.version <= literal<N>);
template <std::int64_t N>
constexpr auto from_on = select(agents.version).from(agents).where(agents.version >= literal<N>);

}  // namespace

TEST_CASE("a compound inside a compound keeps its meaning", "[sql][compound]") {
    test_database db = numbered();
    constexpr auto right = union_distinct(up_to<2>, except(from_on<1>, from_on<3>));
    CHECK(db.answer(text_of(right)) == "1 2");
    constexpr auto taken_away = except(from_on<1>, union_all(up_to<1>, from_on<4>));
    CHECK(text_of(taken_away) ==
          "SELECT agents.version FROM agents WHERE agents.version >= 1 EXCEPT SELECT * FROM (SELECT agents.version FROM agents WHERE "
          "agents.version <= 1 UNION ALL SELECT agents.version FROM agents WHERE agents.version >= 4)");
    CHECK(db.answer(text_of(taken_away)) == "2 3");
    // As the first term a list is read as it is meant.
    constexpr auto left = except(union_all(up_to<2>, up_to<1>), up_to<1>);
    CHECK(text_of(left).find('(') == std::string_view::npos);
    CHECK(db.answer(text_of(left)) == "2");
    constexpr auto deep = intersect(from_on<1>, except(from_on<2>, intersect(from_on<3>, up_to<3>)));
    CHECK(db.answer(text_of(deep)) == "2 4");
    constexpr auto once = union_distinct(union_all(up_to<2>, up_to<2>), union_all(from_on<4>, from_on<4>));
    CHECK(db.answer(text_of(once)) == "1 2 4");
    CHECK(columns_of(once) == "version integer");
}

TEST_CASE("a term has an order and a limit of its own", "[sql][compound]") {
    test_database db = numbered();
    constexpr auto ends = union_all(from_on<1>.order_by(agents.version).limit<1>(), from_on<1>.order_by(agents.version.desc()).limit<1>());
    CHECK(text_of(ends) ==
          "SELECT * FROM (SELECT agents.version FROM agents WHERE agents.version >= 1 ORDER BY agents.version LIMIT 1) UNION ALL SELECT * "
          "FROM "
          "(SELECT agents.version FROM agents WHERE agents.version >= 1 ORDER BY agents.version DESC LIMIT 1)");
    CHECK(db.answer(text_of(ends)) == "1 4");
    constexpr auto all = union_all(up_to<2>, from_on<1>.order_by(agents.version.desc()).limit(param<"n">)).order_by_columns<-1>();
    CHECK(db.answer(text_of(all), {"2"}) == "4 3 2 1");
    constexpr auto nested = union_all(union_all(up_to<2>, from_on<3>).order_by_columns<-1>().limit<1>(), up_to<1>);
    CHECK(db.answer(text_of(nested)) == "4 1");
}

TEST_CASE("a term has named queries of its own, which the other terms do not see", "[sql][compound]") {
    test_database db = numbered();
    constexpr auto low = named<"low">(up_to<1>);
    constexpr auto high = named<"low">(from_on<4>);
    constexpr auto both_ends =
        union_all(with(low)(select(low[agents.version]).from(low)), with(high)(select(high[agents.version]).from(high)));
    CHECK(db.answer(text_of(both_ends)) == "1 4");
    constexpr auto outer = alias<"o">(agents);
    constexpr auto inside =
        select(outer.id).from(outer).where(outer.version.in(union_all(up_to<1>, with(high)(select(high[agents.version]).from(high)))));
    CHECK(db.answer(text_of(inside)) == "a1 a4");
}
