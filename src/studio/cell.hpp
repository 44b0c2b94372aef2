#pragma once
// A value as the database keeps it, and as the page gets it. JSON says less than SQLite: what a JavaScript number or
// string cannot contain is an object, {"integer": "9007199254740993"}, {"real": "inf"}, {"blob": "00ff"}, or, of a text that
// is not UTF-8, {"text_bytes": "ff"}.
#include <simdjson.h>

#include <string>
#include <variant>
#include <vector>

namespace squall::studio {

struct blob {
    std::string bytes;
    bool operator==(const blob&) const = default;
};
/// Of a long text or blob only the beginning: {"text": "…", "length": 12345}, or "blob" or "text_bytes" in the place of "text".
struct excerpt {
    std::string beginning;
    std::int64_t length = 0;  // bytes, of all of it
    bool is_blob = false;
    bool operator==(const excerpt&) const = default;
};
using cell = std::variant<std::monostate, std::int64_t, double, std::string, blob, excerpt>;
using row = std::vector<cell>;

std::string json_of(const cell& c);
/// As json_of, but of a long value only an excerpt. Lists of rows are made of these.
std::string json_preview_of(const cell& c);
/// So much of a cell is in a preview, and in a row that is shown whole.
inline constexpr std::size_t preview_bytes = 300, whole_bytes = std::size_t{1} << 20;
/// Throws request_error(invalid_argument).
cell cell_of(simdjson::dom::element json);

}  // namespace squall::studio
