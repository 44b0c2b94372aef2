#pragma once
// A snapshot as C++ declarations, in the form of schema/.
#include "snapshot.hpp"

namespace squall::migrate {

/// A view's columns are not in its text: they are asked from the database.
struct view_columns {
    std::string view;
    std::vector<column_shape> columns;  // none: the database cannot read the view
};
/// A column of a table or view whose rows are not what its declared type names, and the C++ type that holds them.
struct stored_type {
    std::string relation, column, type;
    bool operator==(const stored_type&) const = default;
};
struct pulled_header {
    std::string text;
    names problems;  // what declarations cannot express; the header keeps it as the database's own SQL
};
class declaration_names;
struct pulled_form {
    std::string space, source;  // the namespace; the database, for the header's comment
    bool all_lists = false;     // `full_texts` too where there is none
};
/// The header compiles whatever the names and texts of the database are: they become names and literals, never code.
pulled_header header_of(const snapshot& s, const std::vector<view_columns>& views, const std::string& space, const std::string& source,
                        const std::vector<stored_type>& stored = {});
pulled_header header_of(const snapshot& s, const declaration_names& names_of, const pulled_form& form);

}  // namespace squall::migrate
