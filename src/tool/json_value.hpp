#pragma once
// JSON as JavaScript's JSON.stringify writes it, so that what a call stores and returns is the same from here and from the
// client.
#include <simdjson.h>

#include <string>
#include <string_view>

#include "migrate/json_writer.hpp"

namespace squall::tool {

using migrate::append_json_string;

/// As JavaScript shows a number: 1, 0.1, 1e+21; what is not finite is null.
void append_number(std::string& out, double number);
/// A parsed value, without white space.
void append_json(std::string& out, simdjson::dom::element value);

}  // namespace squall::tool
