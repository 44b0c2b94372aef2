#pragma once
// One row after another of one table, from the rows of its parents.
#include <set>

#include "fake_data.hpp"
#include "seeded_rows.hpp"

namespace squall::tool {

class row_generator {
  public:
    /// `checked`: for each column what its CHECKs accept (checked_values()), empty where that is not known.
    row_generator(const seeded_rows& made, std::size_t table, std::uint64_t seed, std::vector<migrate::names> checked);

    /// Row number `row`, all its cells; nothing when none can be made: every parent is missing, or no key is free.
    std::optional<seeded_row> make(std::uint64_t row);
    /// Why the last row could not be made.
    const std::string& why() const { return why_; }

    /// The cell of a column that is a key alone or that references name: of the row's number only, so that rows can refer
    /// to it before it is made.
    static std::string key_cell(const seed_table& t, std::size_t column, std::uint64_t row, std::uint64_t seed);

  private:
    std::optional<seeded_row> attempt(std::uint64_t row, int tries, random_source& chance);
    bool set_reference(const seed_reference& r, std::uint64_t row, int tries, bool is_first, seeded_row& out, random_source& chance);
    bool refer_to_later(const seed_reference& r, seeded_row& out, random_source& chance);
    std::string plain_cell(std::size_t column, std::uint64_t row, int tries, const seeded_row& so_far, random_source& chance);
    std::string value_of(std::size_t column, std::uint64_t row, random_source& chance);
    std::int64_t time_of(const column_description& c, std::uint64_t row, random_source& chance) const;
    bool may_be_null(std::size_t column) const;
    bool keys_are_free(const std::vector<std::string>& cells);

    const seeded_rows& made_;
    std::size_t at_;
    const seed_table& table_;
    std::uint64_t seed_;
    std::string why_;
    std::vector<migrate::json_shape_ptr> json_;
    std::vector<bool> is_json_;  // by a CHECK
    std::vector<migrate::names> checked_;
    std::vector<std::set<std::string>> taken_;     // by key
    std::map<std::string, std::int64_t> numbers_;  // the next version, attempt, … of a parent
};

}  // namespace squall::tool
