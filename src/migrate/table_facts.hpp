#pragma once
// What the functions of a table are written from: its columns and keys in C++, and how its rows are named and paged.
#include <optional>

#include "declaration_names.hpp"

namespace squall::migrate {

struct column_facts {
    std::string name{}, member{};  // in SQL; in the declaration
    std::string argument{};        // in arguments and rows: its name, unless SQLite's rowid has that there
    std::string type{};            // in C++, without std::optional
    bool is_nullable = false;
    bool is_written = true;     // not computed by the database
    std::string default_sql{};  // what an insert without the column stores; empty: nothing, or NULL
    bool has_default() const { return !default_sql.empty(); }
    bool is_time() const { return type == "squall::timestamp"; }
};

enum class paging : unsigned char {
    key,    // by the columns of a key
    rowid,  // by SQLite's number of the row, which the rows then have
    offset
};

struct table_facts {
    std::vector<column_facts> columns{};
    std::vector<std::size_t> identity{};              // the key that names one row; empty: the rowid does, or nothing
    std::vector<std::vector<std::size_t>> uniques{};  // further keys
    std::vector<std::size_t> page_keys{};
    std::vector<std::size_t> filters{};   // indexed columns, which are compared with a value
    std::vector<std::size_t> times{};     // indexed times, which lie in a range
    std::optional<std::size_t> number{};  // the column that SQLite numbers
    paging pages = paging::key;
    std::string rowid{};  // its name, where the rows have it
    names problems{};     // what is not written, and why

    bool has_identity() const { return !identity.empty() || !rowid.empty(); }
    bool is_in_identity(std::size_t column) const;
};

table_facts facts_of(const table_shape& t, const named_relation& named);

}  // namespace squall::migrate
