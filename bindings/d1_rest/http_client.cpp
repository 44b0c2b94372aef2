#include "squall/d1_rest/http_client.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <simdjson.h>
#include <sys/socket.h>

#include <cstring>

#include "api_base.hpp"

namespace squall::d1_rest {
namespace {

constexpr std::size_t max_body = std::size_t{256} << 20;

std::size_t append_body(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& answer = *static_cast<http_answer*>(to);
    if (answer.body.size() + size * count > max_body) {
        answer.may_retry = false;
        return 0;
    }
    answer.body.append(bytes, size * count);
    return size * count;
}

/// Refuses every address but loopback, whatever the name "localhost" resolves to.
curl_socket_t open_on_loopback(void*, curlsocktype, curl_sockaddr* to) {
    bool is_here = false;
    if (to->family == AF_INET) {
        sockaddr_in address;
        std::memcpy(&address, &to->addr, sizeof address);
        is_here = ntohl(address.sin_addr.s_addr) >> 24 == 127;
    } else if (to->family == AF_INET6 && to->addrlen >= sizeof(sockaddr_in6)) {
        sockaddr_in6 address;
        std::memcpy(&address, &to->addr, sizeof address);
        is_here = IN6_IS_ADDR_LOOPBACK(&address.sin6_addr);
    }
    return is_here ? socket(to->family, to->socktype, to->protocol) : CURL_SOCKET_BAD;
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

http_answer http_client::send(const std::string& url, const std::string& token, const std::string* body, bool may_repeat) {
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
    if (body != nullptr) {
        curl_easy_setopt(c, CURLOPT_POSTFIELDS, body->data());
        curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
    }
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, append_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_timeout_.count()));
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout_.count()));
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_UNRESTRICTED_AUTH, 0L);
    curl_easy_setopt(c, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));  // a proxy gets none of our headers
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(c, CURLOPT_PROTOCOLS, static_cast<long>(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    if (is_loopback(url)) {
        curl_easy_setopt(c, CURLOPT_PROXY, "");
        curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
        curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_on_loopback);
    }
    curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, may_repeat ? 0L : 1L);
    const CURLcode code = curl_easy_perform(c);
    if (code != CURLE_OK) {
        answer.no_answer = answer.may_retry ? curl_easy_strerror(code) : "the answer is larger than 256 MB";
        return answer;
    }
    curl_off_t seconds = 0;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &answer.status);
    if (curl_easy_getinfo(c, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK) answer.retry_after = std::chrono::seconds(seconds);
    answer.body.reserve(answer.body.size() + simdjson::SIMDJSON_PADDING);
    return answer;
}

}  // namespace squall::d1_rest
