#pragma once
// What D1's REST interface answers, read by simdjson where it lies.
#include <string>
#include <string_view>
#include <vector>

#include "squall/core/answer.hpp"

namespace squall::d1_rest {

/// The result of one statement. Of /raw the columns and rows; of /query, whose rows are objects, only the count.
struct statement_reply {
    std::vector<std::string> columns;
    answer rows;
    std::int64_t changes = 0;
};
struct read_reply {
    std::vector<statement_reply> results;
    std::string fault;  // empty: it went well, and every result is whole
};
/// Which of the two interfaces was asked.
enum class reply_form : unsigned char { raw, query };

/// Reads a body; `body` is enlarged by simdjson's padding where it has none. A fault is "message [code: n]" of the answer's
/// first error, or "HTTP status" and what is wrong with the answer: an answer that is not as documented (a result that is
/// missing, a row that is longer or shorter than the columns) is a fault, never an empty result. `token` is what the request
/// was signed with: a fault does not repeat it, and a result that does is refused.
read_reply read(std::string& body, long status, reply_form form, std::string_view token = {});

}  // namespace squall::d1_rest
