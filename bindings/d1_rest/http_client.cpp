#include "http_client.hpp"

#include <curl/curl.h>
#include <simdjson.h>

namespace squall::d1_rest {
namespace {

std::size_t append_body(char* bytes, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(bytes, size * count);
    return size * count;
}

struct free_list {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

struct http_client::handle {
    CURL* curl = curl_easy_init();
    handle() = default;
    handle(const handle&) = delete;
    handle& operator=(const handle&) = delete;
    ~handle() { curl_easy_cleanup(curl); }
};

http_client::http_client(std::chrono::milliseconds connect_timeout, std::chrono::milliseconds timeout)
    : connect_timeout_(connect_timeout), timeout_(timeout) {
    static const bool is_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (is_ready) handle_ = std::make_unique<handle>();
}
http_client::http_client(http_client&&) noexcept = default;
http_client& http_client::operator=(http_client&&) noexcept = default;
http_client::~http_client() = default;

http_answer http_client::post(const std::string& url, const std::string& token, const std::string& body, bool may_repeat) {
    http_answer answer;
    if (!handle_ || handle_->curl == nullptr) {
        answer.no_answer = "libcurl cannot be used";
        return answer;
    }
    CURL* c = handle_->curl;
    curl_easy_reset(c);  // its connections stay
    curl_slist* raw = curl_slist_append(nullptr, "Content-Type: application/json");
    raw = curl_slist_append(raw, ("Authorization: Bearer " + token).c_str());
    const std::unique_ptr<curl_slist, free_list> headers(raw);
    curl_easy_setopt(c, CURLOPT_URL, url.c_str());
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");  // all that it can unpack
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, append_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_timeout_.count()));
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout_.count()));
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, may_repeat ? 0L : 1L);
    const CURLcode code = curl_easy_perform(c);
    if (code != CURLE_OK) {
        answer.no_answer = curl_easy_strerror(code);
        return answer;
    }
    curl_off_t seconds = 0;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &answer.status);
    if (curl_easy_getinfo(c, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK) answer.retry_after = std::chrono::seconds(seconds);
    answer.body.reserve(answer.body.size() + simdjson::SIMDJSON_PADDING);
    return answer;
}

}  // namespace squall::d1_rest
