#pragma once
// The files of a project that are written from a database: declarations, functions, and the list of them.
#include "pull_header.hpp"
#include "table_functions.hpp"

namespace squall::migrate {

struct project_file {
    std::string path, text;
};
struct project_files {
    std::vector<project_file> files{};
    names domains{};
    names kept{};         // what declarations cannot express; the header keeps it as SQL
    names not_written{};  // functions that a table or view does not get, with the reason
};
project_files files_of(const snapshot& s, const std::vector<view_columns>& views, const std::vector<stored_type>& stored);

}  // namespace squall::migrate
