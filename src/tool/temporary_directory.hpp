#pragma once
// A temporary folder that only this user can read, gone with the object.
#include <filesystem>

namespace squall::tool {

class temporary_directory {
  public:
    /// Throws failure(usage) when there is no room for it.
    temporary_directory();
    ~temporary_directory();
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;

    std::string file(const char* name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace squall::tool
