#pragma once
// Requests with JSON both ways.
#include <chrono>
#include <memory>
#include <string>

namespace squall::d1_rest {

struct http_answer {
    long status = 0;        // 0: no answer came
    std::string body;       // with room behind it for simdjson's padding
    std::string no_answer;  // why there is none
    bool may_retry = true;  // asking again may help
    std::chrono::seconds retry_after{0};
};

class http_client {
  public:
    http_client(std::chrono::milliseconds connect_timeout, std::chrono::milliseconds timeout);
    http_client(http_client&&) noexcept;
    http_client& operator=(http_client&&) noexcept;
    ~http_client();

    /// The token is sent to the host of `url` alone: redirects are not followed, an http address is connected to without a
    /// proxy and only on loopback, and a proxy of https sees encrypted bytes. Answers beyond 256 MB are refused.
    ///
    /// `may_repeat`: the request is idempotent. It then uses the kept connection; libcurl repeats what a
    /// kept connection broke at, and what that had done is not known.
    http_answer post(const std::string& url, const std::string& token, const std::string& body, bool may_repeat) {
        return send(url, token, &body, may_repeat);
    }
    /// The same rules; a GET may always be repeated.
    http_answer get(const std::string& url, const std::string& token) { return send(url, token, nullptr, true); }

  private:
    /// Without a body it is a GET.
    http_answer send(const std::string& url, const std::string& token, const std::string* body, bool may_repeat);
    struct handle;
    std::unique_ptr<handle> handle_;
    std::chrono::milliseconds connect_timeout_, timeout_;
};

}  // namespace squall::d1_rest
