#include "raw_uses.hpp"

#include <algorithm>

namespace squall::tool {
namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class source_reader {
  public:
    explicit source_reader(std::string_view source) : text_(source) {}

    std::vector<raw_use> uses() {
        std::vector<raw_use> found;
        while (at_ < text_.size()) {
            if (skip_comment() || !text_literal().is_missing) continue;
            if (!is_word(text_[at_])) {
                ++at_;
                continue;
            }
            const std::size_t begin = at_;
            while (at_ < text_.size() && is_word(text_[at_])) ++at_;
            const std::string_view name = text_.substr(begin, at_ - begin);
            if (name != "raw" && name != "raw_table" && name != "raw_query" && name != "raw_write") continue;
            const std::size_t line =
                1 + static_cast<std::size_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
            skip_blanks();
            if (at_ == text_.size() || text_[at_] != '<') continue;
            ++at_;
            found.push_back({line, std::string(name), first_texts(name == "raw_table")});
        }
        return found;
    }

  private:
    struct literal {
        bool is_missing = true;
        std::string text;
    };

    bool skip_comment() {
        if (text_.substr(at_, 2) == "//")
            at_ = std::min(text_.find('\n', at_), text_.size());
        else if (text_.substr(at_, 2) == "/*")
            at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
        else
            return false;
        return true;
    }
    void skip_blanks() {
        while (at_ < text_.size() && (is_space(text_[at_]) || skip_comment()))
            if (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    /// A text or character at this place, of which a raw one has no escapes.
    literal text_literal() {
        literal found;
        if (text_.substr(at_, 2) == "R\"" && (at_ == 0 || !is_word(text_[at_ - 1]))) {
            const std::size_t open = text_.find('(', at_);
            if (open == text_.npos) return found;
            const std::string end = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
            const std::size_t close = std::min(text_.find(end, open), text_.size());
            found = {false, std::string(text_.substr(open + 1, close - open - 1))};
            at_ = std::min(close + end.size(), text_.size());
            return found;
        }
        const char quote = text_[at_];
        const bool is_digit_separator = quote == '\'' && at_ > 0 && is_word(text_[at_ - 1]);
        if ((quote != '"' && quote != '\'') || is_digit_separator) return found;
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_, text_.size());
        found = {false, std::string(text_.substr(begin, at_ - begin))};
        at_ = std::min(at_ + 1, text_.size());
        return found;
    }
    /// The text behind <, which may be written in parts; of raw_table the second, behind its alias.
    std::string first_texts(bool skips_alias) {
        std::string all;
        for (skip_blanks(); at_ < text_.size(); skip_blanks()) {
            const literal part = text_literal();
            if (!part.is_missing) {
                all += part.text;
            } else if (skips_alias && text_[at_] == ',') {
                ++at_;
                skips_alias = false;
                all.clear();
            } else {
                break;
            }
        }
        return all;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<raw_use> raw_uses_in(std::string_view source) { return source_reader(source).uses(); }

}  // namespace squall::tool
