#include "core/json_check.hpp"

namespace squall {

// The shim makes every JSON text by JSON.stringify and tags what JSON cannot say, so what is left to judge here is how
// deep it goes. A whole parser would cost the module 28 KB (docs/PERFORMANCE.md); the native bindings have one.
std::optional<std::string_view> json_problem(std::string_view text) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{') && ++depth > deepest_json)
            return "must not go deeper than 1000 levels";
        else if (!quoted && (c == ']' || c == '}'))
            --depth;
    }
    return std::nullopt;
}

}  // namespace squall
