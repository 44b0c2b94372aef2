#include "unknown_collations.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace squall::migrate {
namespace {

std::set<std::string> met;

int compare_bytes(void*, int left_size, const void* left, int right_size, const void* right) {
    const int order = std::memcmp(left, right, static_cast<std::size_t>(std::min(left_size, right_size)));
    return order != 0 ? order : left_size - right_size;
}
void accept(void*, sqlite3* db, int, const char* name) {
    met.insert(name);
    sqlite3_create_collation_v2(db, name, SQLITE_UTF8, nullptr, compare_bytes, nullptr);
}
int prepare(sqlite3* db, const char**, const void*) { return sqlite3_collation_needed(db, nullptr, accept); }
// SQLite's own type for the function above.
void (*entry())() { return reinterpret_cast<void (*)()>(prepare); }

}  // namespace

unknown_collations::unknown_collations() {
    met.clear();
    sqlite3_auto_extension(entry());
}
unknown_collations::~unknown_collations() { sqlite3_cancel_auto_extension(entry()); }
const std::set<std::string>& unknown_collations::names() const { return met; }

}  // namespace squall::migrate
