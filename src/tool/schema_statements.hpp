#pragma once
// A whole schema as the statements that create it.
#include "migrate/snapshot.hpp"
#include "migrate/target.hpp"

namespace squall::tool {

std::vector<std::string> schema_statements(const migrate::snapshot& s);
std::vector<migrate::statement> as_statements(const std::vector<std::string>& texts);
/// Throws failure(found) with what is wrong with the declarations themselves.
void refuse_faults(const migrate::snapshot& schema);

}  // namespace squall::tool
