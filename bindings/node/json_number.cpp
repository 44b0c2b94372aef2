#include <cmath>

#include "node_imports.hpp"
#include "tool/json_value.hpp"

namespace squall::tool {

// JavaScript itself writes it.
void append_number(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    char text[32];
    out.append(text, static_cast<std::size_t>(squall_node_write_number(number, text)));
}

}  // namespace squall::tool
