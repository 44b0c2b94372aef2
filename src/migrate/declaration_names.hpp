#pragma once
// The names that the tables, views and columns of a database have in its pulled declarations.
#include <map>

#include "pull_header.hpp"
#include "pull_names.hpp"
#include "virtual_shape.hpp"

namespace squall::migrate {

/// A table or view with the names that it and its columns have in C++.
struct named_relation {
    std::string definition, object;
    std::map<std::string, std::string> columns;  // by the column's name in small letters
    std::map<std::string, std::string> enums;
    std::map<std::string, std::string> stored;  // the C++ types of columns whose rows are not of their declared type
    const std::string& of(const std::string& column) const;
    /// The C++ type of a column without std::optional; an enum has a name of its own.
    std::string type_of(const column_shape& c) const;
};

/// The C++ type of a column of this type in the database, without std::optional.
std::string cpp_type(const std::string& declared_type);
/// The type that a column of this C++ type has in the database, if its declaration names no other.
std::string_view own_sql_type(const std::string& cpp_type);
/// Whether the column's CHECK list becomes an enum.
bool is_enum(const column_shape& c);

/// Whether the column itself is the primary key, instead of a constraint of the table.
bool is_inline_key(const table_shape& t, const column_shape& c);

class declaration_names {
  public:
    declaration_names(const snapshot& s, const std::vector<view_columns>& views, const std::string& space,
                      const std::vector<stored_type>& stored = {});

    const named_relation& relation(const std::string& name) const;
    /// The name of a full-text index's object; empty where it has none.
    std::string full_text(const std::string& name) const;
    /// The columns of a view, or nothing where it is not declared.
    const std::vector<column_shape>* columns_of_view(const std::string& name) const;
    bool is_wide_view(const std::string& name) const;
    /// The name of the sql_object<> of a trigger, a view, an index or a virtual table; empty where it has none.
    std::string object(const std::string& kind, const std::string& name) const;
    /// A virtual table that is declared with its columns, or nothing.
    const virtual_shape* virtual_table(const std::string& name) const;
    std::vector<const virtual_shape*> virtual_tables() const;
    /// By an integer key of its table, over its text columns.
    bool can_be_declared(const full_text_shape& f) const;
    /// A definition's name whose rows have their own name in the client: "orders" and "_row_fields" as "orders_row_fields".
    std::string add_definition(const std::string& beginning, const std::string& ending);

  private:
    void name_object(const std::string& kind, const std::string& name);
    void name_virtual(const std::string& name, const std::string& sql);
    void name_relation(const std::string& name, const std::string& ending, const std::vector<column_shape>& columns,
                       const std::set<std::string>& members = {});

    const snapshot& s_;
    std::string space_;
    scope_names scope_;
    std::set<std::string> row_names_;
    std::map<std::string, named_relation> relations_;
    std::map<std::string, std::vector<column_shape>> columns_of_views_;
    std::map<std::string, virtual_shape> virtual_tables_;
    names wide_views_;
    std::map<std::string, std::string> objects_;  // by kind and name in small letters
};

}  // namespace squall::migrate
