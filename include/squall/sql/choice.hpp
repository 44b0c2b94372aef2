#pragma once
// Orders and statements that a call chooses by name. Each choice is a statement of its own: constant SQL with its own query plan.
//     constexpr auto sorted = select(agents).from(agents).order_by(
//         choice<"sort">(by<"newest">(agents.number.desc()), by<"name">(directed<"direction">(agents.name, agents.id))));
// The arguments are arg<"sort", one_of<"newest", "name">> and arg<"direction", one_of<"asc", "desc">>, or enums with these names.
#include "select.hpp"

namespace squall {

namespace detail {
/// A statement, or a choice of statements.
template <class T>
concept choosable = requires {
    T::writes;
    typename T::row;
};
template <class T>
inline constexpr bool is_chosen_order = false;
template <fixed_string Name, class... Branches>
inline constexpr bool is_chosen_order<chosen_order<Name, Branches...>> = true;
template <class Row, class... Rows>
inline constexpr bool are_rows_same = (std::same_as<Row, Rows> && ...);
/// One of a choice: a name, and the terms of an order or a statement.
template <fixed_string Name, class... Parts>
struct choice_branch {
    static constexpr std::string_view name = kept<Name>;
    static constexpr bool has_statement = false;
    static constexpr bool has_terms = sizeof...(Parts) > 0 && ((as_order_term<Parts>::is_term || is_chosen_order<Parts>)&&...);
    /// The query with the terms behind its order.
    template <class Query>
    using ordered = choice_branch<Name, decltype(Query{}.order_by(Parts{}...))>;
};
template <fixed_string Name, class Q>
    requires choosable<Q>
struct choice_branch<Name, Q> {
    using statement = Q;
    static constexpr std::string_view name = kept<Name>;
    static constexpr bool has_statement = true, has_terms = false;
};
template <class T>
inline constexpr bool is_choice_branch = false;
template <fixed_string Name, class... Parts>
inline constexpr bool is_choice_branch<choice_branch<Name, Parts...>> = true;
template <class... Branches>
constexpr bool are_named_apart() {
    const std::string_view names[] = {Branches::name...};
    for (std::size_t i = 0; i < sizeof...(Branches); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (names[i] == names[k]) return false;
    return true;
}
template <fixed_string One, class First, class... Rest>
struct branch_named : branch_named<One, Rest...> {};
template <fixed_string One, class Q, class... Rest>
struct branch_named<One, choice_branch<One, Q>, Rest...> {
    using type = Q;
};

/// Statements of which the value named Name chooses one.
template <fixed_string Name, class First, class... Rest>
struct chosen_statement {
    using row = typename First::statement::row;
    static constexpr bool writes = (Rest::statement::writes || ... || First::statement::writes);
    static constexpr std::string_view choice_name = kept<Name>;
    static constexpr std::array<std::string_view, 1 + sizeof...(Rest)> names{First::name, Rest::name...};

    /// The statement of one name: text_of(sorted.chosen<"newest">()).
    template <fixed_string One>
    static constexpr auto chosen() {
        constexpr bool known = One.view() == First::name || ((One.view() == Rest::name) || ...);
        static_assert(known, "squall: chosen<...>() names no by<...>() of the choice");
        if constexpr (known) return typename branch_named<One, First, Rest...>::type{};
    }

    // The same of each statement.
    template <class C>
    constexpr auto where(C c) const {
        return each([=](auto q) { return q.where(c); });
    }
    template <class... Terms>
    constexpr auto order_by(Terms... terms) const {
        return each([=](auto q) { return q.order_by(terms...); });
    }
    template <std::int64_t N>
    constexpr auto limit() const {
        return each([](auto q) { return q.template limit<N>(); });
    }
    template <fixed_string Bound>
    constexpr auto limit(untyped_parameter<Bound> n) const {
        return each([=](auto q) { return q.limit(n); });
    }
    template <fixed_string Bound>
    constexpr auto offset(untyped_parameter<Bound> n) const {
        return each([=](auto q) { return q.offset(n); });
    }
    constexpr auto distinct() const {
        return each([](auto q) { return q.distinct(); });
    }
    /// Calls f with the statement at the place.
    template <class F>
    static constexpr void at(std::size_t place, F f) {
        std::size_t i = 1;
        if (place == 0) f(typename First::statement{});
        ((i++ == place ? f(typename Rest::statement{}) : void()), ...);
    }
    /// The choice of what f makes of each statement.
    template <class F>
    static constexpr auto each(F) {
        return chosen_statement<Name, changed<First, F>, changed<Rest, F>...>{};
    }

  private:
    template <class Branch, class F>
    struct change;
    template <fixed_string By, class Q, class F>
    struct change<choice_branch<By, Q>, F> {
        using type = choice_branch<By, decltype(std::declval<F>()(Q{}))>;
    };
    template <class Branch, class F>
    using changed = typename change<Branch, F>::type;
};

/// Orders of which the value named Name chooses one.
template <fixed_string Name, class... Branches>
struct chosen_order {
    template <class Query>
    static constexpr chosen_statement<Name, typename Branches::template ordered<Query>...> of(Query) {
        return {};
    }
};

template <fixed_string Name, class... Branches>
constexpr auto make_choice() {
    constexpr bool of_branches = (is_choice_branch<Branches> && ...) && sizeof...(Branches) > 1;
    static_assert(of_branches, "squall: choice<...>() takes two by<...>() or more");
    if constexpr (of_branches) {
        constexpr bool apart = are_named_apart<Branches...>();
        static_assert(apart, "squall: two by<...>() of a choice<...>() have the same name");
        constexpr bool statements = (Branches::has_statement && ...), orders = (Branches::has_terms && ...);
        static_assert(statements || orders, "squall: each by<...>() holds terms of order_by(), or each holds one whole statement");
        if constexpr (apart && statements) {
            constexpr bool same_rows = are_rows_same<typename Branches::statement::row...>;
            static_assert(same_rows, "squall: the statements of a choice<...>() return different rows");
            if constexpr (same_rows) return chosen_statement<Name, Branches...>{};
        } else if constexpr (apart && orders) {
            return chosen_order<Name, Branches...>{};
        }
    }
}
template <class Direction>
struct reversed;
template <>
struct reversed<ascending> {
    using type = descending;
};
template <>
struct reversed<descending> {
    using type = ascending;
};
template <class Direction>
struct reversed<nulls_on_the_other_side<Direction>> {
    using type = nulls_on_the_other_side<typename reversed<Direction>::type>;
};
template <class Term>
using reversed_term = order_term<typename Term::node, typename reversed<typename Term::direction>::type>;
}  // namespace detail

/// One of a choice<...>(): the terms of an order, or a whole statement.
template <fixed_string Name, class... Parts>
constexpr detail::choice_branch<Name, Parts...> by(Parts...) {
    return {};
}
/// What the value of that name chooses: in order_by() an order, else a statement for a plan.
template <fixed_string Name, class... Branches>
constexpr auto choice(Branches...) {
    return detail::make_choice<Name, Branches...>();
}
/// In order_by(): the terms as they are when the value of that name is "asc", each the other way round when it is "desc".
template <fixed_string Name, class... Terms>
constexpr auto directed(Terms...) {
    constexpr bool all_terms = (detail::as_order_term<Terms>::is_term && ...) && sizeof...(Terms) > 0;
    static_assert(all_terms, "squall: directed<...>() takes the terms of an order_by()");
    if constexpr (all_terms)
        return choice<Name>(by<"asc">(typename detail::as_order_term<Terms>::type{}...),
                            by<"desc">(detail::reversed_term<typename detail::as_order_term<Terms>::type>{}...));
}

}  // namespace squall
