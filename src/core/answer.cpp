#include "squall/core/answer.hpp"

#include <charconv>
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
namespace {
constexpr double beyond_bigint = 9223372036854775808.0;  // 2^63
constexpr double largest_exact = 9007199254740991.0;     // 2^53 - 1
}  // namespace

std::int64_t detail::integer_of_cell(const cell& c, unread_cell& unread) {
    double number = 0;
    if (const auto* real = std::get_if<double>(&c)) number = *real;
    if (const auto* text = std::get_if<std::string>(&c)) number = std::strtod(text->c_str(), nullptr);
    const bool fits = number >= -beyond_bigint && number < beyond_bigint;  // false of NaN as well
    if (!fits) unread.report(unread_cell::reason::no_integer);
    return integer_of_cell(c);
}
std::int64_t detail::bigint_of_cell(const cell& c, unread_cell& unread) {
    std::int64_t whole = 0;
    if (const auto* text = std::get_if<std::string>(&c)) {
        const char* end = text->data() + text->size();
        const auto [at, code] = std::from_chars(text->data(), end, whole);
        if (at == end && code == std::errc()) return whole;
    } else if (const auto* real = std::get_if<double>(&c)) {
        if (std::trunc(*real) == *real && std::fabs(*real) <= largest_exact) return static_cast<std::int64_t>(*real);
    } else {
        return integer_of_cell(c);
    }
    unread.report(unread_cell::reason::no_bigint);
    return 0;
}
double detail::exact_real_of_cell(const cell& c, unread_cell& unread) {
    const double real = real_of_cell(c);
    const auto* integer = std::get_if<std::int64_t>(&c);
    if (integer != nullptr && (real == beyond_bigint || static_cast<std::int64_t>(real) != *integer))
        unread.report(unread_cell::reason::no_exact_real);
    return real;
}
error detail::unreadable(const unread_cell& cell) {
    error e;
    e.kind = error_kind::limit;
    e.message = "limit: ";
    e.message += cell.column.empty() ? std::string_view("a stored value") : cell.column;
    switch (cell.why) {
        case unread_cell::reason::none: break;
        case unread_cell::reason::no_integer: e.message += " is beyond 64 bits and cannot be read as an integer"; break;
        case unread_cell::reason::no_bigint: e.message += " is not an integer of 64 bits and cannot be read exactly as a bigint"; break;
        case unread_cell::reason::no_exact_real:
            e.message += " is an integer beyond 2^53 and cannot be read exactly as a double: declare a bigint";
            break;
    }
    if (!cell.column.empty()) e.columns.emplace_back(cell.column);
    return e;
}
error detail::blob_in_key(std::string_view column) {
    error e;
    e.kind = error_kind::limit;
    e.message = "limit: " + std::string(column) + " of the page's last row is a blob, which a cursor cannot contain";
    e.columns.emplace_back(column);
    return e;
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
