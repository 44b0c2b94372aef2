#pragma once
// The part of CREATE TABLE that follows the word TABLE.
#include <stdexcept>

#include "snapshot.hpp"
#include "token_reader.hpp"

namespace squall::migrate {

/// A statement that the reader does not know: its text is kept, and nothing is read off it.
class not_understood : public std::runtime_error {
  public:
    explicit not_understood(const std::string& at) : std::runtime_error("\"" + at + '"') {}
};

/// `sql`: the whole statement. Throws not_understood.
table_shape read_table(token_reader& in, std::string_view sql);

}  // namespace squall::migrate
