#pragma once
// Where the guard of a write is checked.

namespace squall {

/// Of a guard that is a statement of its own before the write: why. `./dev statements` prints it for each function.
enum class guard_place : unsigned char {
    none,                // no guard has a part in the statement
    in_write,            // this write checks it
    after_write,         // this guard asks whether the write before it has found a row
    several_writes,      // several statements follow it
    other_rows,          // it does not begin with the existence of the rows that the write finds
    no_assignment,       // the write has no assignment that could check its further requirements
    triggers,            // the table has triggers, which may change what the write finds
    may_insert_nothing,  // INSERT ... SELECT computes no value where it selects no row
};

}  // namespace squall
