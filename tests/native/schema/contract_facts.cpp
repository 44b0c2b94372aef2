#include "contract_facts.hpp"

#include <simdjson.h>

#include <stdexcept>

#include "support/project_folder.hpp"

namespace iofold::test {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;

std::string text_at(element e, std::string_view key) {
    std::string_view text;
    return e[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}
bool is_set(element e, std::string_view key) {
    bool value = false;
    return e[key].get(value) == simdjson::SUCCESS && value;
}
array list_at(element e, std::string_view key) {
    array list;
    if (e[key].get(list) != simdjson::SUCCESS) throw std::runtime_error("schema_facts.json: no list " + std::string(key));
    return list;
}
sentences words(array list) {
    sentences all;
    for (element e : list) {
        std::string_view word;
        if (e.get(word) == simdjson::SUCCESS) all.emplace_back(word);
    }
    return all;
}

contract_table read_table(element t) {
    contract_table read;
    table_facts& f = read.facts;
    f.name = text_at(t, "table");
    for (element c : list_at(t, "columns")) {
        contract_column logical{.name = text_at(c, "name"), .type = text_at(c, "type"), .is_checked = is_set(c, "checked")};
        if (logical.type == "enum") logical.values = words(list_at(c, "values"));
        column_facts column{.name = logical.name, .type = text_at(c, "sqlite_type"), .default_sql = text_at(c, "default")};
        column.not_null = is_set(c, "not_null");
        column.references = text_at(c, "references");
        if (logical.is_checked) column.checked_values = logical.values;
        f.columns.push_back(sentence(column));
        read.columns.push_back(std::move(logical));
    }
    f.keys.push_back(key_sentence("PRIMARY KEY", words(list_at(t, "primary_key"))));
    for (element u : list_at(t, "unique")) {
        array columns;
        if (u.get(columns) == simdjson::SUCCESS) f.keys.push_back(key_sentence("UNIQUE", words(columns)));
    }
    const auto index = [](element i) {
        return sentence(index_facts{text_at(i, "name"), is_set(i, "unique"), words(list_at(i, "columns")), text_at(i, "where")});
    };
    for (element i : list_at(t, "indexes")) f.indexes.push_back(index(i));
    for (element i : list_at(t, "added_indexes")) {
        f.indexes.push_back(index(i));
        read.added_indexes.push_back(index(i));
    }
    f.sort();
    return read;
}

contract read_contract() {
    const auto path = project_folder() / "tests/native/schema/schema_facts.json";
    simdjson::dom::parser parser;
    element root;
    if (parser.load(path.string()).get(root) != simdjson::SUCCESS) throw std::runtime_error("cannot read " + path.string());
    contract read;
    for (element t : list_at(root, "tables")) read.tables.push_back(read_table(t));
    for (element v : list_at(root, "views")) read.views.push_back({text_at(v, "view"), words(list_at(v, "columns"))});
    return read;
}

}  // namespace

const contract& the_contract() {
    static const contract all = read_contract();
    return all;
}
const contract_table& contract_of(std::string_view table) {
    for (const contract_table& t : the_contract().tables)
        if (t.facts.name == table) return t;
    throw std::runtime_error("the contract has no table " + std::string(table));
}

}  // namespace iofold::test
