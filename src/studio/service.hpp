#pragma once
// What the page can ask for, whatever carries the question.
#include <map>
#include <memory>

#include "catalogue.hpp"
#include "function_registry.hpp"
#include "one_at_a_time.hpp"
#include "request.hpp"

namespace squall::studio {

struct reply {
    int status = 200;
    std::string json{};
};

struct settings {
    std::string name;             // what the page calls the database
    std::string read_only_why{};  // every change is refused with these words; empty: changes are made
    int time_limit = 10'000;      // milliseconds a statement
    bool changes_remote = false;  // changes go to a remote database, each behind a bookmark
};

class service {
  public:
    service(std::unique_ptr<connection> db, const settings& s, const migrate::declared_schema& declared, function_registry* functions);

    /// `what` is the last part of the address: "rows", "change". The body is JSON, or empty.
    reply answer(const std::string& what, const std::string& body);

  private:
    using handler = std::string (service::*)(element);
    std::string about(element);
    std::string schema(element);
    std::string rows(element request);
    std::string one(element request);
    std::string update(element request);
    std::string insert(element request);
    std::string remove(element request);
    std::string apply(element request);
    std::string value(element request);
    std::string exported(element request);
    std::string sql(element request);
    std::string explain(element request);
    std::string functions(element);
    std::string function_plan(element request);
    std::string function_run(element request);
    void refuse_if_read_only() const;
    function_registry& book() const;

    one_at_a_time requests_;
    std::string name_;
    std::unique_ptr<connection> db_;
    catalogue known_;
    function_registry* functions_;
    std::string read_only_why_;
    bool changes_remote_;
    simdjson::dom::parser parser_;
    static const std::map<std::string, handler> handlers;
};

}  // namespace squall::studio
