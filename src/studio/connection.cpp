#include "connection.hpp"

namespace squall::studio {

std::int64_t connection::count(const statement& s) {
    const answer a = read(s, {.rows = 1});
    const auto* n = a.rows.empty() ? nullptr : std::get_if<std::int64_t>(&a.rows[0][0]);
    return n ? *n : 0;
}

std::vector<row> connection::apply(const std::vector<change_step>& steps) {
    std::vector<row> returned(steps.size());
    transaction([&] {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const change_step& step = steps[i];
            try {
                if (!step.refuses) {
                    answer a = run({with_returning(step, step.returning), step.sql.values}, permission::write);
                    if (!step.returning.empty() && !a.rows.empty()) returned[i] = std::move(a.rows[0]);
                } else if (const std::int64_t n = count(step.sql); n > 0)
                    throw step.refuses(n);
            } catch (const request_error& p) {
                throw p.of_change(step.change, p.what());
            }
        }
    });
    return returned;
}

std::string connection::with_returning(const change_step& step, const std::vector<std::string>& columns) {
    std::string sql = step.sql.sql;
    for (std::size_t i = 0; i < columns.size(); ++i) sql += (i ? ", " : " ") + columns[i];
    return sql;
}

answer connection::write_all(const std::vector<std::string>& statements, const answer_limits& limits) {
    answer last;
    std::int64_t changed = 0;
    transaction([&] {
        for (const std::string& sql : statements) {
            last = run({sql}, permission::write, limits);
            changed += last.changed;
        }
    });
    last.changed = changed;
    return last;
}

const std::vector<unread_object>& connection::unread_objects() const {
    static const std::vector<unread_object> none;
    return none;
}

}  // namespace squall::studio
