#include <charconv>
#include <cmath>
#include <cstdlib>

#include "json_value.hpp"

namespace squall::tool {

void append_number(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    if (number == 0) {
        out += '0';
        return;
    }
    // The shortest digits that read back as this number, d.ddde±xx, put into the form of ECMAScript's Number::toString.
    char buffer[32];
    const char* end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    std::string_view all(buffer, static_cast<std::size_t>(end - buffer));
    if (all.front() == '-') {
        out += '-';
        all.remove_prefix(1);
    }
    const std::size_t e = all.find('e');
    const int point = std::atoi(std::string(all.substr(e + 1)).c_str()) + 1;  // digits before the decimal point
    std::string digits(all.substr(0, 1));
    if (e > 2) digits += all.substr(2, e - 2);
    const int count = static_cast<int>(digits.size());
    if (point > 21 || point < -5) {
        out += digits[0];
        if (count > 1) out += '.' + digits.substr(1);
        out += (point > 0 ? "e+" : "e-") + std::to_string(std::abs(point - 1));
    } else if (point <= 0) {
        out += "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    } else if (point >= count) {
        out += digits + std::string(static_cast<std::size_t>(point - count), '0');
    } else {
        out += digits.substr(0, static_cast<std::size_t>(point)) + '.' + digits.substr(static_cast<std::size_t>(point));
    }
}

}  // namespace squall::tool
