#pragma once
// Results as text, in the form in which SQLite's shell would show the row: cells with "|" between them, null as NULL.
#include <boost/pfr/core.hpp>
#include <string>
#include <vector>

#include "squall/core/answer.hpp"

namespace iofold::test {

inline std::string shown(const std::string& text) { return text; }
inline std::string shown(std::int64_t n) { return std::to_string(n); }
inline std::string shown(bool b) { return b ? "1" : "0"; }
inline std::string shown(squall::nothing) { return "nothing"; }
/// As SQLite does: with a point, with as few digits as say it.
std::string shown(double real);

template <squall::declared_row Row>
std::string shown(const Row& row);
template <class T>
    requires requires(const T& cell) { cell.text; }
std::string shown(const T& cell) { return cell.text; }
template <class T>
std::string shown(const std::optional<T>& cell) {
    return cell ? shown(*cell) : "NULL";
}
template <squall::declared_row Row>
std::string shown(const Row& row) {
    std::string line;
    std::size_t i = 0;
    boost::pfr::for_each_field(row, [&](const auto& field) { line += (i++ ? "|" : "") + shown(field); });
    return line;
}
template <class T>
std::vector<std::string> shown(const std::vector<T>& rows) {
    std::vector<std::string> lines;
    for (const T& row : rows) lines.push_back(shown(row));
    return lines;
}

}  // namespace iofold::test
