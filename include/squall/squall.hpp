#pragma once
// Everything that repository functions are declared and written with. squall/sql/sql.hpp is the SQL language alone. The
// native bindings have headers of their own: squall/sqlite/sqlite_database.hpp and squall/d1_rest/d1_rest_database.hpp.
#include "sql/full_text.hpp"
#include "sql/sql.hpp"
#include "sql/trigger.hpp"

#include "core/full_text_query.hpp"
#include "core/function.hpp"
#include "core/inputs.hpp"
#include "core/json_shape.hpp"
#include "core/json_text.hpp"
#include "core/object_text.hpp"
#include "core/plan.hpp"
#include "core/row_lists.hpp"
#include "core/steps.hpp"
#include "core/text.hpp"
#include "core/value_list.hpp"
