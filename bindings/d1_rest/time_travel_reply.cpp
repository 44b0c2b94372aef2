#include "time_travel_reply.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cctype>

#include "rest_reply.hpp"

namespace squall::d1_rest {
namespace {

using simdjson::SUCCESS;

std::string bookmark_in(const simdjson::dom::object& result, const char* name) {
    std::string_view text;
    return result[name].get(text) == SUCCESS && is_bookmark(text) ? std::string(text) : "";
}

}  // namespace

bool is_bookmark(std::string_view text) {
    return !text.empty() && text.size() <= 200 &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '-'; });
}

time_travel_reply read_time_travel(std::string& body, long status, std::string_view token) {
    simdjson::dom::parser parser;
    simdjson::dom::object root, result;
    bool is_success = false;
    if (status >= 200 && status < 300 && parser.parse(body).get(root) == SUCCESS && root["success"].get(is_success) == SUCCESS &&
        is_success && root["result"].get(result) == SUCCESS) {
        time_travel_reply reply{bookmark_in(result, "bookmark"), bookmark_in(result, "previous_bookmark"), {}};
        if (reply.bookmark.empty()) reply.fault = "HTTP " + std::to_string(status) + ": the answer has no bookmark";
        return reply;
    }
    // An answer that is no success has the form of every other.
    std::string fault = read(body, status, reply_form::raw, token).fault;
    return {{}, {}, fault.empty() ? "HTTP " + std::to_string(status) + ": the answer has no bookmark" : std::move(fault)};
}

}  // namespace squall::d1_rest
