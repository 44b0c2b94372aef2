#include "bookmarks.hpp"

namespace squall::migrate {

void append_bookmark(std::vector<statement>& batch, const std::string& file, const std::string& bookmark) {
    batch.push_back(
        {"CREATE TABLE IF NOT EXISTS squall_bookmarks (id INTEGER PRIMARY KEY, file TEXT NOT NULL, bookmark TEXT NOT NULL, "
         "taken_at TEXT NOT NULL)"});
    batch.push_back({"INSERT INTO squall_bookmarks (file, bookmark, taken_at) VALUES (?1, ?2, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
                     {file, bookmark}});
}

std::vector<kept_bookmark> bookmarks_of(target& db) {
    if (db.count("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'squall_bookmarks'") == 0) return {};
    std::vector<kept_bookmark> all;
    const row_set rows = db.query("SELECT file, bookmark, taken_at FROM squall_bookmarks ORDER BY id");
    for (const auto& r : rows.rows) all.push_back({text_of(r[0]), text_of(r[1]), text_of(r[2])});
    return all;
}

}  // namespace squall::migrate
