#include "waiting_steps.hpp"

namespace squall::wasm {
namespace {

struct place {
    std::unique_ptr<waiting_step> step;
    std::uint32_t uses = 0;
};
std::vector<place> places;

constexpr std::uint32_t place_bits = 16;

}  // namespace

std::uint32_t waiting_steps::keep(std::unique_ptr<waiting_step> step) {
    std::uint32_t at = 0;
    while (at < places.size() && places[at].step != nullptr) ++at;
    if (at == places.size()) places.emplace_back();
    places[at].step = std::move(step);
    places[at].uses = (places[at].uses + 1) & ((1U << (32 - place_bits)) - 1);
    return places[at].uses << place_bits | (at + 1);
}

std::unique_ptr<waiting_step> waiting_steps::take(std::uint32_t number) {
    const std::uint32_t at = (number & ((1U << place_bits) - 1)) - 1;
    if (at >= places.size() || places[at].uses != number >> place_bits) return nullptr;
    return std::move(places[at].step);
}

}  // namespace squall::wasm
