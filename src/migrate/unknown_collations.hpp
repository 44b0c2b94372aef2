#pragma once
// Collations that only the program knows that made a database.
#include <set>
#include <string>

namespace squall::migrate {

/// As long as it lives, each connection that is opened compares bytes where a collation is not known. For reading, and for a
/// copy that nobody else reads: an index that is written in this order is wrong for its program. One at a time.
class unknown_collations {
  public:
    unknown_collations();
    ~unknown_collations();
    unknown_collations(const unknown_collations&) = delete;
    unknown_collations& operator=(const unknown_collations&) = delete;

    /// Those that were met.
    const std::set<std::string>& names() const;
};

}  // namespace squall::migrate
