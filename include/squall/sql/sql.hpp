#pragma once
// The whole language. What the others include comes first: a compiler prints the chain of includes before a message.
#include "literal.hpp"

#include "operators.hpp"

#include "condition.hpp"

#include "table.hpp"

#include "clauses.hpp"

#include "select.hpp"

#include "explain.hpp"

#include "aggregate.hpp"
#include "call.hpp"
#include "case.hpp"
#include "compound.hpp"
#include "constraints.hpp"
#include "ddl.hpp"
#include "delete.hpp"
#include "guard.hpp"
#include "insert.hpp"
#include "json.hpp"
#include "json_build.hpp"
#include "json_document.hpp"
#include "keyset.hpp"
#include "nested.hpp"
#include "planner.hpp"
#include "raw.hpp"
#include "recursive.hpp"
#include "references.hpp"
#include "relation_list.hpp"
#include "row_value.hpp"
#include "statement.hpp"
#include "subquery.hpp"
#include "time.hpp"
#include "time_step.hpp"
#include "update.hpp"
#include "view.hpp"
#include "window.hpp"
#include "with.hpp"
