#include "check.hpp"

namespace {

/// Reads all runs page by page with a cursor of the last row's keys; "1 2 3 …" when every row comes once, in order.
template <class First, class Second>
std::string walk(test_database& database, First first, Second second) {
    const auto page = select(as<"key">(concat(cast<std::string>(runs.number),
                                              coalesce(concat(literal<"@">, cast<std::string>(runs.ended_at)), literal<"">))))
                          .from(runs)
                          .where(when<"after_value">(after(first, second, param<"after_value">, param<"after_id">)) &&
                                 when<"after_null">(after_null(first, second, param<"after_id">)))
                          .order_by(first, second)
                          .template limit<1>();
    std::string numbers, sql = text_when(page, {}), last = database.answer(sql);
    while (!last.empty() && numbers.size() < 100) {
        const std::size_t at = last.find('@');
        const std::string number = last.substr(0, at), value = at == last.npos ? "" : last.substr(at + 1);
        numbers += (numbers.empty() ? "" : " ") + number;
        sql = at == last.npos ? text_when(page, {"after_null"}) : text_when(page, {"after_value"});
        last = database.answer(sql, {value.c_str(), number.c_str()});
    }
    return numbers;
}

}  // namespace

TEST_CASE("pages by two keys that go one way", "[sql][keyset]") {
    constexpr auto q = select(agents.id).from(agents).where(after(agents.created_at.desc(), agents.id.desc(), param<"at">, param<"id">));
    check_text(q, "SELECT id FROM agents WHERE (created_at, id) < (?1, ?2)");
    CHECK(parameters_of(q) == "at timestamp, id text");
}

TEST_CASE("pages by two keys that go two ways", "[sql][keyset]") {
    check_text(select(agents.id).from(agents).where(after(agents.created_at.desc(), agents.id.asc(), param<"at">, param<"id">)),
               "SELECT id FROM agents WHERE created_at <= ?1 AND (created_at < ?1 OR id > ?2)");
}

TEST_CASE("null comes first ascending and last descending", "[sql][keyset]") {
    constexpr auto ended = [](auto condition) { return select(runs.number).from(runs).where(condition); };
    check_text(ended(after(runs.ended_at.asc(), runs.number.asc(), param<"at">, param<"n">)),
               "SELECT number FROM runs WHERE (ended_at, number) > (?1, ?2)");
    check_text(ended(after_null(runs.ended_at.asc(), runs.number.asc(), param<"n">)),
               "SELECT number FROM runs WHERE (ended_at IS NOT NULL OR number > ?1)");
    check_text(ended(after(runs.ended_at.desc(), runs.number.desc(), param<"at">, param<"n">)),
               "SELECT number FROM runs WHERE ((ended_at, number) < (?1, ?2) OR ended_at IS NULL)");
    check_text(ended(after(runs.ended_at.desc(), runs.number.asc(), param<"at">, param<"n">)),
               "SELECT number FROM runs WHERE (ended_at <= ?1 AND (ended_at < ?1 OR number > ?2) OR ended_at IS NULL)");
    check_text(ended(after_null(runs.ended_at.desc(), runs.number.asc(), param<"n">)),
               "SELECT number FROM runs WHERE ended_at IS NULL AND number > ?1");
}

TEST_CASE("pages by three keys", "[sql][keyset]") {
    test_database database;
    database.run(
        "PRAGMA foreign_keys = off; INSERT INTO users (id, email) VALUES ('u', 'e'); INSERT INTO agents (id, owner_id, name, version) "
        "VALUES"
        " ('a', 'u', 'x', 1), ('b', 'u', 'w', 2), ('c', 'v', 'x', 2), ('d', 'v', 'y', 2), ('e', 'v', 'z', 1)");
    const auto walked = [&](auto first, auto second, auto third) {
        const auto page =
            select(as<"key">(concat(cast<std::string>(agents.version), literal<" ">, agents.owner_id, literal<" ">, agents.id)))
                .from(agents)
                .where(when<"after_value">(after(first, second, third, param<"after_value">, param<"after_id">, param<"after_third">)))
                .order_by(first, second, third)
                .template limit<1>();
        std::string ids, last = database.answer(text_when(page, {}));
        while (!last.empty() && ids.size() < 9) {
            const std::string version = last.substr(0, 1), owner = last.substr(2, 1), id = last.substr(4);
            ids += id;
            last = database.answer(text_when(page, {"after_value"}), {version.c_str(), owner.c_str(), id.c_str()});
        }
        return ids;
    };
    CHECK(walked(agents.version.asc(), agents.owner_id.asc(), agents.id.asc()) == "aebcd");
    CHECK(walked(agents.version.desc(), agents.owner_id.desc(), agents.id.desc()) == "dcbea");
    CHECK(walked(agents.version.desc(), agents.owner_id.asc(), agents.id.desc()) == "bdcae");
    CHECK(walked(agents.version.asc(), agents.owner_id.desc(), agents.id.asc()) == "eacdb");
}

TEST_CASE("page by page, every row comes once and in order", "[sql][keyset]") {
    test_database database;
    database.run(
        "PRAGMA foreign_keys = off; INSERT INTO runs (agent_id, number, ended_at) VALUES ('a', 1, NULL), ('a', 2, '2026-01-02'), ('a', 3, "
        "'2026-01-01'),"
        " ('a', 4, NULL), ('a', 5, '2026-01-02'), ('a', 6, '2026-01-01')");
    CHECK(walk(database, runs.ended_at.asc(), runs.number.asc()) == "1 4 3 6 2 5");
    CHECK(walk(database, runs.ended_at.asc(), runs.number.desc()) == "4 1 6 3 5 2");
    CHECK(walk(database, runs.ended_at.desc(), runs.number.asc()) == "2 5 3 6 1 4");
    CHECK(walk(database, runs.ended_at.desc(), runs.number.desc()) == "5 2 6 3 4 1");
}
