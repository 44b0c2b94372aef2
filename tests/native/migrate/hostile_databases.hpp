#pragma once
// Small databases as other programs make them: SQL with rows, and probes whose outcome tells whether the schema still behaves.
#include <memory>
#include <string>
#include <vector>

#include "migrate/target.hpp"

namespace squall::test {

struct hostile_database {
    std::string name{};
    std::string sql{};
    std::vector<std::string> probes{};  // the lines "-- probe SQL", in order
};
/// Those in a folder of .sql files, by name.
std::vector<hostile_database> hostile_databases(const std::string& folder);
std::unique_ptr<migrate::target> opened(const hostile_database& h);

}  // namespace squall::test
