#pragma once
// What D1's REST interface answers to requests for Time Travel.
#include <string>
#include <string_view>

namespace squall::d1_rest {

struct time_travel_reply {
    std::string bookmark;           // of the state that the request asks for
    std::string previous_bookmark;  // of a restore: the state before it; empty where the answer names none
    std::string fault;              // empty: it went well
};

/// Letters, digits and dashes: a bookmark stands in the path of a request.
bool is_bookmark(std::string_view text);

/// Reads a body, as read() of rest_reply.hpp does. An answer without a bookmark is a fault.
time_travel_reply read_time_travel(std::string& body, long status, std::string_view token);

}  // namespace squall::d1_rest
