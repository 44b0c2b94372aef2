#include "access.hpp"

#include <unistd.h>
#if __has_include(<sys/random.h>)
#include <sys/random.h>  // where macOS declares getentropy
#endif

#include <array>
#include <stdexcept>

namespace squall::studio {

std::string new_token() {
    std::array<unsigned char, 24> bytes{};
    if (getentropy(bytes.data(), bytes.size()) != 0) throw std::runtime_error("the system returned no random bytes");
    std::string out;
    for (const unsigned char b : bytes) {
        out += "0123456789abcdef"[b >> 4];
        out += "0123456789abcdef"[b & 15];
    }
    return out;
}

bool same_secret(std::string_view a, std::string_view b) {
    volatile unsigned char differs = a.size() != b.size();
    for (std::size_t i = 0; i < a.size(); ++i) {
        const unsigned char other = b.empty() ? 0 : static_cast<unsigned char>(b[i % b.size()]);
        differs = static_cast<unsigned char>(differs | (static_cast<unsigned char>(a[i]) ^ other));
    }
    return differs == 0;
}

access::access(std::string token, int port) : token_(std::move(token)), port_(std::to_string(port)) {}

std::string access::address() const { return "http://127.0.0.1:" + port_ + '/' + token_ + '/'; }
bool access::is_our_host(std::string_view host) const { return host == "127.0.0.1:" + port_ || host == "localhost:" + port_; }
bool access::is_our_origin(std::string_view origin) const {
    constexpr std::string_view scheme = "http://";
    return origin.starts_with(scheme) && is_our_host(origin.substr(scheme.size()));
}
bool access::may_enter(std::string_view path, std::string& rest) const {
    if (path.empty() || path[0] != '/') return false;
    const std::size_t end = path.find('/', 1);
    if (end == path.npos || !same_secret(token_, path.substr(1, end - 1))) return false;
    rest = path.substr(end + 1);
    return true;
}

}  // namespace squall::studio
