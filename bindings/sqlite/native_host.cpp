#include "squall/sqlite/native_host.hpp"

#include <chrono>
#include <cstring>
#include <random>
#include <stdexcept>

#include "core/host.hpp"

namespace squall {
namespace {
thread_local native_host current;

std::string random_uuid() {
    static thread_local std::random_device device;
    std::string id = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
    for (char& c : id) {
        const unsigned n = device();
        if (c == 'x') c = "0123456789abcdef"[n & 15];
        if (c == 'y') c = "89ab"[n & 3];
    }
    return id;
}
}  // namespace

void set_native_host(native_host host) { current = std::move(host); }

namespace host {
std::int64_t now_ms() {
    if (current.now_ms) return current.now_ms();
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}
void uuid(char* out) {
    const std::string id = current.uuid ? current.uuid() : random_uuid();
    if (id.size() != 36) throw std::length_error("squall: uuid() must return 36 characters");
    std::memcpy(out, id.data(), 36);
}
/// Natively every text is in memory.
std::size_t read_text(std::uint16_t, char*) { return 0; }
}  // namespace host

}  // namespace squall
