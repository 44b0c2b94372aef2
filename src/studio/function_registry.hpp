#pragma once
// The repository functions of the application whose tool this is.
#include "connection.hpp"
#include "request.hpp"

namespace squall::studio {

class function_registry {
  public:
    virtual ~function_registry() = default;
    /// [{"name", "arguments": […], "result", "writes", "last": {…} or null}]
    virtual std::string list() = 0;
    /// {"name", "arguments"} → {"statements": [{"sql", "values", "nodes"}]}. Nothing is run.
    virtual std::string plan(connection& db, element request) = 0;
    /// {"name", "arguments"} → {"result", "ms", "rows", "changed"}
    virtual std::string run(connection& db, element request) = 0;
    virtual bool writes(connection& db, element request) = 0;
};

}  // namespace squall::studio
