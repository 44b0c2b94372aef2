#include "seeded_rows.hpp"

#include <algorithm>

namespace squall::tool {

seeded_rows::seeded_rows(std::vector<seed_table> tables) : tables_(std::move(tables)), rows_(tables_.size()), groups_(tables_.size()) {}

void seeded_rows::index(std::size_t table, row_number number) {
    for (const auto& [above, row] : rows_[table][number].above) groups_[table][above][row].push_back(number);
}
void seeded_rows::add(std::size_t table, seeded_row row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (!tables_[table].is_remembered[i]) row.cells[i].clear();
    rows_[table].push_back(std::move(row));
    index(table, static_cast<row_number>(rows_[table].size() - 1));
}
void seeded_rows::keep(std::size_t table, const std::vector<bool>& is_there) {
    std::vector<seeded_row> all = std::move(rows_[table]);
    rows_[table].clear();
    groups_[table].clear();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!is_there[i]) continue;
        rows_[table].push_back(std::move(all[i]));
        index(table, static_cast<row_number>(rows_[table].size() - 1));
    }
}

bool seeded_rows::fits(const seed_reference& r, row_number candidate, const std::vector<std::string>& cells, const ancestors* above) const {
    const seeded_row& row = rows_[r.parent][candidate];
    for (std::size_t i = 0; i < r.columns.size(); ++i) {
        const std::string& have = cells[r.columns[i]];
        const std::string& offered = row.cells[r.to[i]];
        if (offered == "null" || (!have.empty() && have != offered)) return false;
    }
    if (!above) return true;
    for (const auto& [table, number] : *above) {
        if (table == r.parent && number != candidate) return false;
        const auto same = row.above.find(table);
        if (same != row.above.end() && same->second != number) return false;
    }
    return true;
}

std::optional<row_number> seeded_rows::choose(const seed_reference& r, const std::vector<std::string>& cells, const ancestors& above,
                                              bool strict, std::optional<std::size_t> from, random_source& chance) const {
    const std::vector<seeded_row>& rows = rows_[r.parent];
    if (rows.empty()) return std::nullopt;
    if (const auto itself = above.find(r.parent); itself != above.end() && fits(r, itself->second, cells, nullptr)) return itself->second;
    // The fewest candidates: those below one row that is above this row too.
    const std::vector<row_number>* candidates = nullptr;
    for (const auto& [table, number] : above) {
        const auto groups = groups_[r.parent].find(table);
        if (groups == groups_[r.parent].end()) continue;
        const auto below = groups->second.find(number);
        if (below == groups->second.end()) continue;  // rows without such an ancestor agree as well
        if (!candidates || below->second.size() < candidates->size()) candidates = &below->second;
    }
    const std::size_t count = candidates ? candidates->size() : rows.size();
    const auto candidate = [&](std::size_t i) { return candidates ? (*candidates)[i] : static_cast<row_number>(i); };
    for (int tries = from ? 8 : 0; tries < 8; ++tries)
        if (const row_number c = candidate(static_cast<std::size_t>(chance.below(count))); fits(r, c, cells, &above)) return c;
    const std::size_t begin = from ? *from % count : static_cast<std::size_t>(chance.below(count));
    for (std::size_t i = 0; i < std::min<std::size_t>(count, 5'000); ++i)
        if (const row_number c = candidate((begin + i) % count); fits(r, c, cells, &above)) return c;
    if (strict) return std::nullopt;
    const auto any = static_cast<std::size_t>(chance.below(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto c = static_cast<row_number>((any + i) % rows.size()); fits(r, c, cells, nullptr)) return c;
    return std::nullopt;
}

std::optional<row_number> seeded_rows::first_below(std::size_t table, std::size_t above, row_number number) const {
    const auto groups = groups_[table].find(above);
    if (groups == groups_[table].end()) return std::nullopt;
    const auto below = groups->second.find(number);
    if (below == groups->second.end()) return std::nullopt;
    return below->second.front();
}

}  // namespace squall::tool
