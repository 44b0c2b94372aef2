#pragma once
// A table's facts as its C++ declaration has them.
#include <string>

#include "schema/schema.hpp"
#include "table_facts.hpp"

namespace iofold::test {

inline column_facts facts_of(const squall::column_description& c) {
    column_facts f{.name = std::string(c.name), .type = std::string(c.type->sqlite), .default_sql = std::string(c.default_sql)};
    f.not_null = !c.nullable && !c.is_primary_key;
    if (c.is_checked)
        for (std::size_t i = 0; i < c.type->value_count; ++i) f.checked_values.emplace_back(c.type->values[i]);
    if (!c.references_table.empty()) {
        f.references = std::string(c.references_table) + '(' + std::string(c.references_column) + ')';
        switch (c.action) {
            case squall::on_delete::cascade: f.references += " ON DELETE CASCADE"; break;
            case squall::on_delete::set_null: f.references += " ON DELETE SET NULL"; break;
            case squall::on_delete::restrict: f.references += " ON DELETE RESTRICT"; break;
            case squall::on_delete::set_default: f.references += " ON DELETE SET DEFAULT"; break;
            case squall::on_delete::no_action: break;
        }
    }
    return f;
}
template <class Columns>
sentences names_of(const Columns& columns) {
    sentences names;
    for (const squall::index_column& c : columns) names.push_back(std::string(c.name) + (c.descending ? " DESC" : ""));
    return names;
}

template <squall::detail::key_kind Kind, squall::fixed_string Name, squall::conflict OnConflict, class... Columns>
void add(table_facts& f, squall::detail::key_constraint<Kind, Name, OnConflict, Columns...> key) {
    f.keys.push_back(key_sentence(key.is_primary ? "PRIMARY KEY" : "UNIQUE", names_of(key.columns)));
}
template <squall::fixed_string Name, bool Unique, class Where, class... Columns>
void add(table_facts& f, squall::detail::index_constraint<Name, Unique, Where, Columns...> index) {
    index_facts i{.name = std::string(index.name), .is_unique = Unique, .columns = names_of(index.columns)};
    if constexpr (!std::is_void_v<Where>) {
        std::string where(1000, ' ');
        squall::detail::renderer out;
        out.in_ddl = true;
        out.buffer = where.data();
        Where::text(out);
        i.where = where.substr(0, out.size);
    }
    f.indexes.push_back(sentence(i));
}
template <class... All>
void add_all(table_facts& f, squall::constraint_list<All...>) {
    (add(f, All{}), ...);
}

template <const auto& Table>
table_facts declared_facts() {
    using self = typename std::remove_cvref_t<decltype(Table)>::self_;
    table_facts f{.name = std::string(self::name)};
    for (const squall::column_description& c : self::columns) {
        f.columns.push_back(sentence(facts_of(c)));
        if (c.is_primary_key) f.keys.push_back(key_sentence("PRIMARY KEY", {std::string(c.name)}));
        if (c.is_unique) f.keys.push_back(key_sentence("UNIQUE", {std::string(c.name)}));
    }
    add_all(f, squall::constraints_of<Table>);
    f.sort();
    return f;
}

}  // namespace iofold::test
