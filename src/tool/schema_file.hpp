#pragma once
// A schema that this program was compiled without: SQUALL_SCHEMA names the file that a build with the compiler from npm wrote of the
// project's declarations (wasm/npm_toolchain/schema_writer.hpp). The functions of such a project are no part of this program.
#include <optional>
#include <string>

#include "migrate/declared.hpp"

namespace squall::tool {

/// The file's name, where there is one.
std::optional<std::string> schema_file();
/// Throws failure(usage) when the file cannot be read.
migrate::declared_schema read_schema(const std::string& file);

}  // namespace squall::tool
