#pragma once
// squall pull --project: the files of a project that are written from a database, and their later changes.
#include "migrate/project_files.hpp"
#include "options.hpp"
#include "output.hpp"

namespace squall::tool {

/// Writes declarations, functions and the first migration. Throws failure(usage) where they are already.
int write_project(const options& o, const migrate::snapshot& found, const migrate::project_files& files, output& out);
/// Brings the files to what the database is now. What their owner edited stays; where both changed the same lines they are reported.
int update_project(const options& o, const migrate::project_files& files, output& out);

}  // namespace squall::tool
