#include "declaration_names.hpp"

#include <algorithm>

#include "affinity.hpp"
#include "ddl_text.hpp"
#include "keep.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

const std::map<std::string, std::string, std::less<>> types = {
    {"TEXT", "std::string"},           {"INTEGER", "std::int64_t"}, {"REAL", "double"},      {"BOOLEAN", "bool"},
    {"DATETIME", "squall::timestamp"}, {"DATE", "squall::date"},    {"BLOB", "squall::blob"}};

/// What the client's types file has under these names itself.
const std::set<std::string> names_of_client = {"Binding",     "ClientMethods", "OpenOptions", "Options", "Page",    "Result", "Functions",
                                               "SquallError", "ErrorDetails",  "ErrorKind",   "Client",  "Promise", "Array",  "Record"};

/// The name of a definition's rows in the client, where one declaration has it alone (wasm/client_writer.hpp). A table's name becomes
/// singular there; names that differ in their ending only count as one.
std::string row_name(const std::string& definition) {
    std::string name = camel_case(definition.substr(0, definition.rfind('_')));
    for (const std::string_view ending : {"es", "s", "e"})
        if (name.size() > ending.size() && name.ends_with(ending)) {
            name.resize(name.size() - ending.size());
            break;
        }
    return name.ends_with("i") ? name.substr(0, name.size() - 1) + "y" : name;
}

std::set<std::string> names_around(const std::string& space) {
    std::set<std::string> all{"tables", "views", "full_texts", "others", "column"};
    for (std::size_t begin = 0; begin <= space.size();) {
        const std::size_t end = std::min(space.find("::", begin), space.size());
        all.insert(space.substr(begin, end - begin));
        begin = end + 2;
    }
    return all;
}

}  // namespace

const std::string& named_relation::of(const std::string& column) const { return columns.at(lower(column)); }

std::string named_relation::type_of(const column_shape& c) const {
    const auto at = stored.find(lower(c.name));
    return at == stored.end() ? cpp_type(c.type) : at->second;
}

std::string cpp_type(const std::string& declared_type) { return types.find(declared_as(declared_type))->second; }
std::string_view own_sql_type(const std::string& cpp_type) {
    for (const auto& [sql, cpp] : types)
        if (cpp == cpp_type) return sql;
    return "INTEGER";  // a bigint
}
bool is_inline_key(const table_shape& t, const column_shape& c) {
    return same_names(t.primary_key, {c.name}) && !t.has_key_clause({c.name}, true);
}
bool is_enum(const column_shape& c) { return can_be_enum(c.values) && declared_as(c.type) == "TEXT"; }

declaration_names::declaration_names(const snapshot& s, const std::vector<view_columns>& views, const std::string& space,
                                     const std::vector<stored_type>& stored)
    : s_(s), space_(space), scope_(names_around(space)) {
    for (const std::string& name : names_of_client) row_names_.insert(row_name(name + "_table"));
    for (const table_shape& t : s_.tables) {
        name_relation(t.name, "_table", t.columns);
        named_relation& n = relations_[lower(t.name)];
        for (const column_shape& c : t.columns)
            if (is_enum(c)) n.enums[lower(c.name)] = scope_.add(camel_case(t.name) + camel_case(c.name));
    }
    for (const view_columns& v : views) {
        if (v.columns.size() > 100) wide_views_.push_back(v.view);  // a declaration has no more, like a table of D1
        if (v.columns.empty() || v.columns.size() > 100) continue;
        columns_of_views_[lower(v.view)] = v.columns;
        name_relation(v.view, "_view", v.columns);
    }
    for (const stored_type& one : stored)
        if (const auto at = relations_.find(lower(one.relation)); at != relations_.end()) at->second.stored[lower(one.column)] = one.type;
    for (const full_text_shape& f : s_.full_texts)
        if (can_be_declared(f)) relations_[lower(f.name)].object = scope_.add(f.name);
    for (const full_text_shape& f : s_.full_texts)
        if (!can_be_declared(f)) name_virtual(f.name, create_full_text_text(f));
    for (const kept_object& k : s_.kept)
        if (k.kind == "virtual table")
            name_virtual(k.name, k.sql);
        else
            name_object(k.kind, k.name);
    for (const view_shape& v : s_.views)
        if (!columns_of_view(v.name)) name_object("view", v.name);
    for (const trigger_shape& t : s_.triggers) name_object("trigger", t.name);
}

