#include "destructive.hpp"

#include <algorithm>

#include "retired_columns.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {

bool is_destructive(std::string_view sql) {
    const std::vector<token> t = tokens_of(sql);
    if (t.empty()) return false;
    const auto has = [&](std::string_view word) { return std::any_of(t.begin(), t.end(), [&](const token& one) { return one.is(word); }); };
    if (t[0].is("DROP")) return t.size() > 1 && t[1].is("TABLE");
    if (t[0].is("ALTER")) return has("DROP");
    if (t[0].is("INSERT")) return t.size() > 2 && t[1].is("OR") && t[2].is("REPLACE");
    if (t[0].is("WITH")) return has("DELETE") || has("UPDATE") || has("REPLACE");
    return t[0].is("DELETE") || t[0].is("UPDATE") || t[0].is("REPLACE");
}

std::optional<located_statement> first_destructive(const migration_file& file) {
    for (located_statement& s : statements_of(file))
        if (is_destructive(s.sql)) return std::move(s);
    for (const retired_column& c : retired_columns_of(file)) return located_statement{"-- squall: set aside " + c.table + '.' + c.column};
    return std::nullopt;
}

}  // namespace squall::migrate
