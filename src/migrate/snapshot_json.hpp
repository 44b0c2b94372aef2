#pragma once
// Snapshots as the files migrations/meta/NNNN_snapshot.json: one line a column, so that a change reads well in a review.
#include "snapshot.hpp"

namespace squall::migrate {

std::string to_json(const snapshot& s);
/// Throws failure(usage) when the text is not a snapshot; `where` names it in the message.
snapshot from_json(const std::string& text, const std::string& where);

}  // namespace squall::migrate
