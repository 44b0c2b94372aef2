#pragma once
// The service over HTTP, on loopback only.
#include <memory>

#include "access.hpp"
#include "service.hpp"

namespace squall::studio {

class server {
  public:
    /// Takes the port, or any that is free when it is 0. Throws request_error(unavailable).
    server(service& answers, int port);
    ~server();
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    std::string address() const;
    /// Once, until stop(), which another thread calls, be it before.
    void serve();
    void stop();

  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

}  // namespace squall::studio
