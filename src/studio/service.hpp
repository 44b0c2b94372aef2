#pragma once
// What the page can ask for, whatever carries the question.
#include <map>
#include <memory>
#include <mutex>

#include "catalogue.hpp"
#include "function_book.hpp"
#include "request.hpp"

namespace squall::studio {

struct reply {
    int status = 200;
    std::string json{};
};

class service {
  public:
    /// `path` is a SQLite file; `name` is what the page calls it.
    service(std::string path, std::string name, const migrate::declared_schema& declared, function_book* functions, bool read_only);

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
    std::string sql(element request);
    std::string explain(element request);
    std::string functions(element);
    std::string function_plan(element request);
    std::string function_run(element request);
    void refuse_if_read_only() const;
    function_book& book() const;

    std::mutex one_at_a_time_;
    std::string name_;
    connection db_;
    catalogue known_;
    function_book* functions_;
    bool read_only_;
    simdjson::dom::parser parser_;
    static const std::map<std::string, handler> handlers;
};

}  // namespace squall::studio
