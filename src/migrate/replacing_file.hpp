#pragma once
// A file that is complete or not there: written beside its place under another name, and renamed when it is done.
#include <string>
#include <string_view>

namespace squall::migrate {

class replacing_file {
  public:
    /// Opens the temporary file. `path` may be a link, which stays. Throws failure(usage).
    explicit replacing_file(const std::string& path);
    /// Removes the temporary file unless publish() has put it in its place.
    ~replacing_file();
    replacing_file(const replacing_file&) = delete;
    replacing_file& operator=(const replacing_file&) = delete;

    /// Throws failure(usage) with the system's reason, as on a full disk.
    void write(std::string_view bytes);
    /// All bytes are on the disk after it.
    void flush();
    /// Where the bytes are until publish().
    const std::string& temporary() const { return temporary_; }
    /// Replaces the earlier file in one step.
    void publish();

  private:
    [[noreturn]] void give_up() const;
    void send(std::string_view bytes);
    std::string path_, temporary_, buffer_;
    int descriptor_ = -1;
};

}  // namespace squall::migrate
