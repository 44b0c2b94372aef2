#include "squall/d1_rest/rest_api.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <random>

#include "api_base.hpp"
#include "pause.hpp"

namespace squall::d1_rest {
namespace {

/// Ids stand in the path of each request: no id may lead to another path.
bool is_id(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
}
/// A line break would end the header that the token stands in.
bool is_header_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

result<rest_api> rest_api::open(database_address address, request_options options) {
    const char* token = std::getenv("CLOUDFLARE_API_TOKEN");
    if (token == nullptr || *token == '\0') return invalid_argument("CLOUDFLARE_API_TOKEN", "must be set in the environment");
    if (!is_header_text(token)) return invalid_argument("CLOUDFLARE_API_TOKEN", "must be one word of printable characters");
    auto base = read_api_base(address.base);
    if (!base) return base.error();
    address.base = std::move(base).value();
    if (!is_id(address.account)) return invalid_argument("account", "must be an id: letters, digits, - and _");
    if (!is_id(address.database)) return invalid_argument("database", "must be an id: letters, digits, - and _");
    return rest_api(std::move(address), options, token);
}

rest_api::rest_api(database_address address, request_options options, std::string token)
    : address_(std::move(address)), options_(options), token_(std::move(token)), http_(options.connect_timeout, options.timeout) {}

reply rest_api::ask(const std::string& path, const std::string& request, bool only_reads) { return send(path, &request, only_reads); }
reply rest_api::get(const std::string& path) { return send(path, nullptr, true); }

reply rest_api::send(const std::string& path, const std::string* request, bool only_reads) {
    const std::string url = address_.base + "/accounts/" + address_.account + "/d1/database/" + address_.database + path;
    for (int attempt = 1;; ++attempt) {
        http_answer answer = request != nullptr ? http_.post(url, token_, *request, only_reads) : http_.get(url, token_);
        const bool is_safe_again = answer.status == 429 || (only_reads && answer.may_retry && (answer.status == 0 || answer.status >= 500));
        if (!is_safe_again || attempt >= options_.attempts)
            return {answer.status, std::move(answer.body), std::move(answer.no_answer), attempt};
        pause(wait_before(attempt, answer.retry_after));
    }
}

std::chrono::milliseconds rest_api::wait_before(int attempt, std::chrono::seconds retry_after) const {
    using std::chrono::milliseconds;
    const auto longest = options_.longest_wait_seconds;
    if (retry_after.count() > 0) return options_.second * std::min<milliseconds::rep>(retry_after.count(), longest);
    const milliseconds wait = options_.second * std::min(1 << std::min(attempt - 1, 16), longest);
    if (wait == wait.zero()) return wait;
    // Not all at once who were turned away at once.
    thread_local std::minstd_rand random{std::random_device{}()};
    return wait + milliseconds(std::uniform_int_distribution<milliseconds::rep>(0, wait.count() / 4)(random));
}

}  // namespace squall::d1_rest
