#pragma once
// Who may ask. A page of another site can send requests to loopback, and by DNS rebinding read the answers: so the Host
// must be the server's own, the Origin too if there is one, and the address holds a token that no other page can know.
#include <string>
#include <string_view>

namespace squall::studio {

/// 48 hexadecimal digits from the system's source of randomness.
std::string new_token();
/// Takes the same time wherever the texts differ.
bool same_secret(std::string_view a, std::string_view b);

class access {
  public:
    access(std::string token, int port);

    /// "http://127.0.0.1:4983/<token>/"
    std::string address() const;
    bool is_our_host(std::string_view host) const;
    /// An Origin header: "http://" and our host.
    bool is_our_origin(std::string_view origin) const;
    /// The path behind the token, without a slash at its beginning; nothing when the token is wrong.
    bool may_enter(std::string_view path, std::string& rest) const;

  private:
    std::string token_;
    std::string port_;
};

}  // namespace squall::studio