void declaration_names::name_object(const std::string& kind, const std::string& name) {
    objects_[kind + ' ' + lower(name)] = scope_.add(name);
}
void declaration_names::name_virtual(const std::string& name, const std::string& sql) {
    std::optional<virtual_shape> read = virtual_shape_of(sql);
    if (!read) return name_object("virtual table", name);
    name_relation(name, "_columns", read->columns, {"rowid", "rank", "command_", "ddl", "stored_only"});
    virtual_tables_.emplace(lower(name), std::move(*read));
}
const virtual_shape* declaration_names::virtual_table(const std::string& name) const {
    const auto at = virtual_tables_.find(lower(name));
    return at == virtual_tables_.end() ? nullptr : &at->second;
}
std::vector<const virtual_shape*> declaration_names::virtual_tables() const {
    std::vector<const virtual_shape*> all;
    for (const auto& [name, shape] : virtual_tables_) all.push_back(&shape);
    return all;
}
std::string declaration_names::object(const std::string& kind, const std::string& name) const {
    const auto at = objects_.find(kind + ' ' + lower(name));
    return at == objects_.end() ? "" : at->second;
}

std::string declaration_names::add_definition(const std::string& beginning, const std::string& ending) {
    const std::string end = beginning.back() == '_' ? ending.substr(1) : ending;
    std::string start = beginning;
    for (int n = 2; !row_names_.insert(row_name(start + end)).second; ++n)
        start = beginning + (beginning.back() == '_' ? "" : "_") + std::to_string(n) + (end == ending ? "" : "_");
    return scope_.add(start + end);
}
void declaration_names::name_relation(const std::string& name, const std::string& ending, const std::vector<column_shape>& columns,
                                      const std::set<std::string>& members) {
    named_relation& n = relations_[lower(name)];
    n.object = scope_.add(name);
    n.definition = add_definition(n.object, ending);
    // The types of the library's objects have their own names as members.
    std::set<std::string> taken = names_around(space_);
    taken.insert({"column", "self_", "has_triggers_", "options_", "table", "view_source", n.definition});
    taken.insert(members.begin(), members.end());
    scope_names in_struct(taken);
    for (const column_shape& c : columns) n.columns[lower(c.name)] = in_struct.add(c.name);
}

const named_relation& declaration_names::relation(const std::string& name) const { return relations_.at(lower(name)); }
std::string declaration_names::full_text(const std::string& name) const {
    const auto at = relations_.find(lower(name));
    return at == relations_.end() ? "" : at->second.object;
}
const std::vector<column_shape>* declaration_names::columns_of_view(const std::string& name) const {
    const auto at = columns_of_views_.find(lower(name));
    return at == columns_of_views_.end() ? nullptr : &at->second;
}
bool declaration_names::is_wide_view(const std::string& name) const {
    return std::find(wide_views_.begin(), wide_views_.end(), name) != wide_views_.end();
}
bool declaration_names::can_be_declared(const full_text_shape& f) const {
    const table_shape* content = s_.table(f.content);
    const column_shape* key = content ? content->rowid_column() : nullptr;
    return key && same_word(key->name, f.key) && std::all_of(f.columns.begin(), f.columns.end(), [&](const std::string& name) {
               const column_shape* c = content->column(name);
               return c && declared_as(c->type) == "TEXT" && !is_enum(*c);
           });
}

}  // namespace squall::migrate
