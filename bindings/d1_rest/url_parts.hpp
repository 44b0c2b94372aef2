#pragma once
// What an API address may look like, once it is read into its parts: by libcurl natively, by Node in Node.
#include <string>
#include <string_view>

#include "squall/core/error.hpp"
#include "squall/core/result.hpp"

namespace squall::d1_rest {

struct url_parts {
    std::string scheme, host, port, path;  // empty where there is none
};

inline error refused_base(std::string_view rule) { return invalid_argument("base", rule); }
inline constexpr std::string_view no_url = "must be an https URL";
inline constexpr std::string_view more_than_an_address = "must contain no user name, password, query or fragment";

/// Printable ASCII: readers of URLs disagree about anything else.
inline bool is_plain_url(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == '\\') return false;
    return true;
}
/// The address without a slash at its end. Only this machine may be reached without TLS.
inline result<std::string> base_of(const url_parts& url) {
    const bool is_here = url.host == "127.0.0.1" || url.host == "localhost" || url.host == "[::1]";
    if (url.host.empty() || (url.scheme != "https" && !(url.scheme == "http" && is_here))) return refused_base(no_url);
    std::string base = url.scheme + "://" + url.host + (url.port.empty() ? "" : ':' + url.port) + url.path;
    while (base.ends_with('/')) base.pop_back();
    return base;
}

}  // namespace squall::d1_rest
