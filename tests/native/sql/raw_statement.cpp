#include "squall/sql/raw_statement.hpp"

#include "check.hpp"

namespace {
template <template <fixed_string, class, auto...> class field>
struct sized_fields {
    field<"id", std::string> id{};
    field<"size", std::optional<std::int64_t>> size{};
};
using sized = fields_of<sized_fields>;
}  // namespace

TEST_CASE("a condition as raw SQL", "[sql][raw]") {
    constexpr auto even = raw<"$1 % 2 = 0", bool>(runs.number);
    constexpr auto q =
        select(runs.number).from(runs).where(even && when<"n">(raw<"$1 IN ($2, 7)", bool>(runs.number, param<"n", std::int64_t>)));
    check_text(q, "SELECT number FROM runs WHERE (number % 2 = 0) AND (number IN (CAST(?1 AS INTEGER), 7))");
    CHECK(text_when(q, {}) == "SELECT number FROM runs WHERE (number % 2 = 0)");
}

TEST_CASE("a table source as raw SQL", "[sql][raw]") {
    constexpr auto info = raw_table<"info", "pragma_table_info($1)">(param<"table", std::string>);
    constexpr auto q = select(as<"column">(info.get<"name", std::string>())).from(info).order_by(info.get<"cid", std::int64_t>());
    check_text(q, "SELECT name AS column FROM pragma_table_info(?1) AS info ORDER BY cid");
    CHECK(shared_database().answer(text_of(q), {"users"}) == "id email name");
    constexpr auto ones = raw_table<"ones", "SELECT agent_id, max(number) AS n FROM runs GROUP BY agent_id">();
    check_text(select(agents.id, as<"n">(ones.get<"n", std::optional<std::int64_t>>()))
                   .from(agents)
                   .left_join(ones, ones.get<"agent_id", std::string>() == agents.id),
               "SELECT agents.id, ones.n FROM agents LEFT JOIN (SELECT agent_id, max(number) AS n FROM runs GROUP BY agent_id) AS ones ON "
               "ones.agent_id = agents.id");
}

TEST_CASE("whole statements as raw SQL", "[sql][raw]") {
    constexpr auto q =
        raw_query<"SELECT id, length(labels) FROM agents WHERE owner_id = $1 AND 'delete; ?' <> $1", sized>(param<"owner", std::string>);
    check_text(q, "SELECT id, length(labels) FROM agents WHERE owner_id = ?1 AND 'delete; ?' <> ?1");
    CHECK(columns_of(q) == "id text, size integer?");
    CHECK(parameters_of(q) == "owner text");
    static_assert(!decltype(q)::writes);
    constexpr auto one = raw_query<"SELECT count(*) FROM agents", std::int64_t>();
    CHECK(columns_of(one) == "value integer");
    constexpr auto write =
        raw_write<"INSERT OR IGNORE INTO users (id, email) VALUES ($1, $2)">(param<"id", std::string>, param<"email", std::string>);
    check_text(write, "INSERT OR IGNORE INTO users (id, email) VALUES (?1, ?2)");
    static_assert(decltype(write)::writes && detail::idempotency_of<decltype(write)>() == idempotency::unknown);
    constexpr auto returning = raw_write<"UPDATE users SET name = $1 RETURNING id", std::string>(param<"name", std::string>);
    CHECK(columns_of(returning) == "value text");
}

TEST_CASE("which raw SQL reads", "[sql][raw]") {
    using detail::is_reading_sql;
    for (std::string_view sql :
         {"PRAGMA table_info(users)", "pragma main . index_list('users')", "PRAGMA user_version", "PRAGMA\tforeign_key_check",
          "\n\tSELECT 1", "SELECT 'delete', \"update\" FROM t", "EXPLAIN SELECT 1", "VALUES (1)", "SELECT name FROM pragma_table_list"})
        CHECK(is_reading_sql(sql));
    for (std::string_view sql : {"PRAGMA user_version = 5", "PRAGMA user_version(5)", "PRAGMA main.foreign_keys=ON", "PRAGMA optimize",
                                 "PRAGMA wal_checkpoint", "PRAGMA incremental_vacuum(1)", "PRAGMA something_new",
                                 "PRAGMA table_info = users", "WITH a AS (SELECT 1) REPLACE INTO t VALUES (1)", "EXPLAIN DELETE FROM t",
                                 "REINDEX", "VACUUM", "SELECT * FROM pragma_optimize", "SELECT * FROM Pragma_Optimize(1)", ""})
        CHECK_FALSE(is_reading_sql(sql));
    static_assert(!decltype(raw_query<"PRAGMA user_version", std::int64_t>())::writes);
    static_assert(decltype(raw_write<"PRAGMA user_version = 5">())::writes);
    CHECK(shared_database().answer(text_of(raw_query<"PRAGMA user_version", std::int64_t>())) == "0");
}
