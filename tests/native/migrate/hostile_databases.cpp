#include "hostile_databases.hpp"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "migrate/migration_files.hpp"
#include "migrate/split_statements.hpp"

namespace squall::test {

using namespace migrate;

std::vector<hostile_database> hostile_databases(const std::string& folder) {
    std::vector<hostile_database> all;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        hostile_database h{.name = file.path().stem().string()};
        std::istringstream lines(read_file(file.path().string()));
        constexpr std::string_view mark = "-- probe ";
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with(mark))
                h.probes.push_back(line.substr(mark.size()));
            else
                h.sql += line + '\n';
        }
        all.push_back(std::move(h));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return all;
}
std::unique_ptr<target> opened(const hostile_database& h) {
    auto db = open_sqlite(":memory:", false);
    for (const located_statement& s : split_statements(h.sql)) db->run({{s.sql}});
    return db;
}

}  // namespace squall::test
