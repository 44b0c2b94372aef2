#pragma once
// Plain functions over full-text indexes, full-text tables and R*Trees, as C++ that its owner edits.
#include "table_functions.hpp"
#include "virtual_shape.hpp"

namespace squall::migrate {

/// search of a full-text index: the rows of its table, the best first.
domain_files functions_of_index(const full_text_shape& index, const std::string& object, const named_relation& table,
                                const std::string& key_member, const std::string& domain);
/// search, list and count of a full-text table, overlapping, list and count of an R*Tree. `found`: the definition of a found row.
domain_files functions_of_virtual(const virtual_shape& v, const named_relation& named, const std::string& found, const std::string& domain);

}  // namespace squall::migrate
