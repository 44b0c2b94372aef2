#pragma once
// What a plan's rows become.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cursor.hpp"
#include "squall/sql/select.hpp"

namespace squall {

/// The result of a plan that only writes.
struct nothing {
    bool operator==(const nothing&) const = default;
};

/// Some rows and where to go on. Keys: the columns of the row that the pages are sorted by, which the cursor carries.
template <class Row, fixed_string... Keys>
struct page {
    std::vector<Row> items;
    std::optional<std::string> next_cursor;  // nothing on the last page
};

/// An order of an ordered_page: its name, and the columns of the row that it sorts by.
template <fixed_string Name, fixed_string... Keys>
struct page_order {};
/// A page that a call sorts in one of several orders: ordered_page<Row, page_order<"newest", "created_at", "id">, …>. A cursor belongs
/// to the order that it was made in; in another one it is refused.
template <class Row, class... Orders>
struct ordered_page {
    std::vector<Row> items;
    std::optional<std::string> next_cursor;  // nothing on the last page
};

namespace detail {
/// What the cursors of one order carry, and the number that keeps those of another list or order out.
struct cursor_form {
    std::uint32_t number = 0;
    std::span<const std::string_view> keys{};
};

template <class T>
struct page_traits;
template <class Row, fixed_string... Keys>
struct page_traits<page<Row, Keys...>> {
    using row = Row;
    static constexpr std::size_t key_count = sizeof...(Keys);
    static constexpr std::array<std::string_view, key_count> keys{kept<Keys>...};
    static constexpr cursor_form cursor(std::uint32_t) { return {number, keys}; }
    static constexpr std::size_t rows(std::uint32_t page_rows) { return page_rows; }
    static constexpr std::uint32_t number = [] {
        const auto& columns = definition_of<Row>::columns;
        constexpr bool has_no_blob = [] {
            for (const column_description& c : definition_of<Row>::columns)
                if (c.type->kind == value_kind::blob && ((c.name == Keys.view()) || ...)) return false;
            return true;
        }();
        static_assert(has_no_blob, "squall: a page cannot be sorted by a blob, which a cursor cannot contain");
        std::array<std::string_view, std::tuple_size_v<std::remove_cvref_t<decltype(columns)>> + key_count> names{};
        std::size_t i = 0;
        for (const column_description& c : columns) names[i++] = c.name;
        ((names[i++] = Keys.view()), ...);
        return list_number(names);
    }();
};

template <class Row, fixed_string Name, fixed_string... Keys>
constexpr cursor_form cursor_of_order(page_order<Name, Keys...>) {
    constexpr std::string_view names[] = {kept<Name>};
    return {page_traits<page<Row, Keys...>>::number ^ list_number(names), page_traits<page<Row, Keys...>>::keys};
}
template <fixed_string Name, fixed_string... Keys>
constexpr std::string_view name_of_order(page_order<Name, Keys...>) {
    return kept<Name>;
}
/// A plan carries the place of the order above the bits of its number of rows.
inline constexpr std::uint32_t order_shift = 24;
inline constexpr std::int64_t most_rows_of_page = 2147483647;
inline constexpr std::uint32_t most_rows_of_order = (1U << order_shift) - 1;
template <class Row, class... Orders>
struct page_traits<ordered_page<Row, Orders...>> {
    static_assert(sizeof...(Orders) > 0 && sizeof...(Orders) < 128);
    using row = Row;
    static constexpr std::array<cursor_form, sizeof...(Orders)> orders{cursor_of_order<Row>(Orders{})...};
    static constexpr std::array<std::string_view, sizeof...(Orders)> names{name_of_order(Orders{})...};
    static constexpr bool are_named_apart = [] {
        for (std::size_t i = 0; i < names.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (names[i] == names[k]) return false;
        return true;
    }();
    static_assert(are_named_apart, "squall: two page_order<...> of an ordered_page have the same name");
    static constexpr std::size_t place_of(std::string_view name) {
        std::size_t i = 0;
        while (i < names.size() && names[i] != name) ++i;
        return i;
    }
    static constexpr cursor_form cursor(std::uint32_t page_rows) { return orders[page_rows >> order_shift]; }
    static constexpr std::size_t rows(std::uint32_t page_rows) { return page_rows & most_rows_of_order; }
};
}  // namespace detail

/// A result of several parts, each from a statement of its own, in the order in which the plan takes them:
///     template <template <squall::fixed_string, class, auto...> class part>
///     struct created_parts { part<"agent", Agent> agent{}; part<"assigned_count", std::int64_t> assigned_count{}; };
///     using Created = squall::object_of<created_parts>;
template <fixed_string, class T, auto...>
using result_part = T;
template <template <template <fixed_string, class, auto...> class> class Definition>
using object_of = Definition<result_part>;

namespace detail {
template <fixed_string Name, class T, auto...>
struct part_reading {
    static constexpr std::string_view name = kept<Name>;
    using type = T;
};
template <class T>
struct parts_of {
    static constexpr bool is_object = false;
};
template <template <template <fixed_string, class, auto...> class> class Definition>
struct parts_of<Definition<result_part>> {
    static constexpr bool is_object = true;
    using reading = Definition<part_reading>;
    static constexpr std::size_t count = boost::pfr::tuple_size_v<reading>;
    template <std::size_t I>
    using part = boost::pfr::tuple_element_t<I, reading>;
};
template <class T>
concept object_result = parts_of<T>::is_object;

/// The rows that a result consists of.
template <class T>
struct shape_of {
    template <class Row>
    static constexpr bool takes = std::same_as<Row, T>;
};
/// A value that may be null, or that of a row that may not be there: both are nothing.
template <class T>
struct shape_of<std::optional<T>> {
    template <class Row>
    static constexpr bool takes = shape_of<T>::template takes<Row> || std::same_as<Row, std::optional<T>>;
};
template <class T>
struct shape_of<std::vector<T>> : shape_of<T> {};
/// A value, not a list.
template <>
struct shape_of<blob> {
    template <class Row>
    static constexpr bool takes = std::same_as<Row, blob>;
};
template <class T, fixed_string... Keys>
struct shape_of<page<T, Keys...>> : shape_of<T> {};
template <class T, class... Orders>
struct shape_of<ordered_page<T, Orders...>> : shape_of<T> {};
template <object_result T>
struct shape_of<T> {
    template <class Row>
    static constexpr bool takes = []<std::size_t... I>(std::index_sequence<I...>) {
        return (shape_of<typename parts_of<T>::template part<I>::type>::template takes<Row> || ...);
    }
    (std::make_index_sequence<parts_of<T>::count>{});
};
}  // namespace detail

/// Results that need a row: without one the call is not_found.
template <class T>
inline constexpr bool needs_row = declared_row<T>;

}  // namespace squall
