#pragma once
// Which tables refer to which, as seeding needs it: every foreign key, and columns that are named like the foreign keys of
// other tables.
#include "migrate/declared.hpp"
#include "migrate/dependency.hpp"

namespace squall::tool {

struct seed_reference {
    std::vector<std::size_t> columns;  // of the table, by position
    std::size_t parent = 0;            // the table that it refers to, by position in the order
    std::vector<std::size_t> to;       // columns of the parent
    bool required = false;             // no column of it may be NULL
    bool is_inferred = false;          // no foreign key: its name says it
};
struct seed_table {
    const migrate::declared_table* declared = nullptr;
    const migrate::table_shape* shape = nullptr;
    std::vector<seed_reference> references{};  // required ones first
    std::vector<std::size_t> primary_key{};
    std::vector<std::vector<std::size_t>> keys{};  // all keys, the primary one among them
    std::vector<bool> is_remembered{};             // columns whose values later rows need
    std::vector<bool> is_named_by_others{};        // columns that references name
    migrate::name_set json_columns{};              // columns that the schema reads as JSON, in lower case
    std::int64_t rows = 0;                         // to be made

    const std::string& name() const { return declared->name; }
    const column_description& column(std::size_t i) const { return declared->columns[i]; }
    std::size_t width() const { return declared->columns.size(); }
    /// Of the table and of the column: CHECK and others that declarations do not have.
    migrate::names clauses_of(std::size_t column) const;
    /// A CHECK asks for JSON, or an index, a generated column, a trigger or a view reads it: SQLite fails for any other text.
    bool must_be_json(std::size_t column) const;
    /// SQLite computes its values.
    bool is_generated(std::size_t column) const;
    bool is_alone_in_key(std::size_t column) const;
    bool is_in_key(std::size_t column) const;
};

/// Every table, parents before children as far as there is such an order.
std::vector<seed_table> seed_tables(const migrate::declared_schema& schema, std::int64_t rows);

}  // namespace squall::tool
