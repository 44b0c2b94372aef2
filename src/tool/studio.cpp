#include <cstdlib>
#include <fstream>

#include "application_functions.hpp"
#include "application_schema.hpp"
#include "commands.hpp"
#include "open_target.hpp"
#include "schema_statements.hpp"
#include "seed_rows.hpp"
#include "studio/file_connection.hpp"
#include "studio/remote_connection.hpp"
#include "studio/request_error.hpp"
#include "studio/server.hpp"
#include "studio_desktop.hpp"
#include "studio_functions.hpp"
#include "temporary_directory.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

std::string make_demo(const temporary_directory& folder, const options& o, output& out) {
    std::string file = folder.file("demo.sqlite");
    const auto db = open_sqlite(file, false);
    if (const auto failed = db->batch(as_statements(schema_statements(the_schema().shapes))))
        throw failure(outcome::database, failed->reason);
    seed_options how{.rows = o.rows, .seed = o.seed};
    how.progress = [&](const std::string& table, std::int64_t done, std::int64_t all) { out.progress(table, done, all); };
    seed_rows(*db, the_schema(), how);
    return file;
}

struct opened_database {
    std::unique_ptr<studio::connection> db;
    studio::settings about;
};
opened_database open_file(const options& o, const temporary_directory& folder, output& out) {
    const std::string file = o.target.given() ? file_of(o.target) : make_demo(folder, o, out);
    if (!std::filesystem::exists(file)) throw failure(outcome::usage, "there is no file " + file);
    return {std::make_unique<studio::file_connection>(file),
            {.name = o.target.given() ? file : "a temporary seeded database",
             .read_only_why = o.read_only ? "the studio was started with --read-only" : "",
             .time_limit = o.time_limit * 1000}};
}
std::string bookmark_before_change(const options& o, output& out) {
    std::string bookmark;
    try {
        bookmark = open_time_travel(o.target).bookmark();
    } catch (const failure& f) {
        throw studio::request_error("unavailable", std::string(f.what()) + "; nothing was changed: no bookmark leads back");
    }
    out.line("bookmark before a change: " + bookmark);
    out.line("  to return: squall restore --remote " + bookmark);
    std::fflush(stdout);
    return bookmark;
}
opened_database open_remote(const options& o, output& out) {
    std::unique_ptr<target> there = open_target(o.target, false);
    std::string name = there->name();
    studio::remote_connection::bookmark_source take_bookmark;
    if (o.write) take_bookmark = [&o, &out] { return bookmark_before_change(o, out); };
    return {std::make_unique<studio::remote_connection>(std::move(there), std::move(take_bookmark)),
            {.name = std::move(name),
             .read_only_why = o.write ? "" : "a remote database is only read here; squall studio --remote --write changes it",
             .time_limit = o.time_limit * 1000,
             .changes_remote = o.write}};
}

/// The address has a secret in it, and other users see the arguments of a command: so the browser is given a file.
void open_in_browser(const std::string& address, const temporary_directory& folder, output& out) {
    if (!getenv("DISPLAY") && !getenv("WAYLAND_DISPLAY")) return out.note("There is no desktop to open the page in.");
    const std::string file = folder.file("studio.html");
    std::ofstream(file) << "<!doctype html><meta http-equiv=\"refresh\" content=\"0; url=" << address << "\">\n";
    if (!start_program("xdg-open", file)) out.note("xdg-open is not installed.");
}

}  // namespace

int studio(const options& o, output& out) {
    if (o.write && !o.target.remote) throw failure(outcome::usage, "--write is for --remote: other databases may be changed");
    if (o.write && o.read_only) throw failure(outcome::usage, "--write and --read-only contradict each other");
    const temporary_directory folder;
    try {
        opened_database opened = o.target.remote ? open_remote(o, out) : open_file(o, folder, out);
        const std::string name = opened.about.name;
        studio_functions functions(the_functions());
        studio::service answers(std::move(opened.db), opened.about, the_schema(), &functions);
        studio::server server(answers, o.port);
        const end_by_signal ending(server);
        out.text_field("address", server.address());
        out.line("Studio for " + name + ":\n  " + server.address() + "\nCtrl-C ends it.");
        out.finish(outcome::done);  // now, for the reader of the address
        if (o.open_page) open_in_browser(server.address(), folder, out);
        std::fflush(stdout);
        server.serve();
    } catch (const studio::request_error& p) {
        throw failure(outcome::database, p.what());
    }
    return static_cast<int>(outcome::done);
}

}  // namespace squall::tool
