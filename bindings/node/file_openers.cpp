#include "squall/sqlite/file_openers.hpp"

#include <utility>

#include "host.hpp"

namespace squall {

// Node is asked about the file: whether it can lock it, whether another process has it for itself, and whether it is in WAL
// mode. The entry's name is the file's: Node keeps the rest.
result<file_opener> file_opener::enter(const std::string& path) {
    file_opener made;
    if (path.empty() || path.front() == ':') return made;
    if (const int size = squall_node_database_enter(path.c_str()); size > 0) {
        error e;
        e.kind = error_kind::unavailable;
        e.retryable = true;
        e.message = "unavailable: " + node::result_of(static_cast<std::size_t>(size));
        return e;
    }
    made.socket_ = 0;
    made.entry_ = path;
    return made;
}

file_opener::file_opener(file_opener&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), folder_(std::move(other.folder_)), entry_(std::move(other.entry_)) {}
file_opener& file_opener::operator=(file_opener&& other) noexcept {
    std::swap(socket_, other.socket_);
    folder_.swap(other.folder_);
    entry_.swap(other.entry_);
    return *this;
}
file_opener::~file_opener() {
    if (socket_ >= 0) squall_node_database_leave(entry_.c_str());
}

}  // namespace squall
