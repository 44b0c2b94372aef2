#pragma once
// What pull wrote into a project, as it wrote it: pull --update compares with it, to know what its owner edited.
#include <map>
#include <string>

namespace squall::tool {

using pulled_record = std::map<std::string, std::string>;  // texts by path

/// Where it is in a project.
inline constexpr const char* record_path = "schema/pulled.json";

/// Throws failure(usage) when it cannot be read.
pulled_record read_record(const std::string& file);
std::string to_json(const pulled_record& record);

}  // namespace squall::tool
