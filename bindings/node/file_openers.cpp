#include "squall/sqlite/file_openers.hpp"

#include "node_imports.hpp"

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

file_opener::~file_opener() {
    if (socket_ >= 0) squall_node_database_leave(entry_.c_str());
}

}  // namespace squall
