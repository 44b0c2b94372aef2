#include "http_listener.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

#include "request_error.hpp"

namespace squall::studio {
namespace {

using clock = std::chrono::steady_clock;
using std::chrono::seconds;

/// How much of a body that is too long is read, so that the client reads its refusal instead of a broken connection.
constexpr std::size_t max_ignored = std::size_t{64} << 20;

bool same_header(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// A listening socket on loopback. The port belongs to nobody else: without SO_REUSEPORT a second bind fails.
int listen_on_loopback(int port) {
    const int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0) throw request_error("unavailable", "there is no socket to listen on");
    fcntl(s, F_SETFD, FD_CLOEXEC);
    const int yes = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(s, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 && listen(s, SOMAXCONN) == 0) return s;
    close(s);
    throw request_error("unavailable", "port " + std::to_string(port) + " is taken");
}
int port_of(int s) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(s, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

/// The connections, and until when each has to be further.
class connection_book {
  public:
    struct entry {
        int socket = -1;
        bool is_admitted = false;
        std::optional<clock::time_point> deadline{};
    };
    using place = std::list<entry>::iterator;

    place* add(int socket) {
        const std::lock_guard lock(mutex_);
        all_.push_back({socket, false, clock::now() + seconds(http_listener::seconds_to_be_admitted)});
        if (socket >= 0 && ++waiting_ > http_listener::max_waiting) close_oldest();
        return new place(std::prev(all_.end()));
    }
    void remove(place* at) {
        const std::lock_guard lock(mutex_);
        if (!(*at)->is_admitted && (*at)->socket >= 0) --waiting_;
        all_.erase(*at);
        delete at;
    }
    void admit(place* at) {
        const std::lock_guard lock(mutex_);
        if (!(*at)->is_admitted && (*at)->socket >= 0) --waiting_;
        (*at)->is_admitted = true;
        (*at)->deadline = clock::now() + seconds(http_listener::seconds_of_body);
    }
    void have_all(place* at) {
        const std::lock_guard lock(mutex_);
        (*at)->deadline.reset();
    }
    void close_late() {
        const std::lock_guard lock(mutex_);
        const auto now = clock::now();
        for (entry& e : all_)
            if (e.deadline && now > *e.deadline) close_one(e);
    }

  private:
    void close_oldest() {
        const auto at = std::find_if(all_.begin(), all_.end(), [](const entry& e) { return !e.is_admitted && e.socket >= 0; });
        if (at != all_.end()) close_one(*at);
    }
    /// libmicrohttpd meets the end of the connection and closes the socket itself, after remove().
    void close_one(entry& e) {
        if (e.socket < 0) return;
        shutdown(e.socket, SHUT_RDWR);
        if (!e.is_admitted) --waiting_;
        e.socket = -1;
        e.deadline.reset();
    }

    std::mutex mutex_;
    std::list<entry> all_;
    std::size_t waiting_ = 0;
};

/// One request and its answer.
struct exchange {
    http_request request{};
    std::size_t ignored = 0;  // bytes of a body that is too long
    std::optional<http_response> response{};
};

MHD_Result add_header(void* to, MHD_ValueKind, const char* name, const char* value) {
    static_cast<http_request*>(to)->headers.emplace_back(name, value ? value : "");
    return MHD_YES;
}

}  // namespace

std::size_t http_request::count(std::string_view header) const {
    return static_cast<std::size_t>(
        std::count_if(headers.begin(), headers.end(), [&](const auto& h) { return same_header(h.first, header); }));
}
std::string_view http_request::value(std::string_view header) const {
    const auto at = std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return same_header(h.first, header); });
    return at == headers.end() ? std::string_view() : at->second;
}

struct http_listener::parts {
    int socket = -1;
    int port = 0;
    const http_answers* answers = nullptr;
    connection_book connections{};

    std::mutex mutex{};
    std::condition_variable changed{};
    bool is_stopped = false;
    std::deque<std::pair<MHD_Connection*, exchange*>> questions{};

