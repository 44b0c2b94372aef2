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
    std::string generated_as{};  // its expression, as it is written
    bool is_stored = false;      // of a generated column
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
    std::string sql{};
};
struct trigger {
    std::string name{}, sql{};
};
enum class table_kind : unsigned char { ordinary, virtual_table, shadow, view };

struct table {
    std::string name{}, sql{};
    table_kind kind = table_kind::ordinary;
    std::vector<column> columns{};
    /// What a row is found by: the columns of the primary key, or the rowid by a name that no column hides. Empty where there
    /// is neither; then rows are only read.
    names key{};
    bool has_rowid_key = false;
    std::string rowid{};  // its name, where it has one
    std::vector<names> unique{};
    std::vector<foreign_key> foreign_keys{};
    std::vector<index> indexes{};
    std::vector<trigger> triggers{};
    std::string query{};  // of a view
    std::string fault{};  // why its columns cannot be read: a module that is not there

    const column* column_named(std::string_view column_name) const;
};
/// A table of SQLite, D1 or a migration tool: sqlite_sequence, d1_migrations.
struct internal_table {
    std::string name{}, sql{};
};
struct schema {
    std::vector<table> tables{};
    std::vector<table> views{};  // without a key: their rows are only read
    std::vector<internal_table> internal{};

    /// By a name in any case.
    const table* table_named(std::string_view table_name) const;
};

schema read_schema(connection& db);

/// As SQLite compares names.
bool same_name(std::string_view a, std::string_view b);

}  // namespace squall::studio
