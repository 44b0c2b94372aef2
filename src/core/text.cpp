#include "squall/core/text.hpp"

#include <chrono>

namespace squall {
namespace {

/// The bytes of a white space character at the front; 0 if there is none.
std::size_t space_at(std::string_view s) {
    const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
    const unsigned a = byte(0), b = byte(1), c = byte(2);
    if (a == 0x20 || (a >= 0x09 && a <= 0x0d)) return 1;
    if (a == 0xc2 && b == 0xa0) return 2;
    if (a == 0xe1 && b == 0x9a && c == 0x80) return 3;
    if (a == 0xe2 && b == 0x80 && ((c >= 0x80 && c <= 0x8a) || c == 0xa8 || c == 0xa9 || c == 0xaf)) return 3;
    if (a == 0xe2 && b == 0x81 && c == 0x9f) return 3;
    if (a == 0xe3 && b == 0x80 && c == 0x80) return 3;
    if (a == 0xef && b == 0xbb && c == 0xbf) return 3;
    return 0;
}
std::size_t space_before_end(std::string_view s) {
    for (std::size_t n = 1; n <= 3 && n <= s.size(); ++n)
        if (space_at(s.substr(s.size() - n)) == n) return n;
    return 0;
}

void digits(char* out, unsigned value, int count) {
    for (int i = count; i-- > 0; value /= 10) out[i] = static_cast<char>('0' + value % 10);
}
struct reader {
    std::string_view rest;
    bool ok = true;
    bool take(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    int number(std::size_t count) {
        int n = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (rest.empty() || rest.front() < '0' || rest.front() > '9') {
                ok = false;
                return 0;
            }
            n = n * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
        }
        return n;
    }
};

}  // namespace

std::string_view trimmed_text(std::string_view text) {
    while (const std::size_t n = space_at(text)) text.remove_prefix(n);
    while (const std::size_t n = space_before_end(text)) text.remove_suffix(n);
    return text;
}

void write_iso(std::int64_t milliseconds, char* out) {
    using namespace std::chrono;
    std::int64_t day_count = milliseconds / 86400000, rest = milliseconds % 86400000;
    if (rest < 0) --day_count, rest += 86400000;
    const year_month_day day{sys_days{days{day_count}}};
    const auto ms = static_cast<unsigned>(rest);
    digits(out, static_cast<unsigned>(static_cast<int>(day.year())), 4);
    out[4] = '-';
    digits(out + 5, static_cast<unsigned>(day.month()), 2);
    out[7] = '-';
    digits(out + 8, static_cast<unsigned>(day.day()), 2);
    out[10] = 'T';
    digits(out + 11, ms / 3600000, 2);
    out[13] = ':';
    digits(out + 14, ms / 60000 % 60, 2);
    out[16] = ':';
    digits(out + 17, ms / 1000 % 60, 2);
    out[19] = '.';
    digits(out + 20, ms % 1000, 3);
    out[23] = 'Z';
}

std::optional<std::int64_t> parse_timestamp(std::string_view text) {
    using namespace std::chrono;
    reader in{text};
    const int y = in.number(4);
    const bool dashes = in.take('-');
    const int m = in.number(2);
    const bool dash = in.take('-');
    const int d = in.number(2);
    if (!in.ok || !dashes || !dash) return std::nullopt;
    const year_month_day day{year{y}, month{static_cast<unsigned>(m)}, std::chrono::day{static_cast<unsigned>(d)}};
    if (!day.ok()) return std::nullopt;
    std::int64_t ms = static_cast<std::int64_t>(sys_days{day}.time_since_epoch().count()) * 86400000;
    if (in.rest.empty()) return ms;
    if (!in.take('T') && !in.take(' ')) return std::nullopt;
    const int hour = in.number(2);
    const bool colon = in.take(':');
    const int minute = in.number(2);
    int second = 0, fraction = 0;
    if (in.take(':')) {
        second = in.number(2);
        if (in.take('.')) {
            int scale = 100;
            do {
                fraction += in.number(1) * scale;
                scale /= 10;
            } while (in.ok && !in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9');
        }
    }
    if (!in.ok || !colon || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    ms += ((hour * 60LL + minute) * 60 + second) * 1000 + fraction;
    if (in.take('Z') || in.rest.empty()) return in.rest.empty() ? std::optional(ms) : std::nullopt;
    const int sign = in.take('-') ? -1 : in.take('+') ? 1 : 0;
    const int zone_hour = in.number(2);
    in.take(':');
    const int zone_minute = in.number(2);
    if (sign == 0 || !in.ok || !in.rest.empty() || zone_hour > 23 || zone_minute > 59) return std::nullopt;
    ms -= sign * (zone_hour * 60LL + zone_minute) * 60000;
    constexpr std::int64_t first = -62167219200000, last = 253402300799999;  // years 0000 to 9999
    return ms < first || ms > last ? std::nullopt : std::optional(ms);
}

}  // namespace squall
