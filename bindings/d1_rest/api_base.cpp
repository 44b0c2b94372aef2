#include "api_base.hpp"

#include <curl/curl.h>

#include <memory>

namespace squall::d1_rest {
namespace {

struct free_url {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

/// A part as libcurl reads it; empty where there is none.
std::string part_of(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    std::string part(text);
    curl_free(text);
    return part;
}

bool is_plain(const std::string& text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == '\\') return false;
    return true;
}

}  // namespace

result<std::string> read_api_base(const std::string& text) {
    const auto refused = [](std::string_view rule) { return invalid_argument("base", rule); };
    const std::unique_ptr<CURLU, free_url> url(curl_url());
    if (!is_plain(text) || !url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        return refused("must be an https URL");
    for (const CURLUPart extra : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_QUERY, CURLUPART_FRAGMENT})
        if (!part_of(url.get(), extra).empty()) return refused("must contain no user name, password, query or fragment");
    if (text.find('@') != text.npos) return refused("must contain no user name, password, query or fragment");
    const std::string scheme = part_of(url.get(), CURLUPART_SCHEME), host = part_of(url.get(), CURLUPART_HOST);
    const bool is_here = host == "127.0.0.1" || host == "localhost" || host == "[::1]";
    if (host.empty() || (scheme != "https" && !(scheme == "http" && is_here))) return refused("must be an https URL");
    const std::string port = part_of(url.get(), CURLUPART_PORT);
    std::string base = scheme + "://" + host + (port.empty() ? "" : ':' + port) + part_of(url.get(), CURLUPART_PATH);
    while (base.ends_with('/')) base.pop_back();
    return base;
}

}  // namespace squall::d1_rest
