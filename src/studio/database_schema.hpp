#pragma once
// The schema of any database, as SQLite itself describes it: its PRAGMAs know every clause, whatever a declaration or the
// migration engine can express.
#include <string>
#include <string_view>
#include <vector>

#include "connection.hpp"

namespace squall::studio {

using names = std::vector<std::string>;

struct column {
    std::string name{}, type{}, default_sql{};
    bool not_null = false, is_generated = false;
};
struct foreign_key {
    names columns{};
    std::string table{};  // as the parent is spelled, where there is one
    names to{};           // the parent's columns, named or not; empty where there is no such parent
    std::string on_delete{};
};
struct index {
    std::string name{};
    bool is_unique = false;
    names columns{};  // "created_at DESC"; an expression as it is written
    std::string where{};
};
enum class table_kind : unsigned char { ordinary, virtual_table, shadow };

struct table {
    std::string name{}, sql{};
    table_kind kind = table_kind::ordinary;
    std::vector<column> columns{};
    /// What a row is found by: the columns of the primary key, or the rowid by a name that no column hides. Empty where there
    /// is neither; then rows are only read.
    names key{};
    bool has_rowid_key = false;
    std::vector<names> unique{};
    std::vector<foreign_key> foreign_keys{};
    std::vector<index> indexes{};
    std::string fault{};  // why its columns cannot be read: a module that is not there

    const column* column_named(std::string_view column_name) const;
};
struct view {
    std::string name{}, query{};
};
struct schema {
    std::vector<table> tables{};
    std::vector<view> views{};

    /// By a name in any case.
    const table* table_named(std::string_view table_name) const;
};

/// Without the tables that belong to SQLite, D1 and the tools.
schema read_schema(connection& db);

/// As SQLite compares names.
bool same_name(std::string_view a, std::string_view b);

}  // namespace squall::studio
