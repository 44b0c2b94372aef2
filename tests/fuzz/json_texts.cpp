// Any text as JSON: what is let through, SQLite takes as well.
#include <sqlite3.h>

#include "core/json_check.hpp"
#include "must.hpp"
#include "squall/core/json_shape.hpp"

using namespace squall;

namespace {

bool sqlite_takes(std::string_view text) {
    static sqlite3_stmt* s = [] {
        sqlite3* db = nullptr;
        sqlite3_stmt* made = nullptr;
        sqlite3_open(":memory:", &db);
        sqlite3_prepare_v2(db, "SELECT json_valid(?1)", -1, &made, nullptr);
        return made;
    }();
    sqlite3_reset(s);
    sqlite3_bind_text(s, 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    return sqlite3_step(s) == SQLITE_ROW && sqlite3_column_int(s, 0) == 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    if (json_problem(text)) return 0;
    fuzz::must(sqlite_takes(text), "SQLite takes what the check lets through");
    fuzz::must(!is_json_object_with_keys(text) || is_json_object(text), "an object with keys is an object");
    fuzz::must(!is_json_list_of_texts(text) || is_json_array(text), "a list of texts is a list");
    fuzz::must(!is_json_map_of_texts(text) || is_json_object(text), "a map of texts is an object");
    fuzz::must(!is_json_array(text) || !is_json_object(text), "nothing is both");
    return 0;
}
