#pragma once
// A function's result as JSON, of a database's rows: what the client returns for the same rows.
#include "result_form.hpp"

namespace squall::tool {

/// One line of JSON. Errors: not_found where a row is needed and there is none; limit where an integer is too large for a
/// number of JavaScript.
result<std::string> json_of(const result_form& form, const std::vector<answer>& answers, std::uint32_t page_rows);

}  // namespace squall::tool
