#include "squall/core/row_lists.hpp"

#include "squall/core/json_text.hpp"

namespace squall {

void detail::row_texts::add(const value* item, const value* further, std::size_t item_width, std::span<const std::uint8_t> indexes) {
    std::string& out = row_;
    out = '[';
    for (const std::uint8_t index : indexes) {
        if (out.size() > 1) out += ',';
        append_json(out, index < item_width ? item[index] : further[index - item_width]);
    }
    out += ']';
    if (!open_.empty() && open_.size() + out.size() + 2 > longest_list_text) close();
    open_ += open_.empty() ? '[' : ',';
    open_ += out;
}

void detail::row_texts::close() {
    if (open_.empty()) return;
    open_ += ']';
    lists_.push_back(text_value(texts_.keep(open_)));
    open_.clear();
}

}  // namespace squall
