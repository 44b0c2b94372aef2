#pragma once
// Walks over tokens: what every reader of SQL text here needs.
#include <initializer_list>

#include "sql_tokens.hpp"

namespace squall::migrate {

class token_reader {
  public:
    explicit token_reader(token_span tokens) : tokens_(tokens) {}

    bool done() const { return at_ >= tokens_.size(); }
    /// The next token, an empty symbol at the end.
    const token& peek(std::size_t ahead = 0) const { return at_ + ahead >= tokens_.size() ? nothing() : tokens_[at_ + ahead]; }
    const token& next() {
        const token& t = peek();
        if (!done()) ++at_;
        return t;
    }
    bool take(std::string_view keyword) {
        if (!peek().is(keyword)) return false;
        ++at_;
        return true;
    }
    /// All of these words, or none.
    bool take_all(std::initializer_list<std::string_view> keywords) {
        std::size_t ahead = 0;
        for (std::string_view keyword : keywords)
            if (!peek(ahead++).is(keyword)) return false;
        at_ += keywords.size();
        return true;
    }
    bool take_symbol(std::string_view symbol) {
        if (!peek().is_symbol(symbol)) return false;
        ++at_;
        return true;
    }
    std::string name() {
        const token& t = next();
        return t.kind == token_kind::string ? unquoted(t.text) : t.text;
    }
    /// A name that may have its schema before it.
    std::string qualified_name() {
        std::string n = name();
        return take_symbol(".") ? name() : n;
    }
    void skip_if_not_exists() {
        if (take("IF")) take("NOT"), take("EXISTS");
    }
    /// What stands between the parentheses that begin here; nothing when none do.
    token_span parenthesis() {
        if (!peek().is_symbol("(")) return {};
        const std::size_t end = after_parenthesis(tokens_, at_), begin = at_ + 1;
        at_ = end;
        return tokens_.subspan(begin, end - 1 - begin);
    }
    token_span rest() {
        const std::size_t begin = std::min(at_, tokens_.size());
        at_ = tokens_.size();
        return tokens_.subspan(begin);
    }

  private:
    static const token& nothing() {
        static const token none{};
        return none;
    }
    token_span tokens_;
    std::size_t at_ = 0;
};

/// Cut at the commas that are in no parenthesis.
std::vector<token_span> comma_separated(token_span tokens);
/// "a, b" as names.
std::vector<std::string> names_in(token_span tokens);

}  // namespace squall::migrate
