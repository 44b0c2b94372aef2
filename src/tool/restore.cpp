#include "commands.hpp"
#include "migrate/bookmarks.hpp"
#include "open_target.hpp"
#include "squall/core/text.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

constexpr const char* for_a_file =
    "Time Travel belongs to remote D1. For a database on this machine, run squall export --out FILE before a change, and load that FILE "
    "into a new database to return; squall migrate --down takes the last migration back";

/// ISO 8601 in UTC, as the API reads it.
std::string timestamp_of(const std::string& text) {
    const auto time = parse_timestamp(text);
    if (!time) throw failure(outcome::usage, "--timestamp is a time in UTC, such as 2026-01-31T08:00:00Z");
    char iso[iso_size];
    write_iso(*time, iso);
    return {iso, sizeof iso};
}

std::string bookmark_before(target& db, const std::string& file) {
    std::string found;
    for (const kept_bookmark& b : bookmarks_of(db))
        if (b.file == file) found = b.bookmark;
    if (found.empty()) throw failure(outcome::usage, db.name() + " keeps no bookmark of the state before " + file);
    return found;
}

int list_bookmarks(const options& o, output& out) {
    const auto db = open_target(o.target, false);
    strings lines;
    for (const kept_bookmark& b : bookmarks_of(*db)) lines.push_back(b.bookmark + "  " + b.taken_at + "  before " + b.file);
    out.list("bookmarks", "Bookmarks that squall migrate has kept in " + db->name() + ':', lines);
    if (lines.empty()) out.line(db->name() + " keeps no bookmarks.");
    out.line("Pass one of them, --before FILE, or --timestamp TIME.");
    return out.finish(outcome::done);
}

}  // namespace

int restore(const options& o, output& out) {
    const int chosen = !o.bookmark.empty() + !o.timestamp.empty() + !o.before_file.empty();
    if (chosen > 1) throw failure(outcome::usage, "a bookmark, --timestamp and --before exclude each other");
    if (o.target.local || !o.target.sqlite.empty()) throw failure(outcome::usage, for_a_file);
    if (!o.target.remote) throw failure(outcome::usage, "which database? Pass --remote");
    if (chosen == 0) return list_bookmarks(o, out);
    time_travel travel = open_time_travel(o.target);
    const std::string bookmark = !o.bookmark.empty()    ? o.bookmark
                                 : !o.timestamp.empty() ? travel.bookmark(timestamp_of(o.timestamp))
                                                        : bookmark_before(*open_target(o.target, false), o.before_file);
    out.text_field("bookmark", bookmark);
    if (!o.yes) {
        const std::string what =
            travel.name() + " will be as it was at " + bookmark + ": what was written since is gone from it, and calls that run now fail.";
        if (!out.may_ask()) throw failure(outcome::refused, what + " Pass --yes to do it.");
        out.line(what);
        if (const std::string answer = out.ask("Restore? (yes/no)"); answer != "yes")
            throw failure(outcome::refused, "not restored; nothing was changed");
    }
    const restored_database done = travel.restore(bookmark);
    out.text_field("restored", done.bookmark);
    out.text_field("undo", done.undo);
    out.good(travel.name() + " is restored to " + bookmark + '.');
    out.line("To undo this: squall restore --remote " + done.undo);
    return out.finish(outcome::done);
}

}  // namespace squall::tool
