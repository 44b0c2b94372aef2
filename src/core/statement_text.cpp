#include "statement_text.hpp"

#include <algorithm>

namespace squall {
namespace {

bool is_chosen(const statement_piece& piece, std::uint32_t given_conditions) {
    return piece.condition == statement_piece::no_condition || (given_conditions >> piece.condition & 1U) != 0;
}

}  // namespace

std::string chosen_text(const statement_data& statement, std::uint32_t given_conditions) {
    if (statement.piece_count == 0) return std::string(statement.view());
    std::string text;
    for (std::uint8_t i = 0; i < statement.piece_count; ++i) {
        const statement_piece& piece = statement.pieces[i];
        if (is_chosen(piece, given_conditions)) text.append(statement.text + piece.begin, static_cast<std::size_t>(piece.end - piece.begin));
    }
    return text;
}

std::uint8_t chosen_parameter_count(const statement_data& statement, std::uint32_t given_conditions) {
    if (statement.piece_count == 0) return statement.parameter_count;
    std::uint8_t count = 0;
    for (std::uint8_t i = 0; i < statement.piece_count; ++i)
        if (is_chosen(statement.pieces[i], given_conditions)) count = std::max(count, statement.pieces[i].highest_parameter);
    return count;
}

std::string row_guard_text(const statement_data& statement, std::uint32_t given_conditions) {
    return "SELECT CASE WHEN EXISTS (" + chosen_text(statement, given_conditions) + ") THEN 1 ELSE json_extract('{}', 'not_found:row:' || ?" +
           std::to_string(chosen_parameter_count(statement, given_conditions) + 1) + ") END AS g";
}

}  // namespace squall
