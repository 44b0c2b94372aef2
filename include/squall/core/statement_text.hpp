#pragma once
// The SQL of a statement in the variant that a call chose.
#include <string>

#include "squall/sql/statement.hpp"

namespace squall {

/// Bit k of active_conditions: the fragments of condition k are in.
std::string variant_text(const statement_data& statement, std::uint32_t active_conditions);
/// How many values the variant binds: a parameter that is only in omitted fragments is bound by nothing after it.
std::uint8_t chosen_parameter_count(const statement_data& statement, std::uint32_t active_conditions);
/// The statement as a guard of its own: it fails with not_found unless the statement has a row. Its last parameter is
/// the batch index.
std::string row_guard_text(const statement_data& statement, std::uint32_t active_conditions);
/// The text of the error with which a guard that has one requirement fails, for a plan that is sent alone.
std::string guard_failure_text(const statement_data& guard);

}  // namespace squall
