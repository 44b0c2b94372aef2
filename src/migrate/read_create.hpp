#pragma once
// CREATE statements, as a catalogue or the declarations contain them, read into shapes.
#include "snapshot.hpp"

namespace squall::migrate {

/// Adds what a statement creates. CREATE INDEX must come after its table. What has no shape, or is not understood, is added
/// to `kept` with its text. Throws failure(database) when the text is no CREATE statement.
void read_create(snapshot& into, std::string_view sql);

/// Full-text indexes that the declarations cannot express as they are become kept objects: those with a text of their own, with
/// other options, or with other triggers than the three that a declaration writes.
void keep_other_full_texts(snapshot& s);

}  // namespace squall::migrate
