#pragma once
// The tables as the contract lists them (schema_facts.json).
#include <string>
#include <vector>

#include "table_facts.hpp"

namespace iofold::test {

/// The logical side of a column, which the database does not know.
struct contract_column {
    std::string name{}, type{};
    sentences values{};
    bool is_checked = false;
};
struct contract_table {
    table_facts facts;
    sentences added_indexes;  // those that only the repositories need; facts has them as well
    std::vector<contract_column> columns;
};
struct contract_view {
    std::string name;
    sentences columns;
};
struct contract {
    std::vector<contract_table> tables;
    std::vector<contract_view> views;
};
const contract& the_contract();
const contract_table& contract_of(std::string_view table);

}  // namespace iofold::test
