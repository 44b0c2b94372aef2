// Plans: what a function records, before any database sees it.
#include "squall/core/plan.hpp"

#include "bank.hpp"
#include "judge.hpp"
#include "squall/core/statement_text.hpp"
#include "squall/sqlite/native_host.hpp"

using namespace bank;
using squall::test::shown_value;

namespace {

std::string text_of_statement(const plan_core& p, std::size_t i = 0) {
    return variant_text(*p.statements()[i].statement, p.statements()[i].active_conditions);
}
lines values_of_statement(const plan_core& p, std::size_t i = 0) {
    lines all;
    for (std::size_t k = 0; k < p.statements()[i].value_count; ++k) all.push_back(shown_value(p.values_of(p.statements()[i])[k]));
    return all;
}

}  // namespace

TEST_CASE("a plan is its statements and their values", "[core][plan]") {
    const auto p = bank::open({.id = "c", .owner = "cleo"});
    REQUIRE(p.statements().size() == 1);
    CHECK(text_of_statement(p) == "INSERT INTO accounts (id, owner, balance) VALUES (?1, ?2, ?3) RETURNING id, owner, balance");
    CHECK(values_of_statement(p) == lines{"text c", "text cleo", "integer 0"});
    CHECK(p.statements()[0].is_answer);
    CHECK(p.writes());
    CHECK(p.needs_row());
    CHECK_FALSE(p.refused());
}

TEST_CASE("guards and writes stand in the order in which the function added them", "[core][plan]") {
    const auto p = withdraw({.id = "a", .amount = 7});
    REQUIRE(p.statements().size() == 4);
    CHECK(text_of_statement(p, 0).starts_with("SELECT CASE WHEN EXISTS (SELECT"));
    CHECK(text_of_statement(p, 1).starts_with("UPDATE accounts"));
    CHECK(text_of_statement(p, 2).starts_with("INSERT INTO moves"));
    CHECK(text_of_statement(p, 3).starts_with("SELECT CASE WHEN"));
    CHECK(values_of_statement(p, 1) == lines{"integer 7", "text a"});
    for (const plan_statement& s : p.statements()) CHECK_FALSE(s.is_answer);
    CHECK_FALSE(p.needs_row());
}

TEST_CASE("a read does not write, and only a row struct needs a row", "[core][plan]") {
    CHECK_FALSE(get({.id = "a"}).writes());
    CHECK(get({.id = "a"}).needs_row());
    CHECK_FALSE(find({.id = "a"}).needs_row());
    CHECK_FALSE(find_all({}).needs_row());
    CHECK_FALSE(bank::count().needs_row());
}

TEST_CASE("the pieces of a filter that was given are in the text, the others are not", "[core][plan]") {
    const std::string before = "SELECT id, owner, balance FROM accounts WHERE 1", after = " ORDER BY id";
    const std::string owner = " AND owner = ?1", least = " AND balance >= ?2";
    const auto none = find_all({}), first = find_all({.owner = "ann"}), second = find_all({.least = 5}),
               both = find_all({.owner = "ann", .least = 5});
    CHECK(text_of_statement(none) == before + after);
    CHECK(text_of_statement(first) == before + owner + after);
    CHECK(text_of_statement(second) == before + least + after);
    CHECK(text_of_statement(both) == before + owner + least + after);
    CHECK(values_of_statement(none).empty());  // no more values than the text has parameters
    CHECK(values_of_statement(first) == lines{"text ann"});
    CHECK(values_of_statement(second) == lines{"null", "integer 5"});
    CHECK(none.statements()[0].statement == both.statements()[0].statement);  // one constant for all
}

TEST_CASE("a plan keeps its texts when the caller's are gone", "[core][plan]") {
    auto owner = std::make_unique<std::string>(100, 'x');
    auto p = bank::open({.id = *owner, .owner = *owner});
    owner->assign(100, 'y');
    owner.reset();
    CHECK(values_of_statement(p)[0] == "text " + std::string(100, 'x'));
    const auto moved = std::move(p);
    CHECK(values_of_statement(moved)[1] == "text " + std::string(100, 'x'));
}

TEST_CASE("a plan of many texts keeps them all", "[core][plan]") {
    std::vector<plan<Account>> plans;
    for (int i = 0; i < 100; ++i)
        plans.push_back(bank::open({.id = std::to_string(i), .owner = std::string(static_cast<std::size_t>(i) * 50 + 1, 'o')}));
    for (int i = 0; i < 100; ++i)
        CHECK(values_of_statement(plans[static_cast<std::size_t>(i)]) ==
              lines{"text " + std::to_string(i), "text " + std::string(static_cast<std::size_t>(i) * 50 + 1, 'o'), "integer 0"});
}

TEST_CASE("a refused plan has no statements, and says what was wrong", "[core][plan]") {
    const auto p = bank::open({.id = "c", .owner = " "});
    REQUIRE(p.refused());
    CHECK(p.refused()->message == "invalid_argument: owner must not be blank");
    CHECK(p.statements().empty());
    CHECK_FALSE(p.writes());
}

TEST_CASE("a plan reads the clock once", "[core][plan]") {
    set_native_host({.now_ms = [n = std::int64_t{1770091506789}]() mutable { return n++; }, .uuid = {}});
    plan<nothing> p;
    CHECK(p.now().view() == "2026-02-03T04:05:06.789Z");
    CHECK(p.now_plus(1000).view() == "2026-02-03T04:05:07.789Z");
    CHECK(p.now().view() == "2026-02-03T04:05:06.789Z");
    CHECK(plan<nothing>{}.now().view() == "2026-02-03T04:05:06.790Z");
    set_native_host({});
}

