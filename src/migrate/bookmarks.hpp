#pragma once
// The bookmarks that a remote database keeps: one for each file that removed or overwrote something, of the state before it.
#include <functional>

#include "target.hpp"

namespace squall::migrate {

struct kept_bookmark {
    std::string file, bookmark, taken_at;
};
/// Returns the bookmark of the current state; empty where there are none, as for a file on this machine.
using bookmark_source = std::function<std::string(const std::string& file)>;

/// The statements that keep a bookmark, for the batch of the file's own change.
void append_bookmark(std::vector<statement>& batch, const std::string& file, const std::string& bookmark);
/// The kept ones, the newest last. A database that has none has no table of them.
std::vector<kept_bookmark> bookmarks_of(target& db);

}  // namespace squall::migrate
