#include "waiting_steps.hpp"

#include <cmath>

namespace squall::wasm {
namespace {

struct place {
    std::unique_ptr<waiting_step> step;
    std::uint32_t uses = 0;
};
std::vector<place> places;

constexpr std::uint32_t place_bits = 16;

/// D1 returns a blob as a list of its bytes.
std::string bytes_of(const value& list) {
    std::string bytes;
    for (std::uint32_t i = 0; i < list.size; ++i) bytes += static_cast<char>(static_cast<unsigned char>(list.items[i].real));
    return bytes;
}
/// Cells of one answer, from a list of rows, each a list of cells.
answer answer_of(const value& rows) {
    answer out;
    for (std::uint32_t r = 0; r < rows.size; ++r) {
        const value& row = rows.items[r];
        out.width = row.size;
        for (std::uint32_t i = 0; i < row.size; ++i) {
            const value& v = row.items[i];
            if (v.type == value_type::text || v.type == value_type::list)
                out.cells.emplace_back(v.type == value_type::text ? std::string(v.view()) : bytes_of(v));
            else if (v.type == value_type::number && v.real == std::trunc(v.real) && std::fabs(v.real) < 9007199254740992.0)
                out.cells.emplace_back(static_cast<std::int64_t>(v.real));
            else if (v.type == value_type::number)
                out.cells.emplace_back(v.real);
            else
                out.cells.emplace_back(std::monostate{});
        }
    }
    return out;
}

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

std::uint32_t waiting_steps::resume(std::uint32_t number, const value& rows, std::uint32_t page_rows) {
    const auto next = take(number);
    if (next == nullptr) return 2;
    std::vector<answer> answers;
    for (std::uint32_t i = 0; i < rows.size; ++i) answers.push_back(answer_of(rows.items[i]));
    return next->resume(answers, page_rows);
}

}  // namespace squall::wasm
