#include "server.hpp"

#include "answer_headers.hpp"
#include "http_listener.hpp"
#include "page_files.hpp"

namespace squall::studio {
namespace {

constexpr const char* plain = "text/plain; charset=utf-8";

http_response refusal(int status, const std::string& why) { return {status, plain, why + '\n'}; }

}  // namespace

struct server::parts {
    service& answers;
    http_listener listener;
    access rules;
    http_answers http{};

    parts(service& s, int port) : answers(s), listener(port), rules(new_token(), listener.port()) {
        http.headers = answer_headers();
        http.refuses = [this](const http_request& in, http_response& out) { return refuses(in, out); };
        http.is_long = [](const http_request& in) { return in.method == "POST"; };
        http.answer = [this](const http_request& in) { return in.method == "POST" ? answer(in) : file(in); };
    }

    /// Whether a request comes from elsewhere than our own page, by its head.
    bool refuses(const http_request& in, http_response& out) const {
        std::string rest;
        if (in.count("Host") != 1 || !rules.is_our_host(in.value("Host")))
            out = refusal(403, "This is not the studio's address.");
        else if (in.count("Origin") > 0 && !rules.is_our_origin(in.value("Origin")))
            out = refusal(403, "Requests from other sites are refused.");
        else if (!rules.may_enter(in.path, rest))
            out = refusal(403, "The token is missing or wrong: open the address that the command printed.");
        else if (in.method != "GET" && in.method != "HEAD" && in.method != "POST")
            out = refusal(405, "GET and POST only.");
        else
            return false;
        return true;
    }
    http_response file(const http_request& in) const {
        std::string path;
        rules.may_enter(in.path, path);
        if (path.empty()) path = "index.html";
        for (const page_file& f : page_files())
            if (f.path == path) return {200, std::string(f.type), std::string(f.content)};
        return refusal(404, "There is no such page.");
    }
    http_response answer(const http_request& in) const {
        std::string path;
        rules.may_enter(in.path, path);
        constexpr std::string_view prefix = "api/";
        if (!path.starts_with(prefix)) return refusal(404, "No such request.");
        if (in.value("Content-Type") != "application/json") return refusal(415, "Requests must be JSON.");
        reply r = answers.answer(path.substr(prefix.size()), in.body);
        return {r.status, "application/json", std::move(r.json)};
    }
};

server::server(service& answers, int port) : parts_(new parts(answers, port)) {}
server::~server() = default;

std::string server::address() const { return parts_->rules.address(); }
void server::serve() { parts_->listener.serve(parts_->http); }
void server::stop() { parts_->listener.stop(); }

}  // namespace squall::studio
