#include "bindings/d1_rest/api_base.hpp"

#include <array>

#include "node_imports.hpp"

namespace squall::d1_rest {
namespace {

bool is_plain(const std::string& text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == '\\') return false;
    return true;
}

}  // namespace

// Node reads the address, and connects to what it has read.
result<std::string> read_api_base(const std::string& text) {
    const auto refused = [](std::string_view rule) { return invalid_argument("base", rule); };
    if (text.find_first_of("@?#") != text.npos) return refused("must contain no user name, password, query or fragment");
    const int size = is_plain(text) ? squall_node_read_url(text.c_str()) : 0;
    if (size <= 0) return refused("must be an https URL");
    const std::string read = node::result_of(static_cast<std::size_t>(size));
    std::array<std::string, 4> parts;  // scheme, host, port, path
    std::size_t at = 0;
    for (std::string& part : parts) {
        const std::size_t end = read.find('\n', at);
        part = read.substr(at, end - at);
        at = end == read.npos ? read.size() : end + 1;
    }
    const auto& [scheme, host, port, path] = parts;
    const bool is_here = host == "127.0.0.1" || host == "localhost" || host == "[::1]";
    if (host.empty() || (scheme != "https" && !(scheme == "http" && is_here))) return refused("must be an https URL");
    std::string base = scheme + "://" + host + (port.empty() ? "" : ':' + port) + path;
    while (base.ends_with('/')) base.pop_back();
    return base;
}

}  // namespace squall::d1_rest
