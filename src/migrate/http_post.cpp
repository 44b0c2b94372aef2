#include "http_post.hpp"

#include <curl/curl.h>

#include <cstdlib>
#include <memory>

#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

std::size_t append_body(char* bytes, std::size_t size, std::size_t count, void* to) {
    static_cast<std::string*>(to)->append(bytes, size * count);
    return size * count;
}
std::size_t read_header(char* bytes, std::size_t size, std::size_t count, void* to) {
    const std::string line(bytes, size * count);
    constexpr std::string_view wanted = "retry-after:";
    if (lower(line.substr(0, wanted.size())) == wanted) *static_cast<long*>(to) = std::atol(line.c_str() + wanted.size());
    return size * count;
}

}  // namespace

http_answer http_post(const std::string& url, const std::string& token, const std::string& body) {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    http_answer answer;
    const std::unique_ptr<CURL, void (*)(CURL*)> handle(ready ? curl_easy_init() : nullptr, curl_easy_cleanup);
    if (!handle) return answer.no_answer = "libcurl cannot be used", answer;
    CURL* c = handle.get();
    curl_slist* raw = curl_slist_append(nullptr, "Content-Type: application/json");
    raw = curl_slist_append(raw, ("Authorization: Bearer " + token).c_str());
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(raw, curl_slist_free_all);
    curl_easy_setopt(c, CURLOPT_URL, url.c_str());
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, append_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &answer.body);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, read_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, &answer.retry_after);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 20L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, 120L);
    const CURLcode code = curl_easy_perform(c);
    if (code != CURLE_OK)
        answer.no_answer = curl_easy_strerror(code);
    else
        curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &answer.status);
    return answer;
}

}  // namespace squall::migrate
