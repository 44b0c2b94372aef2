#pragma once
// A temporary folder that only this user can read, gone with the object.
#include <filesystem>

namespace squall::tool {

class private_folder {
  public:
    /// Throws failure(usage) when there is no room for it.
    private_folder();
    ~private_folder();
    private_folder(const private_folder&) = delete;
    private_folder& operator=(const private_folder&) = delete;

    std::string file(const char* name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace squall::tool
