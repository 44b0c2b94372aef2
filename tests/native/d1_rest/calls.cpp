// Calls of repository functions over D1's REST interface, one a line of output; tests/bindings/d1_rest.test.mjs starts
// this with a server beside it and holds the lines against what must come.
#include <cstdlib>
#include <iostream>
#include <map>
#include <string_view>

#include "repositories/jobs.hpp"
#include "repositories/users.hpp"
#include "squall/d1_rest/d1_rest_database.hpp"
#include "squall/sqlite/native_host.hpp"

namespace {

using namespace squall;
namespace jobs = iofold::jobs;
namespace users = iofold::users;
using iofold::schema::User;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

template <class T, class Show>
void say(const result<T>& r, Show show) {
    if (r) {
        show(*r);
        std::cout << '\n';
        return;
    }
    const error& e = r.error();
    std::cout << e.message;
    for (const std::string& column : e.columns) std::cout << " | " << e.table << '.' << column;
    if (e.batch_index >= 0) std::cout << " | batch index " << e.batch_index;
    std::cout << (e.retryable ? " | retryable" : "") << '\n';
}
const auto done = [](const auto&) { std::cout << "done"; };

void create(d1_rest_database& db) {
    say(db.run(users::create({.email = "ann@example.com"})), [](const User& u) { std::cout << u.id << ' ' << u.email; });
}
void find(d1_rest_database& db) {
    say(db.run(users::find_by_email({.email = "ann@example.com"})),
        [](const std::optional<User>& u) { std::cout << (u ? u->email : "nobody"); });
}
void text(d1_rest_database& db) {
    const std::string email = std::string("é😀 \"\\\n\t") + '\0' + " end";
    say(db.run(users::create({.email = email})), [&](const User& u) { std::cout << (u.email == email ? "the same" : "another"); });
}
void list(d1_rest_database& db) {
    auto page = db.run(users::list({.limit = 2}));
    say(page, [](const auto& p) {
        for (const User& u : p.items) std::cout << u.email << ' ';
        std::cout << (p.next_cursor ? "and more" : "and no more");
    });
    if (!page || !page->next_cursor) return;
    say(db.run(users::list({.cursor = *page->next_cursor, .limit = 2})), [](const auto& p) {
        for (const User& u : p.items) std::cout << u.email << ' ';
    });
}
void batch(d1_rest_database& db) {
    say(db.batch(users::create({.email = "b1@example.com"}), users::find_by_email({.email = "b1@example.com"})),
        [](const auto& both) { std::cout << std::get<0>(both).email << ' ' << (std::get<1>(both) ? "found" : "not found"); });
    say(db.batch(users::create({.email = "b2@example.com"}), users::create({.email = "b1@example.com"})), done);
    say(db.batch(users::create({.email = "b3@example.com"}), jobs::start({.id = "nowhere"})), done);
}

const std::map<std::string_view, void (*)(d1_rest_database&)> calls{
    {"create", create}, {"find", find}, {"text", text}, {"list", list}, {"batch", batch}};

}  // namespace

int main(int count, char** names) {
    d1_rest::database_address address{.account = variable("CLOUDFLARE_ACCOUNT_ID"),
                                      .database = variable("CLOUDFLARE_D1_DATABASE_ID"),
                                      .base = variable("CLOUDFLARE_API_BASE_URL")};
    d1_rest::request_options options;
    options.second = std::chrono::milliseconds(5);
    if (const std::string ms = variable("TIMEOUT_MS"); !ms.empty()) options.timeout = std::chrono::milliseconds(std::atol(ms.c_str()));
    auto opened = d1_rest_database::open(std::move(address), options);
    if (!opened) {
        std::cout << opened.error().message << '\n';
        return 1;
    }
    d1_rest_database db = std::move(opened).value();
    int drawn = 0;
    for (int i = 1; i < count; ++i) {
        set_native_host({.now_ms = [] { return std::int64_t{1'770'091'445'678}; },
                         .uuid = [&drawn] { return "00000000-0000-4000-8000-00000000000" + std::to_string(++drawn); }});
        calls.at(names[i])(db);
    }
}