    /// Answers what takes long, one request after the other, until stop().
    void work() {
        for (;;) {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return is_stopped || !questions.empty(); });
            if (questions.empty()) return;
            const auto [connection, asked] = questions.front();
            questions.pop_front();
            const bool is_late = is_stopped;
            lock.unlock();
            asked->response =
                is_late ? http_response{503, "text/plain; charset=utf-8", "The studio is stopping.\n"} : answers->answer(asked->request);
            MHD_resume_connection(connection);
        }
    }

    MHD_Result send(MHD_Connection* to, const http_response& r) const {
        MHD_Response* response =
            MHD_create_response_from_buffer(r.content.size(), const_cast<char*>(r.content.data()), MHD_RESPMEM_MUST_COPY);
        if (!response) return MHD_NO;
        for (const auto& [name, value] : answers->headers) MHD_add_response_header(response, name.c_str(), value.c_str());
        MHD_add_response_header(response, "Content-Type", r.type.c_str());
        const MHD_Result sent = MHD_queue_response(to, static_cast<unsigned>(r.status), response);
        MHD_destroy_response(response);
        return sent;
    }

    static connection_book::place* place_of(MHD_Connection* c) {
        const MHD_ConnectionInfo* info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
        return info ? static_cast<connection_book::place*>(info->socket_context) : nullptr;
    }

    /// The head has come.
    MHD_Result begin(MHD_Connection* c, const char* path, const char* method, void** request) {
        auto* made = new exchange{};
        *request = made;
        made->request.method = method;
        made->request.path = path;
        MHD_get_connection_values(c, MHD_HEADER_KIND, add_header, &made->request);
        http_response refusal;
        if (answers->refuses(made->request, refusal)) return send(c, refusal);
        std::size_t length = 0;
        const std::string_view header = made->request.value("Content-Length");
        std::from_chars(header.data(), header.data() + header.size(), length);
        if (length > max_ignored) return send(c, too_long());
        if (auto* place = place_of(c)) connections.admit(place);
        return MHD_YES;
    }
    static http_response too_long() { return {413, "text/plain; charset=utf-8", "The request is longer than 8 MB.\n"}; }

    /// A part of the body has come.
    static MHD_Result take(exchange& e, const char* bytes, std::size_t& size) {
        if (e.ignored == 0 && e.request.body.size() + size <= max_body) {
            e.request.body.append(bytes, size);
        } else {
            e.request.body.clear();
            e.ignored += size;
        }
        size = 0;
        return e.ignored > max_ignored ? MHD_NO : MHD_YES;
    }

    /// All of it has come.
    MHD_Result finish(MHD_Connection* c, exchange& e) {
        if (auto* place = place_of(c)) connections.have_all(place);
        if (e.ignored > 0) return send(c, too_long());
        if (e.response) return send(c, *e.response);
        if (!answers->is_long(e.request)) return send(c, answers->answer(e.request));
        MHD_suspend_connection(c);
        const std::lock_guard lock(mutex);
        questions.emplace_back(c, &e);
        changed.notify_all();
        return MHD_YES;
    }

    static MHD_Result handle(void* self, MHD_Connection* c, const char* path, const char* method, const char*, const char* bytes,
                             std::size_t* size, void** request) noexcept {
        auto& p = *static_cast<parts*>(self);
        if (*request == nullptr) return p.begin(c, path, method, request);
        auto& e = *static_cast<exchange*>(*request);
        return *size > 0 ? take(e, bytes, *size) : p.finish(c, e);
    }
    static void completed(void*, MHD_Connection*, void** request, MHD_RequestTerminationCode) noexcept {
        delete static_cast<exchange*>(*request);
        *request = nullptr;
    }
    static void connected(void* self, MHD_Connection* c, void** context, MHD_ConnectionNotificationCode what) noexcept {
        auto& p = *static_cast<parts*>(self);
        if (what == MHD_CONNECTION_NOTIFY_STARTED) {
            const MHD_ConnectionInfo* info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
            *context = p.connections.add(info ? info->connect_fd : -1);
        } else if (*context != nullptr) {
            p.connections.remove(static_cast<connection_book::place*>(*context));
            *context = nullptr;
        }
    }
};

http_listener::http_listener(int port) : parts_(new parts) {
    parts_->socket = listen_on_loopback(port);
    parts_->port = port_of(parts_->socket);
}
http_listener::~http_listener() {
    if (parts_->socket >= 0) close(parts_->socket);
}
int http_listener::port() const { return parts_->port; }

void http_listener::serve(const http_answers& answers) {
    parts& p = *parts_;
    p.answers = &answers;
    MHD_Daemon* daemon =
        MHD_start_daemon(MHD_USE_AUTO_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, nullptr, nullptr, &parts::handle, &p,  //
                         MHD_OPTION_LISTEN_SOCKET, p.socket,                                                                //
                         MHD_OPTION_CONNECTION_LIMIT, max_connections,                                                      //
                         MHD_OPTION_CONNECTION_TIMEOUT, seconds_of_silence,                                                 //
                         MHD_OPTION_CONNECTION_MEMORY_LIMIT, max_head,                                                      //
                         MHD_OPTION_NOTIFY_COMPLETED, &parts::completed, &p,                                                //
                         MHD_OPTION_NOTIFY_CONNECTION, &parts::connected, &p,                                               //
                         MHD_OPTION_END);
    if (!daemon) throw request_error("unavailable", "the server cannot be started");
    p.socket = -1;  // the daemon closes it
    std::thread worker([&p] { p.work(); });
    {
        std::unique_lock lock(p.mutex);
        while (!p.is_stopped) {
            p.changed.wait_for(lock, seconds(1));
            lock.unlock();
            p.connections.close_late();
            lock.lock();
        }
    }
    worker.join();  // and every question has its answer: none is suspended
    MHD_stop_daemon(daemon);
}

void http_listener::stop() {
    const std::lock_guard lock(parts_->mutex);
    parts_->is_stopped = true;
    parts_->changed.notify_all();
}

}  // namespace squall::studio
