#pragma once
// A snapshot as C++ declarations, in the form of schema/.
#include "snapshot.hpp"

namespace squall::migrate {

/// A view's columns are not in its text: they are asked from the database.
struct view_columns {
    std::string view;
    std::vector<column_shape> columns;
};
struct pulled_header {
    std::string text;
    names problems;  // what cannot be declared; it is left out of the text
};
pulled_header header_of(const snapshot& s, const std::vector<view_columns>& views, const std::string& space, const std::string& source);

}  // namespace squall::migrate
