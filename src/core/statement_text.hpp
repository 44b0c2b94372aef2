#pragma once
// The text of a statement with the pieces that a call chose.
#include <string>

#include "sql/statement.hpp"

namespace squall {

/// Bit k of given_conditions: the pieces of condition k are in.
std::string chosen_text(const statement_data& statement, std::uint32_t given_conditions);
/// How many values the chosen text binds: a parameter that is only in pieces left out is bound by nothing behind it.
std::uint8_t chosen_parameter_count(const statement_data& statement, std::uint32_t given_conditions);
/// The statement as a guard of its own: it fails with not_found unless the statement has a row. Its last parameter is
/// the slot.
std::string row_guard_text(const statement_data& statement, std::uint32_t given_conditions);

}  // namespace squall
