#pragma once
// A way out for what the language lacks: SQL of an expression as a constant text, with expressions in it.
#include "call.hpp"

namespace squall {

namespace detail {
/// What is wrong with a text of raw<>(), or nothing.
enum class raw_fault : unsigned char { none, parameter, semicolon, comment, open_quote, parentheses, place };

struct raw_text {
    std::string_view sql;
    std::size_t places;  // how many expressions there are for $1, $2, …

    /// Calls text(part) and place(number) in their order. Texts and names in quotes are passed as they are.
    template <class Text, class Place>
    constexpr raw_fault walk(Text&& text, Place&& place) const {
        int depth = 0;
        std::size_t begin = 0;
        for (std::size_t i = 0; i < sql.size(); ++i) {
            const char c = sql[i], next = i + 1 < sql.size() ? sql[i + 1] : '\0';
            if (c == '\'' || c == '"' || c == '`' || c == '[') {
                const std::size_t end = sql.find(c == '[' ? ']' : c, i + 1);
                if (end == sql.npos) return raw_fault::open_quote;
                i = end;
            } else if (c == '?' || c == ':' || c == '@') {
                return raw_fault::parameter;
            } else if (c == ';' || c == '\0') {
                return raw_fault::semicolon;
            } else if ((c == '-' && next == '-') || (c == '/' && next == '*')) {
                return raw_fault::comment;
            } else if (c == '(') {
                ++depth;
            } else if (c == ')') {
                if (--depth < 0) return raw_fault::parentheses;
            } else if (c == '$') {
                text(sql.substr(begin, i - begin));
                std::size_t number = 0;
                while (i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9' && number < 100)
                    number = number * 10 + static_cast<std::size_t>(sql[++i] - '0');
                if (number == 0 || number > places) return raw_fault::place;
                place(number);
                begin = i + 1;
            }
        }
        text(sql.substr(begin));
        return depth == 0 ? raw_fault::none : raw_fault::parentheses;
    }
    constexpr raw_fault fault() const {
        bool used[100] = {};
        const raw_fault found = walk([](std::string_view) {}, [&](std::size_t number) { used[number - 1] = true; });
        for (std::size_t i = 0; found == raw_fault::none && i < places; ++i)
            if (!used[i]) return raw_fault::place;
        return found;
    }
};

template <fixed_string Sql, class T, class... Nodes>
struct raw_node {
    using value_type = bare<T>;
    static constexpr int binds = 0;  // in parentheses wherever something stands beside it
    static constexpr facts text(renderer& out) {
        facts known;
        out.repeat.reads_clock = out.repeat.reads_clock || !out.in_ddl;  // it may: nobody knows what the text does
        raw_text{kept<Sql>, sizeof...(Nodes)}.walk([&](std::string_view part) { out << part; },
                                                   [&](std::size_t number) {
                                                       std::size_t i = 0;
                                                       ((++i == number ? void(known |= part<Nodes>(out, binds_whole)) : void()), ...);
                                                   });
        return known.null_if(is_optional<T>);
    }
};
/// What SQLite may read as a number, such as 1 or -($1) with a constant.
template <fixed_string Sql, class T, class... Nodes>
inline constexpr bool is_constant_node<raw_node<Sql, T, Nodes...>> = (is_constant_node<Nodes> && ...) && [] {
    for (const char c : Sql.view())
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return false;
    return true;
}();
}  // namespace detail

/// An expression of SQL that the language does not have: raw<"strftime('%Y', $1)", std::string>(t.created_at). $1 is the first
/// expression, in parentheses where it needs them; values are param<"…", T> among the expressions. T says what the expression returns,
/// optional where it may be null: nobody checks it. Not for aggregates and windows: select them by their own functions.
template <fixed_string Sql, column_value T, expression_like... E>
constexpr auto raw(E...) {
    constexpr detail::raw_fault fault = detail::raw_text{Sql.view(), sizeof...(E)}.fault();
    static_assert(fault != detail::raw_fault::parameter,
                  "squall: raw<>() holds no ? : or @; a value is a param<...> with its type, for a $1");
    static_assert(fault != detail::raw_fault::semicolon, "squall: raw<>() is one expression, without ; and NUL");
    static_assert(fault != detail::raw_fault::comment, "squall: raw<>() holds no comment");
    static_assert(fault != detail::raw_fault::open_quote, "squall: raw<>() opens a quote that it does not close");
    static_assert(fault != detail::raw_fault::parentheses, "squall: the parentheses of raw<>() do not match");
    static_assert(fault != detail::raw_fault::place, "squall: raw<>() uses every expression as $1, $2, ..., and no other number");
    if constexpr (fault == detail::raw_fault::none)
        return expression<detail::raw_node<Sql, T, typename E::node...>>{};
    else
        return expression<detail::null_node<bare<T>>>{};
}

}  // namespace squall
