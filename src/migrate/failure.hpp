#pragma once
// How the engine and the command fail: a message for the user, and the kind of failure.
#include <stdexcept>
#include <string>

namespace squall::migrate {

/// The exit codes of the command (docs/tool.md).
enum class outcome : int {
    done = 0,
    found = 1,     // the question was answered, and the answer is no: a difference, a bad row, an edited file
    usage = 2,     // wrong arguments, a missing variable, an unreadable file
    refused = 3,   // rows would be lost, or a rename would have to be guessed
    database = 4,  // a statement failed, or the database cannot be reached
};

class failure : public std::runtime_error {
  public:
    failure(outcome o, const std::string& message) : std::runtime_error(message), outcome_(o) {}
    outcome code() const { return outcome_; }

  private:
    outcome outcome_;
};

}  // namespace squall::migrate
