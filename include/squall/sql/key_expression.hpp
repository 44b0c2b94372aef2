#pragma once
// Expressions in keys: the table whose columns one has, and whether two are the same to SQLite.
#include <array>

#include "table.hpp"

namespace squall::detail {

template <fixed_string Collation, class E>
struct collate_node;  // call.hpp

// ---- the table of an expression, by its first column -----------------------------------------------------------------
template <class Node>
struct table_in {
    using type = void;
};
template <class... Parts>
struct first_table_in {
    using type = void;
};
template <class First, class... Rest>
struct first_table_in<First, Rest...> {
    using own = typename table_in<First>::type;
    using type = typename std::conditional_t<std::is_void_v<own>, first_table_in<Rest...>, table_in<First>>::type;
};
template <class Table, fixed_string Name, class T>
struct table_in<column_node<Table, Name, T>> {
    using type = Table;
};
// The forms of the nodes that stand in expressions: coalesce(a, b), lower(a), a + b, -a.
template <template <class...> class Node, class... Parts>
struct table_in<Node<Parts...>> : first_table_in<Parts...> {};
template <template <fixed_string, class...> class Node, fixed_string Text, class... Parts>
struct table_in<Node<Text, Parts...>> : first_table_in<Parts...> {};
template <template <fixed_string, precedence, class...> class Node, fixed_string Text, precedence Binds, class... Parts>
struct table_in<Node<Text, Binds, Parts...>> : first_table_in<Parts...> {};
template <template <fixed_string, fixed_string, int, int, class...> class Node, fixed_string Before, fixed_string After, int Binds,
          int Inside, class... Parts>
struct table_in<Node<Before, After, Binds, Inside, Parts...>> : first_table_in<Parts...> {};

// ---- two expressions of a key ----------------------------------------------------------------------------------------
/// ON CONFLICT finds an index whatever its collations are.
template <class Node>
struct without_collation {
    using type = Node;
};
template <fixed_string Collation, class Node>
struct without_collation<collate_node<Collation, Node>> {
    using type = Node;
};
/// An expression as an index has it.
template <class Node>
inline constexpr auto text_of_key_expression = [] {
    constexpr auto write = [](char* buffer) {
        renderer out;
        out.in_ddl = true;
        out.buffer = buffer;
        Node::text(out);
        return out.size;
    };
    std::array<char, write(nullptr)> text{};
    write(text.data());
    return text;
}();
template <class A, class B>
constexpr bool are_same_in_key() {
    const auto& a = text_of_key_expression<typename without_collation<A>::type>;
    const auto& b = text_of_key_expression<typename without_collation<B>::type>;
    return std::string_view(a.data(), a.size()) == std::string_view(b.data(), b.size());
}
/// Whether the terms of an index, in any order, are these.
template <class... Terms>
struct key_terms {
    template <class... Named>
    static constexpr bool are() {
        if constexpr (sizeof...(Terms) == sizeof...(Named))
            return (is_named<Terms, Named...>() && ...);
        else
            return false;
    }

  private:
    template <class Term, class... Named>
    static constexpr bool is_named() {
        return (are_same_in_key<Term, Named>() || ...);
    }
};

}  // namespace squall::detail
