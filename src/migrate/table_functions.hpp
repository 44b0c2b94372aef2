#pragma once
// Plain functions over a table or a view, as C++ that its owner edits.
#include "table_facts.hpp"

namespace squall::migrate {

struct domain_files {
    std::string domain{}, header{}, source{};
    names functions{};
    bool has_cursor = false;  // list returns a page
    names problems{};         // what is not written, and why
};

/// get, list, count, create, create_many, update, upsert and delete of a table. `row`: the name of its rows' definition, where they have
/// a rowid.
domain_files functions_of_table(const table_shape& t, const named_relation& named, const std::string& domain, const std::string& row);
/// list and count of a view.
domain_files functions_of_view(const std::string& view, const named_relation& named, const std::string& domain);

}  // namespace squall::migrate
