#include "squall/sqlite/file_openers.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <random>
#include <thread>

namespace squall {
namespace {

namespace fs = std::filesystem;

constexpr int max_tries = 12;

/// A folder that is open, so that a socket in it has a short name: a socket's path has room for about 100 bytes.
class folder_handle {
  public:
    explicit folder_handle(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)), path_(path) {}
    ~folder_handle() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    folder_handle(const folder_handle&) = delete;
    folder_handle& operator=(const folder_handle&) = delete;

    /// False where even the short name is too long.
    bool name(const std::string& entry, sockaddr_un& address) const {
        std::string path = path_ + '/' + entry;
#ifdef __linux__
        if (path.size() >= sizeof address.sun_path) path = "/proc/self/fd/" + std::to_string(descriptor_) + '/' + entry;
#endif
        if (path.size() >= sizeof address.sun_path) return false;
        address = {};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        return true;
    }

  private:
    int descriptor_;
    std::string path_;
};

int new_socket() {
    const int s = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (s >= 0) ::fcntl(s, F_SETFD, FD_CLOEXEC);
    return s;
}
const sockaddr* as_address(const sockaddr_un& a) { return reinterpret_cast<const sockaddr*>(&a); }

std::string random_token() {
    std::random_device source;
    std::string token;
    for (int i = 0; i < 16; ++i) token += "0123456789abcdef"[source() % 16];
    return token;
}

/// Returns the listening socket and names its entry, which accepts connections from then on; -1 on failure.
int listen_in(const std::string& folder, const std::string& entry) {
    const std::string unnamed = '.' + entry.substr(entry.rfind('-') + 1);
    std::error_code failed;
    fs::create_directory(folder, failed);
    const folder_handle handle(folder);
    sockaddr_un address{};
    const int s = new_socket();
    if (s < 0) return -1;
    const bool listens = handle.name(unnamed, address) && ::bind(s, as_address(address), sizeof address) == 0 && ::listen(s, 64) == 0;
    if (listens) fs::rename(folder + '/' + unnamed, folder + '/' + entry, failed);
    if (listens && !failed) return s;
    ::close(s);
    fs::remove(folder + '/' + unnamed, failed);
    fs::remove(folder, failed);  // only where it is empty
    return -1;
}

/// An unknown state counts as alive.
bool is_alive(const folder_handle& folder, const std::string& entry) {
    sockaddr_un address{};
    const int s = new_socket();
    if (s < 0 || !folder.name(entry, address)) {
        if (s >= 0) ::close(s);
        return true;
    }
    const bool refused = ::connect(s, as_address(address), sizeof address) != 0 && (errno == ECONNREFUSED || errno == ENOENT);
    ::close(s);
    return !refused;
}

/// The process that has the file for itself; empty where none has. Removes the entries of the dead.
std::string owner_of(const std::string& folder) {
    constexpr std::string_view alone = "alone-", shared = "shared-";
    std::error_code failed;
    const folder_handle handle(folder);
    std::string owner;
    for (const fs::directory_entry& e : fs::directory_iterator(folder, failed)) {
        const std::string name = e.path().filename();
        const bool is_alone = name.compare(0, alone.size(), alone) == 0;
        if (!is_alone && name.compare(0, shared.size(), shared) != 0) continue;
        std::error_code gone;
        if (!is_alive(handle, name))
            fs::remove(e.path(), gone);
        else if (is_alone)
            owner = name.substr(alone.size(), name.rfind('-') - alone.size());
    }
    return owner;
}

}  // namespace

result<file_opener> file_opener::enter(const std::string& path) {
    file_opener made;
    if (path.empty() || path.front() == ':') return made;
    std::error_code failed;
    const fs::path real = fs::weakly_canonical(path, failed);
    if (failed || !fs::is_directory(real.parent_path(), failed)) return made;  // SQLite says what is wrong with it
    made.folder_ = real.string() + "-open";
    made.entry_ = made.folder_ + "/shared-" + std::to_string(::getpid()) + '-' + random_token();
    // Again where one that left took the empty folder away in between.
    for (int tries = 0; made.socket_ < 0 && tries < max_tries; tries++)
        made.socket_ = listen_in(made.folder_, fs::path(made.entry_).filename());
    // A Node that needs the file for itself and finds this entry takes its own away: it tries again later.
    std::string owner = owner_of(made.folder_);
    for (int tries = 1; !owner.empty() && tries < max_tries; tries++) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        owner = owner_of(made.folder_);
    }
    if (owner.empty()) return made;
    error e;
    e.kind = error_kind::unavailable;
    e.retryable = true;
    e.message = "unavailable: the database file is open in process " + owner +
                ", a Node without SQLite's locks (before 22.13), which needs it for itself; close it there first";
    return e;
}

file_opener::~file_opener() {
    if (socket_ < 0) return;
    ::close(socket_);
    std::error_code failed;
    fs::remove(entry_, failed);
    fs::remove(folder_, failed);  // only where it is empty
}

}  // namespace squall
