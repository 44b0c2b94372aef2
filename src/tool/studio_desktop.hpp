#pragma once
// What the studio needs of the system that it runs on: a browser, and a signal to end.
#include <memory>
#include <string>

#include "studio/server.hpp"

namespace squall::tool {

/// Starts a program with one argument; it may outlive this one. False where it is not installed.
bool start_program(std::string program, std::string argument);

/// Stops the server when a signal asks the program to end.
class end_by_signal {
  public:
    explicit end_by_signal(studio::server& s);
    ~end_by_signal();
    end_by_signal(const end_by_signal&) = delete;
    end_by_signal& operator=(const end_by_signal&) = delete;

  private:
    struct waiting;
    std::unique_ptr<waiting> waiting_;
};

}  // namespace squall::tool
