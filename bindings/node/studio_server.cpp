// The studio's server in Node. The head of a request is judged, and the page's files are sent, by js-shim/tool/studio_server.mjs,
// which is not busy while a statement runs. What is admitted comes here, one request after the other.
#include "server.hpp"

#include "answer_headers.hpp"
#include "migrate/json_writer.hpp"
#include "node_imports.hpp"
#include "page_files.hpp"
#include "request_error.hpp"

namespace squall::studio {

using migrate::json_object;

namespace {

std::string what_node_answers(const std::string& token) {
    std::string headers, pages;
    for (const auto& [name, value] : answer_headers())
        headers += (headers.empty() ? "" : ",") + json_object{}.text("name", name).text("value", value).done();
    for (const page_file& f : page_files())
        pages += (pages.empty() ? "" : ",") + json_object{}
                                                  .text("path", std::string(f.path))
                                                  .text("type", std::string(f.type))
                                                  .text("content", std::string(f.content))
                                                  .done();
    return json_object{}.text("token", token).raw("headers", '[' + headers + ']').raw("pages", '[' + pages + ']').done();
}
int port_taken(int port) {
    const int taken = squall_node_studio_listen(port);
    if (taken == 0) throw request_error("unavailable", "port " + std::to_string(port) + " is taken");
    return taken;
}

}  // namespace

struct server::parts {
    service& answers;
    std::string token;
    access rules;

    parts(service& s, int port) : answers(s), token(new_token()), rules(token, port_taken(port)) {}
};

server::server(service& answers, int port) : parts_(new parts(answers, port)) {}
server::~server() = default;

std::string server::address() const { return parts_->rules.address(); }
void server::serve() {
    const std::string json = what_node_answers(parts_->token);
    squall_node_studio_serve(json.data(), static_cast<int>(json.size()));
    for (int size = 0; (size = squall_node_studio_next()) >= 0;) {
        const std::string request = node::result_of(static_cast<std::size_t>(size));
        const std::size_t end = request.find('\0');
        const reply r = parts_->answers.answer(request.substr(0, end), request.substr(end + 1));
        squall_node_studio_answer(r.status, r.json.data(), static_cast<int>(r.json.size()));
    }
}
/// A signal ends the loop: the main thread receives it (js-shim/tool/main_thread.mjs).
void server::stop() {}

}  // namespace squall::studio
