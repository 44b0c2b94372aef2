#pragma once
// One HTTP request with JSON both ways.
#include <string>

namespace squall::migrate {

struct http_answer {
    long status = 0;          // 0: no answer came
    std::string body;
    std::string no_answer;    // why there is none
    long retry_after = 0;     // seconds, of a Retry-After header
};
http_answer http_post(const std::string& url, const std::string& token, const std::string& body);

}  // namespace squall::migrate
