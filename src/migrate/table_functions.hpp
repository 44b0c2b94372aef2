#pragma once
// Plain functions over a table or a view, as C++ that its owner edits.
#include "table_nested.hpp"

namespace squall::migrate {

struct domain_files {
    std::string domain{}, header{}, source{};
    names functions{};
    bool has_cursor = false;  // list returns a page
    names problems{};         // what is not written, and why
};

/// The names of the definitions of a table's rows: where they have a rowid, and with the rows around them.
struct row_names {
    std::string row{}, nested{};
};
/// get, get_nested, list, count, create, create_many, update, upsert and delete of a table, which is one of `all`.
domain_files functions_of_table(const related_table& one, const row_names& rows, const std::vector<related_table>& all);
/// list and count of a view.
domain_files functions_of_view(const std::string& view, const named_relation& named, const std::string& domain);

}  // namespace squall::migrate
