#include "request.hpp"

#include "request_error.hpp"

namespace squall::studio {

std::string needed_text(element request, std::string_view key) {
    std::string_view text;
    if (request[key].get(text) != simdjson::SUCCESS) throw request_error("invalid_argument", std::string(key) + " is missing");
    return std::string(text);
}
std::optional<element> member(element object, std::string_view key) {
    element found;
    if (object[key].get(found) != simdjson::SUCCESS || found.is_null()) return std::nullopt;
    return found;
}
row cells_at(element request, std::string_view key) {
    simdjson::dom::array list;
    if (request[key].get(list) != simdjson::SUCCESS) throw request_error("invalid_argument", std::string(key) + " is missing");
    row cells;
    for (const element e : list) cells.push_back(cell_of(e));
    return cells;
}
std::vector<std::pair<std::string, cell>> named_cells_at(element request, std::string_view key) {
    simdjson::dom::object object;
    if (request[key].get(object) != simdjson::SUCCESS) throw request_error("invalid_argument", std::string(key) + " is missing");
    std::vector<std::pair<std::string, cell>> all;
    for (const auto [name, value] : object) all.emplace_back(std::string(name), cell_of(value));
    return all;
}

}  // namespace squall::studio
