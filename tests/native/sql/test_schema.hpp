#pragma once
// Three tables that hold every type of column between them.
#include <squall/sql/sql.hpp>

namespace test_schema {

enum class RunStatus { queued, running, done };
struct Labels {};

template <template <squall::fixed_string, class, auto...> class column>
struct users_table {
    column<"id", std::string, squall::primary_key> id{};
    column<"email", std::string, squall::unique> email{};
    column<"name", std::optional<std::string>> name{};
};
inline constexpr squall::table<users_table, "users"> users;

template <template <squall::fixed_string, class, auto...> class column>
struct agents_table {
    column<"id", std::string, squall::primary_key> id{};
    column<"owner_id", std::string, squall::references<"users", "id">, squall::on_delete_cascade> owner_id{};
    column<"parent_id", std::optional<std::string>, squall::references<"agents", "id">, squall::on_delete_set_null> parent_id{};
    column<"name", std::string> name{};
    column<"version", std::int64_t, squall::default_sql<"1">> version{};
    column<"labels", std::optional<squall::json<Labels>>> labels{};
    column<"created_at", squall::timestamp, squall::default_sql<"CURRENT_TIMESTAMP">> created_at{};
};
inline constexpr squall::table<agents_table, "agents"> agents;
using Agent = squall::row_of<agents>;

template <template <squall::fixed_string, class, auto...> class column>
struct runs_table {
    column<"agent_id", std::string, squall::references<"agents", "id">> agent_id{};
    column<"number", std::int64_t> number{};
    column<"status", RunStatus, squall::default_sql<"'queued'">> status{};
    column<"old_status", std::optional<RunStatus>, squall::unchecked> old_status{};
    column<"score", std::optional<double>> score{};
    column<"is_good", std::optional<bool>> is_good{};
    column<"day", std::optional<squall::date>> day{};
    column<"ended_at", std::optional<squall::timestamp>> ended_at{};
    column<"details", squall::json<>, squall::default_sql<"'{}'">> details{};
    column<"order", std::optional<std::int64_t>> order{};  // a word of SQL
};
inline constexpr squall::table<runs_table, "runs"> runs;

}  // namespace test_schema

template <>
inline constexpr auto squall::constraints_of<test_schema::agents> = squall::constraints(squall::unique_key(test_schema::agents.owner_id,
                                                                                                           test_schema::agents.name));
template <>
inline constexpr auto squall::constraints_of<test_schema::runs> =
    squall::constraints(squall::primary_key_of(test_schema::runs.agent_id, test_schema::runs.number),
                        squall::index<"idx_runs_ended">(test_schema::runs.ended_at.desc(), test_schema::runs.number),
                        squall::unique_index<"idx_runs_running">(test_schema::runs.agent_id)
                            .where(test_schema::runs.status == squall::literal<test_schema::RunStatus::running>));
