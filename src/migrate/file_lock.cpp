#include "file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "failure.hpp"

namespace squall::migrate {

file_lock::~file_lock() {
    if (descriptor_ >= 0) close(descriptor_);
}

void file_lock::take(const std::string& path, const std::function<void()>& on_wait) {
    descriptor_ = open(path.c_str(), O_RDONLY | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor_ < 0) throw failure(outcome::usage, "cannot open " + path + ": " + std::strerror(errno));
    if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    if (errno == EWOULDBLOCK) on_wait();
    while (flock(descriptor_, LOCK_EX) != 0)
        if (errno != EINTR) return;  // a file system without such locks: the transactions of the database decide
}

}  // namespace squall::migrate
