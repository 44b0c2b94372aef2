// Reads the result of a nested query: lists of cells as SQLite writes them, without spaces between.
#include <charconv>
#include <cstdlib>

#include "squall/core/answer.hpp"

namespace squall {
namespace {

void append_utf8(std::string& out, unsigned code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | code >> 12);
        out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

class cells_reader {
  public:
    explicit cells_reader(std::string_view json) : at_(json.data()), end_(at_ + json.size()) {}

    void list(std::vector<cell>& out) {
        each_item([&] { row(out); });
    }
    void row(std::vector<cell>& out) {
        each_item([&] { out.push_back(value()); });
    }

  private:
    const char* at_;
    const char* end_;

    bool next_is(char c) const { return at_ < end_ && *at_ == c; }
    /// The text between brackets and commas; stops at any other text.
    template <class Item>
    void each_item(Item item) {
        if (!next_is('[')) return;
        ++at_;
        while (at_ < end_ && !next_is(']')) {
            const char* before = at_;
            item();
            if (next_is(',')) ++at_;
            if (at_ == before) return;
        }
        if (at_ < end_) ++at_;
    }
    cell value() {
        if (next_is('"')) return text();
        if (next_is('{')) return blob_or_document();
        if (next_is('[')) return document();
        const char* begin = at_;
        while (at_ < end_ && *at_ != ',' && *at_ != ']') ++at_;
        const std::string word(begin, at_);
        if (word == "null") return std::monostate{};
        if (word == "true" || word == "false") return std::int64_t{word == "true"};
        std::int64_t integer = 0;
        const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), integer);
        if (failed == std::errc{} && end == word.data() + word.size()) return integer;
        return std::strtod(word.c_str(), nullptr);
    }
    std::string text() {
        std::string out;
        for (++at_; at_ < end_ && *at_ != '"'; ++at_) {
            if (*at_ != '\\') {
                out += *at_;
                continue;
            }
            if (++at_ == end_) return out;
            switch (*at_) {
                case 'b': out += '\b'; break;
                case 'f': out += '\f'; break;
                case 'n': out += '\n'; break;
                case 'r': out += '\r'; break;
                case 't': out += '\t'; break;
                case 'u': {
                    unsigned code = 0;  // SQLite escapes control characters only, so none is half of a pair
                    if (end_ - at_ > 4) std::from_chars(at_ + 1, at_ + 5, code, 16), at_ += 4;
                    append_utf8(out, code);
                    break;
                }
                default: out += *at_;
            }
        }
        if (at_ < end_) ++at_;
        return out;
    }
    /// The bytes of {"hex":"00FF"}, as include/squall/sql/nested.hpp writes a blob; any other document as its text.
    std::string blob_or_document() {
        std::string all = document();
        constexpr std::string_view begin = R"({"hex":")", end = R"("})";
        if (!all.starts_with(begin) || !all.ends_with(end)) return all;
        const std::string_view digits = std::string_view(all).substr(begin.size(), all.size() - begin.size() - end.size());
        if (digits.size() % 2 != 0 || digits.find_first_not_of("0123456789ABCDEF") != digits.npos) return all;
        std::string bytes;
        unsigned byte = 0;
        for (std::size_t k = 0; k < digits.size(); k += 2) {
            std::from_chars(digits.data() + k, digits.data() + k + 2, byte, 16);
            bytes += static_cast<char>(byte);
        }
        return bytes;
    }
    /// A cell that is JSON itself, as its text.
    std::string document() {
        const char* begin = at_;
        int depth = 0;
        bool in_string = false;
        do {
            if (*at_ == '\\' && in_string && at_ + 1 < end_)
                ++at_;
            else if (*at_ == '"')
                in_string = !in_string;
            else if (!in_string)
                depth += *at_ == '[' || *at_ == '{' ? 1 : *at_ == ']' || *at_ == '}' ? -1 : 0;
            ++at_;
        } while (at_ < end_ && depth > 0);
        return {begin, at_};
    }
};

}  // namespace

std::vector<cell> detail::cells_of_row(std::string_view json) {
    std::vector<cell> cells;
    cells_reader(json).row(cells);
    return cells;
}
std::vector<cell> detail::cells_of_rows(std::string_view json) {
    std::vector<cell> cells;
    cells_reader(json).list(cells);
    return cells;
}

}  // namespace squall
