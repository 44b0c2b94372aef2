#pragma once
// A full-text table or an R*Tree as its columns and options, read from its own statement.
#include <optional>

#include "snapshot.hpp"

namespace squall::migrate {

enum class virtual_module : unsigned char { full_text, rtree, rtree_i32 };
struct virtual_shape {
    std::string name{};
    virtual_module module = virtual_module::full_text;
    std::vector<column_shape> columns{};
    std::size_t coordinates = 0;  // of an R*Tree: the columns behind the first
    names unindexed{};            // of a full-text table, in small letters
    names options{};              // of a full-text table, as they were written
    /// Whether it holds its columns: not with content=''.
    bool is_contentless() const;
    bool has_own_rows() const;
};

/// Nothing where full_text_table<> or rtree_table<> cannot say the same: another module, a type that none of them has.
std::optional<virtual_shape> virtual_shape_of(const std::string& sql);

/// Whether two statements create the same virtual table, whatever their quotes and the order of their options.
bool create_same_virtual_table(const std::string& left, const std::string& right);

}  // namespace squall::migrate
