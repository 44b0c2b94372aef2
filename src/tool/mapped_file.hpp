#pragma once
// A file's text with a NUL behind it, without a copy of it where the system can map files.
#include <cstddef>
#include <string>

namespace squall::tool {

class mapped_file {
  public:
    /// Throws failure(usage) where it cannot be read.
    explicit mapped_file(const std::string& path);
    ~mapped_file();
    mapped_file(const mapped_file&) = delete;
    mapped_file& operator=(const mapped_file&) = delete;
    const char* text() const { return static_cast<const char*>(begin_); }

  private:
    void* begin_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace squall::tool
