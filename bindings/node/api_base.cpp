#include "bindings/d1_rest/api_base.hpp"

#include "bindings/d1_rest/url_parts.hpp"
#include "node_imports.hpp"

namespace squall::d1_rest {

// Node reads the address, and connects to what it has read.
result<std::string> read_api_base(const std::string& text) {
    if (text.find_first_of("@?#") != text.npos) return refused_base(more_than_an_address);
    const int size = is_plain_url(text) ? squall_node_read_url(text.c_str()) : 0;
    if (size <= 0) return refused_base(no_url);
    const std::string read = node::result_of(static_cast<std::size_t>(size));
    url_parts url;
    std::size_t at = 0;
    for (std::string* part : {&url.scheme, &url.host, &url.port, &url.path}) {
        const std::size_t end = read.find('\n', at);
        *part = read.substr(at, end - at);
        at = end == read.npos ? read.size() : end + 1;
    }
    return base_of(url);
}

}  // namespace squall::d1_rest
