#include "tool/mapped_file.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "migrate/failure.hpp"

namespace squall::tool {

using migrate::failure;
using migrate::outcome;

// WebAssembly maps no files. Its memory has 4 GB.
mapped_file::mapped_file(const std::string& path) {
    constexpr std::size_t max_size = std::size_t{2} << 30;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file || fseeko(file.get(), 0, SEEK_END) != 0) throw failure(outcome::usage, "cannot read " + path);
    const off_t size = ftello(file.get());
    if (size < 0) throw failure(outcome::usage, "cannot read " + path);
    if (static_cast<unsigned long long>(size) >= max_size)
        throw failure(outcome::usage, "the dump has more than 2 GB, which Node's tool cannot load again: --no-verify writes it unchecked");
    size_ = static_cast<std::size_t>(size) + 1;
    begin_ = std::malloc(size_);
    if (begin_ == nullptr) throw failure(outcome::usage, "there is no memory for " + path);
    rewind(file.get());
    const std::size_t count = std::fread(begin_, 1, size_ - 1, file.get());
    static_cast<char*>(begin_)[count] = '\0';
}
mapped_file::~mapped_file() { std::free(begin_); }

}  // namespace squall::tool
