#pragma once
// One row after another of one table, from the rows of its parents.
#include <map>
#include <optional>
#include <set>

#include "believable.hpp"
#include "migrate/declared.hpp"

namespace squall::tool {

/// The keys of rows that were made, so that later tables can refer to them.
struct made_rows {
    std::vector<std::string> ids;
    std::map<std::string, std::vector<std::string>> by_workspace;
};
using all_made_rows = std::map<std::string, made_rows>;  // by table

struct made_row {
    std::string json;       // the cells in the order of the table's columns, as a JSON array
    std::string id;         // the primary key, where it is one text column
    std::string workspace;  // which workspace it belongs to; empty: none
};

class row_maker {
  public:
    row_maker(const migrate::declared_table& table, const migrate::table_shape& shape, const all_made_rows& made, std::uint64_t seed);

    /// Nothing when no row can be made whose keys are free.
    std::optional<made_row> make(std::uint64_t row);

  private:
    using column = column_description;
    std::optional<made_row> attempt(std::uint64_t row, random_source& chance);
    /// A cell as JSON; nothing when a parent is needed and there is none.
    std::optional<std::string> cell(const column& c, std::uint64_t row, random_source& chance);
    std::optional<std::string> parent_of(const column& c, random_source& chance);
    std::string value_of(const column& c, std::uint64_t row, random_source& chance);
    std::int64_t moment_of(const column& c, std::uint64_t row, random_source& chance) const;
    bool keys_are_free(const std::vector<std::string>& cells);

    const migrate::declared_table& table_;
    const migrate::table_shape& shape_;
    const all_made_rows& made_;
    std::uint64_t seed_;
    std::vector<std::string> workspaces_;
    std::vector<migrate::json_shape_ptr> json_;
    std::vector<std::vector<std::size_t>> keys_;
    std::vector<std::set<std::string>> taken_;
    std::map<std::string, std::int64_t> numbers_;  // the next version, attempt, … of a parent
    std::string workspace_, parent_;               // of the row being made
};

}  // namespace squall::tool
