#pragma once
// D1 from outside, over Cloudflare's REST interface.
#include "squall/d1_rest/rest_api.hpp"
#include "target.hpp"

namespace squall::migrate {

/// Nothing is sent yet.
std::unique_ptr<target> open_rest(d1_rest::rest_api api);

}  // namespace squall::migrate
