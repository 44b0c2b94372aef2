#include "replacing_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "failure.hpp"

namespace squall::migrate {
namespace fs = std::filesystem;

replacing_file::replacing_file(const std::string& path) : path_(path) {
    std::error_code none;
    if (fs::is_symlink(path, none)) {
        const fs::path file = fs::canonical(path, none);
        if (none) throw failure(outcome::usage, "cannot write " + path + ": it is a link to a missing file");
        path_ = file.string();
    }
    if (fs::is_directory(path_, none)) throw failure(outcome::usage, "cannot write " + path_ + ": it is a directory");
    const fs::path place(path_);
    temporary_ = (place.parent_path() / ("." + place.filename().string() + ".XXXXXX")).string();
    descriptor_ = mkstemp(temporary_.data());
    if (descriptor_ < 0) {
        temporary_.clear();
        give_up();
    }
    // mkstemp's files are for their owner alone: this one gets the mode of the file that it replaces, or of a new one.
    struct stat earlier {};
    const mode_t mask = umask(0);
    umask(mask);
    if (fchmod(descriptor_, stat(path_.c_str(), &earlier) == 0 ? earlier.st_mode & 07777 : 0666 & ~mask) != 0) give_up();
}
replacing_file::~replacing_file() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!temporary_.empty()) unlink(temporary_.c_str());
}

void replacing_file::give_up() const { throw failure(outcome::usage, "cannot write " + path_ + ": " + std::strerror(errno)); }

void replacing_file::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) give_up();
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}
void replacing_file::write(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() < 1 << 16) return;
    send(buffer_);
    buffer_.clear();
}
void replacing_file::flush() {
    send(buffer_);
    buffer_.clear();
    if (fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) give_up();
}
void replacing_file::publish() {
    flush();
    if (rename(temporary_.c_str(), path_.c_str()) != 0) give_up();
    temporary_.clear();
}

}  // namespace squall::migrate
