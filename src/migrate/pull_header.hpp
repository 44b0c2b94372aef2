#pragma once
// A snapshot as C++ declarations, in the form of schema/.
#include "snapshot.hpp"

namespace squall::migrate {

/// A view's columns are not in its text: they are asked from the database.
struct view_columns {
    std::string view;
    std::vector<column_shape> columns;  // none: the database cannot read the view
};
struct pulled_header {
    std::string text;
    names problems;  // what declarations cannot express; the header keeps it as the database's own SQL
};
/// The header compiles whatever the names and texts of the database are: they become names and literals, never code.
pulled_header header_of(const snapshot& s, const std::vector<view_columns>& views, const std::string& space, const std::string& source);

}  // namespace squall::migrate
