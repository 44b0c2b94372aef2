#pragma once
// What pull wrote into a project, as it wrote it: pull --update compares with it, to know what its owner edited.
#include <map>
#include <string>

#include "wrangler_config.hpp"

namespace squall::tool {

struct pulled_record {
    std::map<std::string, std::string> files;  // texts by path
    wrangler_database database;                // which D1 it was, as far as it is known; squall init puts it into wrangler.toml
};

/// Where it is in a project.
inline constexpr const char* record_path = "schema/pulled.json";

/// Throws failure(usage) when it cannot be read.
pulled_record read_record(const std::string& file);
std::string to_json(const pulled_record& record);

}  // namespace squall::tool
