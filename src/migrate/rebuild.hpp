#pragma once
// Rebuilding tables without losing a row under foreign keys that are always on. DROP TABLE deletes the rows first, and ON
// DELETE fires: so the table and all its descendants are copied aside, dropped children first, recreated and refilled
// parents first, and what came back is counted.
#include "difference.hpp"

namespace squall::migrate {

struct rebuild_statements {
    names statements{};
    name_set remade{};  // tables in lower case: their indexes and triggers are to be made again
};

/// The tables of d.changed that need it, with their descendants, and the dropped tables. Nothing when there are none.
rebuild_statements rebuild(const difference& d);

}  // namespace squall::migrate
