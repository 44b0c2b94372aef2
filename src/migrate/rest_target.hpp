#pragma once
// D1 from outside, over Cloudflare's REST interface.
#include "target.hpp"

namespace squall::migrate {

struct rest_address {
    std::string base;  // "https://api.cloudflare.com/client/v4"
    std::string account, database, token;
};
/// Nothing is sent yet. The token stands in no message.
std::unique_ptr<target> open_rest(rest_address address);

}  // namespace squall::migrate
