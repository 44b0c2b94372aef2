#include "target.hpp"

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
    if (const auto* d = std::get_if<double>(&c)) return static_cast<std::int64_t>(*d);
    return 0;
}

std::int64_t target::count(const std::string& sql) {
    const row_set found = query(sql);
    return found.rows.empty() ? 0 : integer_of(found.rows[0][0]);
}
void target::run(const std::vector<statement>& all) {
    if (auto failed = batch(all)) throw failure(outcome::database, name() + ": " + failed->reason);
}

}  // namespace squall::migrate
