#include "api_base.hpp"

#include <curl/curl.h>

#include <memory>

#include "url_parts.hpp"

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

}  // namespace

result<std::string> read_api_base(const std::string& text) {
    const std::unique_ptr<CURLU, free_url> url(curl_url());
    if (!is_plain_url(text) || !url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return refused_base(no_url);
    for (const CURLUPart extra : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS, CURLUPART_QUERY, CURLUPART_FRAGMENT})
        if (!part_of(url.get(), extra).empty()) return refused_base(more_than_an_address);
    if (text.find('@') != text.npos) return refused_base(more_than_an_address);
    return base_of({part_of(url.get(), CURLUPART_SCHEME), part_of(url.get(), CURLUPART_HOST), part_of(url.get(), CURLUPART_PORT),
                    part_of(url.get(), CURLUPART_PATH)});
}

}  // namespace squall::d1_rest
