#pragma once
// What Kysely's and Drizzle's users write for SQLite, in squall's form: each case is a statement of SQL and one of squall that
// mean the same. Both run on the same rows.
#include <squall/sql/sql.hpp>
#include <string>
#include <variant>
#include <vector>

namespace peers {

enum class verdict { natural, workaround, refused, refused_by_d1 };

/// Bound values, which D1 binds as texts and REALs.
using bound = std::variant<std::nullptr_t, double, std::string>;

struct column {
    std::string name;
    squall::value_kind kind;
    bool nullable;
};
struct peer_case {
    std::string feature;
    verdict how = verdict::natural;
    std::string reason{};  // why it is no natural form
    std::string sql{}, text{};
    std::vector<bound> values{};
    std::vector<column> columns{};  // of squall's statement
    bool writes = false;
};

/// All cases, in the order of the files.
std::vector<peer_case>& cases();

template <class Q>
std::vector<column> columns_of() {
    std::vector<column> all;
    const auto& a = squall::detail::analysis_of<Q>;
    for (std::size_t i = 0; i < a.column_count; ++i)
        all.push_back({std::string(a.columns[i].name), a.columns[i].type->kind, a.columns[i].nullable});
    return all;
}
/// A statement that squall has a form of its own for.
template <class Q>
void same(std::string feature, std::string sql, const Q&, std::vector<bound> values = {}) {
    cases().push_back({std::move(feature),
                       verdict::natural,
                       {},
                       std::move(sql),
                       std::string(squall::text_of<Q>()),
                       std::move(values),
                       columns_of<Q>(),
                       Q::writes});
}
/// One that squall says otherwise.
template <class Q>
void roundabout(std::string feature, std::string reason, std::string sql, const Q&, std::vector<bound> values = {}) {
    cases().push_back({std::move(feature), verdict::workaround, std::move(reason), std::move(sql), std::string(squall::text_of<Q>()),
                       std::move(values), columns_of<Q>(), Q::writes});
}
/// One that has no form, and why.
inline void refused_by_d1(std::string feature, std::string reason) {
    cases().push_back({std::move(feature), verdict::refused_by_d1, std::move(reason)});
}
inline void refused(std::string feature, std::string reason) {
    cases().push_back({std::move(feature), verdict::refused, std::move(reason)});
}

void read_cases();
void source_cases();
void aggregate_cases();
void write_cases();
void virtual_cases();
void refused_cases();

}  // namespace peers
