#include "squall/core/statement_text.hpp"

#include <algorithm>

namespace squall {
namespace {

bool is_chosen(const statement_piece& piece, std::uint32_t active_conditions) {
    return piece.condition == statement_piece::no_condition || (active_conditions >> piece.condition & 1U) != 0;
}

}  // namespace

std::string variant_text(const statement_data& statement, std::uint32_t active_conditions) {
    if (!statement.has_pieces) return std::string(statement.view());
    std::string text;
    statement.for_each_piece([&](const statement_piece& piece) {
        if (is_chosen(piece, active_conditions)) text += piece.text;
    });
    return text;
}

std::uint8_t chosen_parameter_count(const statement_data& statement, std::uint32_t active_conditions) {
    if (!statement.has_pieces) return statement.parameter_count;
    std::uint8_t count = 0;
    statement.for_each_piece([&](const statement_piece& piece) {
        if (is_chosen(piece, active_conditions)) count = std::max(count, piece.highest_parameter);
    });
    return count;
}

std::string row_guard_text(const statement_data& statement, std::uint32_t active_conditions) {
    return "SELECT CASE WHEN EXISTS (" + variant_text(statement, active_conditions) +
           ") THEN 1 ELSE json_extract('{}', 'not_found:row:' || ?" +
           std::to_string(chosen_parameter_count(statement, active_conditions) + 1) + ") END AS g";
}

std::string guard_failure_text(const statement_data& guard) {
    constexpr std::string_view before = "json_extract('{}', '";
    std::string_view path = guard.view();
    path.remove_prefix(path.find(before) + before.size());
    return "bad JSON path: '" + std::string(path.substr(0, path.find('\''))) + "0'";
}

}  // namespace squall
