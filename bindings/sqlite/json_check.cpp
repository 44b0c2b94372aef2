#include "core/json_check.hpp"

#include <simdjson.h>

namespace squall {

std::optional<std::string_view> json_problem(std::string_view text) {
    simdjson::dom::parser parser;
    if (parser.allocate(text.size() + 1, deepest_json) != simdjson::SUCCESS) return "is too large";
    switch (parser.parse(text.data(), text.size()).error()) {
        case simdjson::SUCCESS: return std::nullopt;
        case simdjson::DEPTH_ERROR: return "must not go deeper than 1000 levels";
        case simdjson::CAPACITY: return "is too large";
        default: return "must be valid JSON";
    }
}

}  // namespace squall
