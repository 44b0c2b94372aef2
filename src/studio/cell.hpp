#pragma once
// A value as the database keeps it, and as the page gets it. JSON says less than SQLite: what a JavaScript number or
// string cannot hold goes as an object, {"integer": "9007199254740993"}, {"real": "inf"} or {"blob": "00ff"}.
#include <simdjson.h>

#include <string>
#include <variant>
#include <vector>

namespace squall::studio {

struct blob {
    std::string bytes;
    bool operator==(const blob&) const = default;
};
using cell = std::variant<std::monostate, std::int64_t, double, std::string, blob>;
using row = std::vector<cell>;

std::string json_of(const cell& c);
/// As json_of, but of a long text only its beginning: {"text": "…", "length": 12345}. Lists of rows are made of these.
std::string json_preview_of(const cell& c);
/// Throws problem(invalid_argument).
cell cell_of(simdjson::dom::element json);

}  // namespace squall::studio
