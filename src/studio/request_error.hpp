#pragma once
// The error that the page gets when a request cannot be done.
#include <stdexcept>
#include <string>

namespace squall::studio {

class request_error : public std::runtime_error {
  public:
    /// `kind` is one of the library's (error.hpp), or "changed": the row is no longer as it was read; or
    /// "uncertain": no answer came, and the change may have been made.
    request_error(std::string kind, const std::string& message, std::string column = {}, int offset = -1)
        : std::runtime_error(message), kind_(std::move(kind)), column_(std::move(column)), offset_(offset) {}
    const std::string& kind() const { return kind_; }
    const std::string& column() const { return column_; }
    /// Where in the SQL, in bytes; -1: nowhere in particular.
    int offset() const { return offset_; }
    /// Which change of a batch, from 0; -1: no batch.
    int change() const { return change_; }
    request_error of_change(int change, const std::string& message) const {
        request_error named(kind_, message, column_);
        named.change_ = change;
        return named;
    }

  private:
    std::string kind_, column_;
    int offset_, change_ = -1;
};

/// A statement that SQLite refused, in SQLite's words.
class statement_failed : public request_error {
  public:
    using request_error::request_error;
};

}  // namespace squall::studio
