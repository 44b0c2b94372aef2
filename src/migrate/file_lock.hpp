#pragma once
// One run at a time on a file of this machine.
#include <functional>
#include <string>

namespace squall::migrate {

/// Held until it is destroyed, or the process ends. It is not a lock of SQLite's (those are fcntl's): an application can continue.
/// Closing a file drops fcntl's locks of the process, so a lock must outlive the connections to its file.
class file_lock {
  public:
    file_lock() = default;
    ~file_lock();
    file_lock(const file_lock&) = delete;
    file_lock& operator=(const file_lock&) = delete;

    /// Waits while another process holds it; `on_wait` is called before. Throws failure(usage) when the file cannot be opened.
    void take(const std::string& path, const std::function<void()>& on_wait);

  private:
    int descriptor_ = -1;
    std::string path_{};
};

}  // namespace squall::migrate
