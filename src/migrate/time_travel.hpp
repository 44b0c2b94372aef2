#pragma once
// D1's Time Travel: a remote database as it was at an earlier time.
#include <string>

#include "squall/d1_rest/rest_api.hpp"

namespace squall::migrate {

struct restored_database {
    std::string bookmark;  // of the state after the restore
    std::string undo;      // of the state before it
};

class time_travel {
  public:
    explicit time_travel(d1_rest::rest_api api) : api_(std::move(api)) {}

    std::string name() const { return "remote D1 " + api_.address().database; }
    /// The bookmark of the current state, or of the state at `timestamp` (ISO 8601, UTC). Throws failure(database).
    std::string bookmark(const std::string& timestamp = {});
    /// Throws failure(database); the message says whether the database may have been restored, and how to undo that.
    restored_database restore(const std::string& bookmark);

  private:
    d1_rest::rest_api api_;
};

}  // namespace squall::migrate
