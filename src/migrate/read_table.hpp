#pragma once
// The part of CREATE TABLE that follows the word TABLE.
#include "snapshot.hpp"
#include "token_reader.hpp"

namespace squall::migrate {

table_shape read_table(token_reader& in);

}  // namespace squall::migrate
