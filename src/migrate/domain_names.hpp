#pragma once
// Names of domains and functions that are written for a database's tables.
#include <set>
#include <string>

namespace squall::migrate {

/// Words in small letters with _ between them: "Order Details", "OrderDetails" and "order-details" are order_details, "HTTPLog" is
/// http_log. Never empty.
std::string snake_case(const std::string& name);

/// The domains of a project, each with a name that C++, the client and file systems allow and that no other has.
class domain_names {
  public:
    domain_names();
    std::string add(const std::string& table);

  private:
    std::set<std::string> taken_;  // without _: the client's interfaces are named without
};

}  // namespace squall::migrate
