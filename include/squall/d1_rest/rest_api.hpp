#pragma once
// Cloudflare's REST interface to a D1 database: where it is, who may, and how long one insists.
#include <chrono>
#include <string>

#include "http_client.hpp"
#include "squall/core/result.hpp"

namespace squall::d1_rest {

struct database_address {
    std::string account, database;
    std::string base = "https://api.cloudflare.com/client/v4";
};

struct request_options {
    std::chrono::milliseconds connect_timeout{10'000};
    /// Of one request. D1 itself gives up after 30 seconds.
    std::chrono::milliseconds timeout{60'000};
    /// The maximum number of attempts of a request.
    int attempts = 6;
    /// The first wait is a second, each further one twice as long; a server that says how long to wait is obeyed; no wait
    /// is longer than this.
    int longest_wait_seconds = 60;
    /// How long a second is: tests need not wait.
    std::chrono::milliseconds second{1'000};
};

struct reply {
    long status = 0;        // 0: no answer came
    std::string body;       // with room behind it for simdjson's padding
    std::string no_answer;  // why there is none
    int attempts = 0;
};

class rest_api {
  public:
    /// The token is the environment's CLOUDFLARE_API_TOKEN and stands in no message. Fails with invalid_argument without
    /// it, when the base is not https or loopback (api_base.hpp), and when an id holds other than letters, digits, - and _.
    static result<rest_api> open(database_address address, request_options options = {});

    /// One request, retried after a delay if that is safe: after 429, because nothing was done; after a fault of the
    /// network or the server where the statements only read.
    reply ask(const std::string& path, const std::string& request, bool only_reads);
    /// A GET of a path below the database, with the same retries as a read.
    reply get(const std::string& path);

    /// What an answer must not repeat (rest_reply.hpp).
    const std::string& token() const { return token_; }
    const database_address& address() const { return address_; }

  private:
    reply send(const std::string& path, const std::string* request, bool only_reads);
    rest_api(database_address address, request_options options, std::string token);
    std::chrono::milliseconds wait_before(int attempt, std::chrono::seconds retry_after) const;

    database_address address_;
    request_options options_;
    std::string token_;
    http_client http_;
};

}  // namespace squall::d1_rest
