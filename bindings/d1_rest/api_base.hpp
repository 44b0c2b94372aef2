#pragma once
// Where the API is, as libcurl itself reads the address: what is checked is what is connected to.
#include <string>

#include "squall/core/result.hpp"

namespace squall::d1_rest {

/// The address without a slash at its end: https, or http to a loopback address. User names, queries, fragments and control
/// characters are refused: "http://127.0.0.1:1@other-host" names other-host. Fails with invalid_argument.
result<std::string> read_api_base(const std::string& text);

/// Whether requests to an address that read_api_base() returned stay on this machine, unencrypted.
inline bool is_loopback(std::string_view base) { return base.starts_with("http://"); }

}  // namespace squall::d1_rest
