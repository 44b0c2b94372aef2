#include "server.hpp"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

#include "page_files.hpp"
#include "problem.hpp"

namespace squall::studio {
namespace {

constexpr const char* loopback = "127.0.0.1";
constexpr std::size_t largest_body = 8 << 20;

/// Nothing from elsewhere, no frames, nothing kept, and no address of ours in a Referer.
const httplib::Headers every_answer{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
     "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"Cache-Control", "no-store"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
};

void refuse(httplib::Response& out, int status, const std::string& why) {
    out.status = status;
    out.set_content(why + "\n", "text/plain; charset=utf-8");
}

}  // namespace

struct server::parts {
    service& answers;
    httplib::Server http{};
    std::optional<access> rules{};
    std::atomic<bool> has_ended = false;

    /// Whether the request comes from our own page; else it has been answered.
    bool admits(const httplib::Request& in, httplib::Response& out) const {
        std::string rest;
        if (in.get_header_value_count("Host") != 1 || !rules->is_our_host(in.get_header_value("Host")))
            return refuse(out, 403, "This address is not the studio's."), false;
        if (in.has_header("Origin") && !rules->is_our_origin(in.get_header_value("Origin")))
            return refuse(out, 403, "Another site may not ask."), false;
        if (!rules->may_enter(in.path, rest))
            return refuse(out, 403, "The token is missing or wrong: open the address that the command printed."), false;
        if (in.method != "GET" && in.method != "HEAD" && in.method != "POST") return refuse(out, 405, "GET and POST only."), false;
        return true;
    }
    void give_file(const httplib::Request& in, httplib::Response& out) const {
        std::string path;
        rules->may_enter(in.path, path);
        if (path.empty()) path = "index.html";
        for (const page_file& f : page_files()) {
            if (f.path != path) continue;
            out.set_content(f.content.data(), f.content.size(), std::string(f.type));
            return;
        }
        refuse(out, 404, "There is no such page.");
    }
    void answer(const httplib::Request& in, httplib::Response& out) const {
        std::string path;
        rules->may_enter(in.path, path);
        constexpr std::string_view prefix = "api/";
        if (!path.starts_with(prefix)) return refuse(out, 404, "There is no such question.");
        if (in.get_header_value("Content-Type") != "application/json") return refuse(out, 415, "Questions are JSON.");
        const reply r = answers.answer(path.substr(prefix.size()), in.body);
        out.status = r.status;
        out.set_content(r.json, "application/json");
    }
};

server::server(service& answers, int port) : parts_(new parts{answers}) {
    httplib::Server& http = parts_->http;
    http.set_default_headers(every_answer);
    http.set_payload_max_length(largest_body);
    http.set_keep_alive_timeout(2);
    http.set_socket_options([](socket_t s) {  // the library's own would share a port with another server
        const int yes = 1;
        setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    http.set_tcp_nodelay(true);
    const int taken = port == 0 ? http.bind_to_any_port(loopback) : http.bind_to_port(loopback, port) ? port : -1;
    if (taken < 0) throw problem("unavailable", "port " + std::to_string(port) + " is taken");
    parts_->rules.emplace(new_token(), taken);
    parts* p = parts_.get();
    http.set_pre_routing_handler([p](const httplib::Request& in, httplib::Response& out) {
        return p->admits(in, out) ? httplib::Server::HandlerResponse::Unhandled : httplib::Server::HandlerResponse::Handled;
    });
    http.Get(".*", [p](const httplib::Request& in, httplib::Response& out) { p->give_file(in, out); });
    http.Post(".*", [p](const httplib::Request& in, httplib::Response& out) { p->answer(in, out); });
}
server::~server() = default;

std::string server::address() const { return parts_->rules->address(); }
void server::serve() {
    parts_->http.listen_after_bind();
    parts_->has_ended = true;
}
/// The library forgets a stop that comes before it listens.
void server::stop() {
    while (!parts_->http.is_running() && !parts_->has_ended) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    parts_->http.stop();
}

}  // namespace squall::studio
