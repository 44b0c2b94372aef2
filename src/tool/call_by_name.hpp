#pragma once
// A function called by its name, with its arguments as JSON: for the command, and for whoever offers functions to the
// world outside.
#include <simdjson.h>

#include "callable.hpp"

namespace squall::tool {

struct call_answer {
    bool is_error = false;
    std::string json;  // one line: the result, or the error's fields
};

/// Nothing if no function has that name ("agents.get").
const callable* find_callable(std::span<const callable> all, std::string_view name);

/// Calls a function. `arguments`: nothing is a call without arguments, which some functions allow.
call_answer call_by_name(database& db, const callable& function, std::optional<simdjson::dom::element> arguments);
/// The same, of JSON text.
call_answer call_by_name(database& db, const callable& function, std::string_view arguments);
/// What the call would send: a list of {sql, parameters}.
call_answer plan_by_name(const callable& function, std::optional<simdjson::dom::element> arguments);

/// The fields of an error as the client's SquallError has them; what is empty is left out.
std::string json_of(const error& e, std::string_view function);
/// What can be called with what: a list of {name, arguments, result}.
std::string json_of(std::span<const callable> all);

}  // namespace squall::tool