TEST_CASE("param now is the moment of the call, unless the inputs have one of their own", "[core][plan]") {
    constexpr auto asked = select_value<timestamp>(param<"now", timestamp>).from(accounts);
    set_native_host({.now_ms = [n = std::int64_t{1770091506789}]() mutable { return n++; }, .uuid = {}});
    plan<nothing> p;
    const value own = text_value("2020-01-01T00:00:00.000Z");
    p.run(asked, inputs{bind_integer<"n">(1)}).run(asked, inputs{bind_time<"now">(own)}).run(asked, inputs{bind_integer<"n">(2)});
    std::vector<std::string> moments;
    for (const plan_statement& s : p.statements()) moments.emplace_back(p.values_of(s)[0].view());
    CHECK(moments == std::vector<std::string>{"2026-02-03T04:05:06.789Z", "2020-01-01T00:00:00.000Z", "2026-02-03T04:05:06.789Z"});
    set_native_host({});
}

TEST_CASE("new ids have a prefix and a random UUID; a given id is taken as it is", "[core][plan]") {
    plan<nothing> p;
    argument_cell none, given{text_value("mine")}, null{null_value()};
    const std::string one(p.id_or_new(none, "job").view()), two(p.id_or_new(null, "job").view());
    CHECK(p.id_or_new(given, "job").view() == "mine");
    CHECK(one != two);
    for (const std::string& id : {one, two}) {
        CHECK(id.size() == 40);
        CHECK(id.starts_with("job_"));
        CHECK(id[4 + 14] == '4');  // RFC 9562: the version
        CHECK(std::string("89ab").find(id[4 + 19]) != std::string::npos);
        CHECK(id.substr(4).find_first_not_of("0123456789abcdef-") == std::string::npos);
    }
}

TEST_CASE("a list that holds a text twice is found", "[core][plan]") {
    const std::vector<value> different{text_value("a"), text_value("b"), text_value("A"), text_value("")};
    const std::vector<value> same{text_value("a"), text_value("b"), text_value("a")};
    CHECK_FALSE(plan_core::has_duplicates({list_value(different)}));
    CHECK_FALSE(plan_core::has_duplicates({list_value(std::vector<value>{})}));
    CHECK(plan_core::has_duplicates({list_value(same)}));
}

TEST_CASE("the row guard of a read has the same pieces, and its batch index after the last parameter", "[core][plan]") {
    const auto text = [](const plan_core& p) { return row_guard_text(*p.statements()[0].statement, p.statements()[0].active_conditions); };
    CHECK(text(get({.id = "a"})) ==
          "SELECT CASE WHEN EXISTS (SELECT id, owner, balance FROM accounts WHERE id = ?1) THEN 1 ELSE json_extract('{}', 'not_found:row:' "
          "|| ?2) END AS g");
    CHECK(text(first({.owner = "ann", .least = 1}))
              .ends_with("balance >= ?2 ORDER BY id LIMIT 1) THEN 1 ELSE json_extract('{}', 'not_found:row:' || ?3) END AS g"));
    CHECK(text(first({.owner = "ann"}))
              .ends_with("owner = ?1 ORDER BY id LIMIT 1) THEN 1 ELSE json_extract('{}', 'not_found:row:' || ?2) END AS g"));
}

namespace {
template <template <fixed_string, class, auto...> class arg>
struct walk_fields {
    arg<"cursor", std::optional<std::string>> cursor{};
    arg<"limit", std::int64_t, default_integer<1>, between<1, 9>> limit{};
};
using Walk = page<Move, "account_id", "amount", "id">;
plan<Walk> walk(arguments<walk_fields>&& args) {
    constexpr auto keys = row(moves.account_id, moves.amount, moves.id);
    constexpr auto query = select(moves)
                               .from(moves)
                               .where(when<"after_value">(keys > row(param<"after_value">, param<"after_id">, param<"after_third">)))
                               .order_by(moves.account_id.asc(), moves.amount.asc(), moves.id.asc())
                               .limit(param<"fetch">);
    plan<Walk> p{args};
    if (p.refused()) return p;
    const page_start from = p.page(args.cursor, args.limit);
    if (p.refused()) return p;
    p.take(query, from.inputs<std::string, std::int64_t, std::int64_t>(args));
    return p;
}
}  // namespace

TEST_CASE("pages of three keys are walked to their end, each row once", "[core][plan]") {
    opened database;
    for (std::int64_t id : {7, 3, 9, 1, 5})
        REQUIRE(database.execute("INSERT INTO moves (id, account_id, amount) VALUES (" + std::to_string(id) + ", 'a', 4)").ok());
    lines seen;
    std::optional<std::string> cursor;
    for (int pages = 0; pages < 9; ++pages) {
        const auto page = value_of(database.run(walk({.cursor = cursor, .limit = 2})));
        for (const Move& move : page.items) seen.push_back(std::to_string(move.id));
        if (!page.next_cursor) break;
        cursor = page.next_cursor;
    }
    CHECK(seen == lines{"1", "3", "5", "7", "9"});
}

TEST_CASE("an id source that gives another number of characters is refused", "[core][plan]") {
    for (const char* id : {"", "short", "00000000-0000-4000-8000-0000000000001"}) {
        set_native_host({.now_ms = {}, .uuid = [id] { return std::string(id); }});
        plan<nothing> p;
        CHECK_THROWS_AS(p.new_id("user"), std::length_error);
    }
    set_native_host({});
}
