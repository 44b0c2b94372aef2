#pragma once
// The schema that this build of the tool manages.
#include "migrate/declared.hpp"

namespace squall::tool {

/// All tables and views that were passed to squall_add_tool(), or those of schema_file().
const migrate::declared_schema& the_schema();

}  // namespace squall::tool
