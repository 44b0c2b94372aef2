#include "target.hpp"

#include <charconv>

#include "failure.hpp"

namespace squall::migrate {

std::string text_of(const cell& c) {
    if (const auto* i = std::get_if<std::int64_t>(&c)) return std::to_string(*i);
    if (const auto* d = std::get_if<double>(&c)) return std::to_string(*d);
    if (const auto* s = std::get_if<std::string>(&c)) return *s;
    return {};
}
std::int64_t integer_of(const cell& c) {
    if (const auto* i = std::get_if<std::int64_t>(&c)) return *i;
    if (const auto* d = std::get_if<double>(&c)) {
        constexpr double limit = 9'223'372'036'854'774'784.0;  // the largest double within 64 bits
        if (*d >= -limit && *d <= limit) return static_cast<std::int64_t>(*d);
    }
    if (const auto* s = std::get_if<std::string>(&c)) {
        std::int64_t n = 0;
        const auto [end, fault] = std::from_chars(s->data(), s->data() + s->size(), n);
        if (fault == std::errc() && end == s->data() + s->size()) return n;
    }
    if (std::holds_alternative<std::monostate>(c)) return 0;
    throw failure(outcome::database, "the database did not return the expected integer");
}

void refuse_short_answer(std::size_t size, std::size_t wanted) {
    throw failure(outcome::database, "the database returned " + std::to_string(size) + " rows or cells; at least " +
                                         std::to_string(wanted) + " were expected");
}

std::int64_t target::count(const std::string& sql) { return integer_of(query(sql).rows[0][0]); }
void target::run(const std::vector<statement>& all) {
    if (auto failed = batch(all)) throw failure(outcome::database, name() + ": " + failed->reason);
}

}  // namespace squall::migrate
