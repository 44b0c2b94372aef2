#include "connection.hpp"

namespace squall::studio {

std::int64_t connection::count(const statement& s) {
    const answer a = read(s, {.rows = 1});
    const auto* n = a.rows.empty() ? nullptr : std::get_if<std::int64_t>(&a.rows[0][0]);
    return n ? *n : 0;
}

const std::vector<unread_object>& connection::unread_objects() const {
    static const std::vector<unread_object> none;
    return none;
}

}  // namespace squall::studio
