#include "file_lock.hpp"

#include "node_imports.hpp"

namespace squall::migrate {

// Node has no flock: a lock file in the temporary directory stands for `path`. It holds back other runs of this command in Node;
// between those and a native one, the transactions of the database decide.
file_lock::~file_lock() {
    if (descriptor_ >= 0) squall_node_lock_release(path_.c_str());
}

void file_lock::take(const std::string& path, const std::function<void()>& on_wait) {
    path_ = path;
    int taken = squall_node_lock_take(path.c_str(), 0);
    if (taken == 0) {
        on_wait();
        taken = squall_node_lock_take(path.c_str(), 1);
    }
    if (taken == 1) descriptor_ = 0;
}

}  // namespace squall::migrate
