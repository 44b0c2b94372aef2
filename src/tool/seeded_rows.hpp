#pragma once
// The rows that were made, so that later ones can refer to them, and to such that belong together: a comment on a task
// refers to a user of the task's own project.
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "random.hpp"
#include "seed_references.hpp"

namespace squall::tool {

using row_number = std::uint32_t;
/// The rows above a row, through its references: at most one of each table.
using ancestors = std::map<std::size_t, row_number>;

struct seeded_row {
    std::vector<std::string> cells;  // as JSON, by column; empty where the column is not remembered
    ancestors above;
};

class seeded_rows {
  public:
    explicit seeded_rows(std::vector<seed_table> tables);

    const std::vector<seed_table>& tables() const { return tables_; }
    const std::vector<seeded_row>& of(std::size_t table) const { return rows_[table]; }
    void add(std::size_t table, seeded_row row);
    /// Keeps those rows of a table that `is_there`. For the last table that was filled: nothing may refer to it yet.
    void keep(std::size_t table, const std::vector<bool>& is_there);

    /// A row of a reference's parent whose cells agree with those that are set already (not empty), and whose ancestors agree
    /// with `above`. `strict`: nothing where there is none; else one whose ancestors do not agree. `from`: the first that fits
    /// at or behind this place, in a circle; else one at random.
    std::optional<row_number> choose(const seed_reference& r, const std::vector<std::string>& cells, const ancestors& above, bool strict,
                                     std::optional<std::size_t> from, random_source& chance) const;
    /// The first row of `table` below the row `number` of `above`.
    std::optional<row_number> first_below(std::size_t table, std::size_t above, row_number number) const;
    /// Whether rows of `table` have rows of `above` over them.
    bool is_below(std::size_t table, std::size_t above) const { return groups_[table].contains(above); }

  private:
    using group = std::unordered_map<row_number, std::vector<row_number>>;
    bool fits(const seed_reference& r, row_number candidate, const std::vector<std::string>& cells, const ancestors* above) const;
    void index(std::size_t table, row_number number);

    std::vector<seed_table> tables_;
    std::vector<std::vector<seeded_row>> rows_;
    std::vector<std::map<std::size_t, group>> groups_;  // by table, by table above, by its row: the rows below
};

}  // namespace squall::tool
