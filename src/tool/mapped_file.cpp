#include "mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "migrate/failure.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::outcome;

mapped_file::mapped_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat facts {};
    if (file < 0 || fstat(file, &facts) != 0) throw failure(outcome::usage, "cannot read " + path);
    size_ = static_cast<std::size_t>(facts.st_size) + 1;
    begin_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (begin_ != MAP_FAILED && size_ > 1) begin_ = mmap(begin_, size_ - 1, PROT_READ, MAP_PRIVATE | MAP_FIXED, file, 0);
    close(file);
    if (begin_ == MAP_FAILED) throw failure(outcome::usage, "cannot read " + path);
}
mapped_file::~mapped_file() { munmap(begin_, size_); }

}  // namespace squall::tool
