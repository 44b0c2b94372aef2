#pragma once
// CREATE statements, as a catalogue or the declarations give them, read into shapes.
#include "snapshot.hpp"

namespace squall::migrate {

/// Adds what a statement creates. CREATE INDEX must come after its table. Of virtual tables only FTS5's are read.
/// Throws failure(database) when the text is no CREATE statement that SQLite would have kept.
void read_create(snapshot& into, std::string_view sql);

}  // namespace squall::migrate
