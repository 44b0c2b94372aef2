#pragma once
// HTTP on 127.0.0.1, by libmicrohttpd. A head is judged before its body is awaited; a connection that has not yet been
// admitted has little time, and only few of them are kept: whoever holds connections open without the token takes no place
// from who has it.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace squall::studio {

struct http_request {
    std::string method{}, path{};  // without the query, percent signs decoded
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};

    std::size_t count(std::string_view header) const;
    /// The first value; empty where there is none.
    std::string_view value(std::string_view header) const;
};
struct http_response {
    int status = 200;
    std::string type{}, content{};
};

/// What is asked for its answers. No function throws.
struct http_answers {
    std::vector<std::pair<std::string, std::string>> headers{};  // of every response
    /// A refusal, or nothing to go on. Asked before the body is awaited.
    std::function<bool(const http_request& head, http_response& refusal)> refuses{};
    /// Whether answer() may take long: then it is called on a thread of its own, one request after the other.
    std::function<bool(const http_request&)> is_long{};
    std::function<http_response(const http_request&)> answer{};
};

class http_listener {
  public:
    static constexpr std::size_t max_body = std::size_t{8} << 20;
    static constexpr std::size_t max_head = std::size_t{16} << 10;
    static constexpr std::size_t max_waiting = 32;    // connections that have not been admitted; the oldest is closed first
    static constexpr unsigned max_connections = 256;  // in all
    static constexpr int seconds_to_be_admitted = 5;  // from the connection to the end of the head
    static constexpr int seconds_of_body = 30;        // from the end of the head
    static constexpr unsigned seconds_of_silence = 10;

    /// Takes the port, any that is free where it is 0. Throws request_error(unavailable).
    explicit http_listener(int port);
    ~http_listener();
    http_listener(const http_listener&) = delete;
    http_listener& operator=(const http_listener&) = delete;

    int port() const;
    /// Once, until stop(), which another thread calls, be it before. Throws request_error(unavailable).
    void serve(const http_answers& answers);
    void stop();

  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

}  // namespace squall::studio
