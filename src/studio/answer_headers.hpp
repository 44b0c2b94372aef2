#pragma once
// The headers of every answer of the studio.
#include <string>
#include <utility>
#include <vector>

namespace squall::studio {

/// Nothing from elsewhere, no frames, nothing kept, and no address in a Referer.
inline std::vector<std::pair<std::string, std::string>> answer_headers() {
    return {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
         "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
        {"Cache-Control", "no-store"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
    };
}

}  // namespace squall::studio
