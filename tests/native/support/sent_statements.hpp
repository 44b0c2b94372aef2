#pragma once
// What the functions send: each function's statements, with the optional pieces in them.
#include <set>

#include "exported_functions.hpp"

namespace iofold::test {

struct sent_statement {
    const squall::statement_data* statement;
    std::set<std::uint32_t> choices;  // of optional pieces, as they are given together; bit k: condition k
    bool may_be_guarded = false;      // in a batch its text is asked for a row first
};
struct sent_function {
    const exported_function* function;
    std::vector<sent_statement> statements;  // in the order in which they are sent
    std::size_t most_statements = 0;         // of one call
    std::string refused;                     // why a sample call sent nothing, when one did
};
const std::vector<sent_function>& sent_statements();

}  // namespace iofold::test
