#include "squall/core/answer.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace squall {

std::string detail::text_of_cell(const cell& c) {
    if (const auto* text = std::get_if<std::string>(&c)) return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&c)) return std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&c)) {
        char number[40];
        std::snprintf(number, sizeof number, "%.17g", *real);
        return number;
    }
    return {};
}
std::int64_t detail::integer_of_cell(const cell& c) {
    if (const auto* integer = std::get_if<std::int64_t>(&c)) return *integer;
    if (const auto* real = std::get_if<double>(&c)) {
        constexpr double beyond = 9223372036854775808.0;  // 2^63; what an integer cannot hold becomes the nearest that it can
        if (std::isnan(*real)) return 0;
        return *real >= beyond ? INT64_MAX : *real < -beyond ? INT64_MIN : static_cast<std::int64_t>(*real);
    }
    if (const auto* text = std::get_if<std::string>(&c)) {
        char* end = nullptr;
        const std::int64_t whole = std::strtoll(text->c_str(), &end, 10);
        // Beyond 64 bits SQLite calculates with reals, whose text is 9.3e+18.
        if (*end != '.' && *end != 'e' && *end != 'E') return whole;
        return integer_of_cell(std::strtod(text->c_str(), nullptr));
    }
    return 0;
}
double detail::real_of_cell(const cell& c) {
    if (const auto* real = std::get_if<double>(&c)) return *real;
    if (const auto* integer = std::get_if<std::int64_t>(&c)) return static_cast<double>(*integer);
    if (const auto* text = std::get_if<std::string>(&c)) return std::strtod(text->c_str(), nullptr);
    return 0;
}
bool truth_of_cell(const cell& c) {
    if (const auto* integer = std::get_if<std::int64_t>(&c)) return *integer != 0;
    if (const auto* text = std::get_if<std::string>(&c)) {
        // strtod() also takes words and hexadecimal digits, which SQLite does not.
        const std::size_t sign = text->find_first_not_of(" \t\n\v\f\r"), digits = text->find_first_of("0123456789", sign);
        if (digits == text->npos || text->find_first_not_of("+-.", sign) != digits) return false;
        const std::string_view number = std::string_view(*text).substr(digits, 2);
        if (number == "0x" || number == "0X") return false;
    }
    return detail::real_of_cell(c) != 0;
}
value detail::key_of_cell(const cell& c) {
    if (const auto* text = std::get_if<std::string>(&c)) return text_value(*text);
    if (const auto* integer = std::get_if<std::int64_t>(&c)) return integer_value(*integer);
    if (const auto* real = std::get_if<double>(&c)) return real_value(*real);
    return null_value();
}

}  // namespace squall
