#include "squall/d1_rest/http_client.hpp"

#include <simdjson.h>

#include "bindings/d1_rest/pause.hpp"
#include "node_imports.hpp"

namespace squall::d1_rest {
namespace {
constexpr double max_body = 256.0 * (1 << 20);
}

// Node keeps the connections.
struct http_client::handle {};

http_client::http_client(std::chrono::milliseconds connect_timeout, std::chrono::milliseconds timeout)
    : connect_timeout_(connect_timeout), timeout_(timeout) {}
http_client::http_client(http_client&&) noexcept = default;
http_client& http_client::operator=(http_client&&) noexcept = default;
http_client::~http_client() = default;

http_answer http_client::send(const std::string& url, const std::string& token, const std::string* body, bool may_repeat) {
    http_answer answer;
    int size = 0;
    double seconds = 0;
    const int status = squall_node_http_request(
        url.c_str(), token.c_str(), body != nullptr ? body->data() : "", body != nullptr ? static_cast<int>(body->size()) : -1, may_repeat,
        static_cast<int>(connect_timeout_.count()), static_cast<int>(timeout_.count()), max_body, &size, &seconds);
    std::string result = node::result_of(static_cast<std::size_t>(size));
    if (status <= 0) {
        answer.no_answer = status < 0 ? "the answer is larger than 256 MB" : std::move(result);
        answer.may_retry = status == 0;
        return answer;
    }
    answer.status = status;
    answer.body = std::move(result);
    answer.retry_after = std::chrono::seconds(static_cast<std::chrono::seconds::rep>(seconds));
    answer.body.reserve(answer.body.size() + simdjson::SIMDJSON_PADDING);
    return answer;
}

void pause(std::chrono::milliseconds time) { squall_node_sleep(static_cast<double>(time.count())); }

}  // namespace squall::d1_rest
