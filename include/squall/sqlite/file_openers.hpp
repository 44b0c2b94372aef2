#pragma once
// Who has a database file open: the folder FILE-open beside it has an entry for each opener, a socket that its process listens
// on. An entry whose socket refuses connections belongs to nobody any more. js-shim/src/node_openers.ts does the same: in Node
// without node:sqlite a connection does not see SQLite's locks, and needs the file for itself.
#include <string>
#include <utility>

#include "squall/core/error.hpp"
#include "squall/core/result.hpp"

namespace squall {

/// The entry of a connection that keeps SQLite's locks: any number of them may be there. It is left by the destructor.
class file_opener {
  public:
    file_opener() = default;
    file_opener(file_opener&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), folder_(std::move(other.folder_)), entry_(std::move(other.entry_)) {}
    file_opener& operator=(file_opener&& other) noexcept {
        std::swap(socket_, other.socket_);
        folder_.swap(other.folder_);
        entry_.swap(other.entry_);
        return *this;
    }
    ~file_opener();

    /// Enters the file's folder. Fails with unavailable while a process has the file for itself, naming it. A database in
    /// memory has no entry, nor has a file in a folder that takes no sockets.
    static result<file_opener> enter(const std::string& path);

  private:
    int socket_ = -1;
    std::string folder_, entry_;
};

}  // namespace squall
