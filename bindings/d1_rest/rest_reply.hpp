#pragma once
// What D1's REST interface answers, read by simdjson where it lies.
#include <string>
#include <vector>

#include "core/answer.hpp"

namespace squall::d1_rest {

/// The result of one statement. Of /raw the columns and rows; of /query, whose rows are objects, only the count.
struct statement_reply {
    std::vector<std::string> columns;
    answer rows;
    std::int64_t changes = 0;
};
struct read_reply {
    std::vector<statement_reply> results;
    std::string fault;  // empty: it went well
};
/// Reads a body; `body` gets room for simdjson's padding where it has none. A fault is "message [code: n]" of the answer's
/// first error, or "HTTP status" where it has none.
read_reply read(std::string& body, long status);

}  // namespace squall::d1_rest
