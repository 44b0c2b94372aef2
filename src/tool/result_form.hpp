#pragma once
// The form of a function's result as data, read off its type: what the client's generator writes as code.
#include <span>

#include "squall/core/answer.hpp"
#include "squall/sql/nested.hpp"

namespace squall::tool {

enum class form_kind { row, optional_row, optional_value, list, page, boolean, count, nothing, object };

struct row_form;
/// A field that holds a row, or rows; nothing for a plain column.
struct nested_form {
    const row_form* row = nullptr;
    bool is_list = false;
};
struct row_form {
    std::span<const column_description> columns{};
    std::span<const nested_form> nested{};  // one a column
};

struct result_form;
struct form_part {
    std::string_view name;
    const result_form* form;
};
struct result_form {
    form_kind kind = form_kind::nothing;
    row_form row{};
    std::span<const detail::cursor_form> cursors{};  // of a page, one an order
    bool has_orders = false;                         // of an ordered_page
    std::span<const form_part> parts{};              // of an object
    const sql_type* type = nullptr;                  // of a value
};

template <class Row>
struct row_form_of;
template <class Field>
constexpr nested_form nested_form_of() {
    if constexpr (declared_row<Field>)
        return {&row_form_of<Field>::form, false};
    else if constexpr (detail::is_row_list<Field>)
        return {&row_form_of<typename Field::value_type>::form, true};
    else
        return {};
}
template <class Row>
struct row_form_of {
    static constexpr auto nested = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<nested_form, sizeof...(I)>{nested_form_of<bare<boost::pfr::tuple_element_t<I, Row>>>()...};
    }
    (std::make_index_sequence<boost::pfr::tuple_size_v<Row>>{});
    static constexpr row_form form{definition_of<Row>::columns, nested};
};

template <class T>
struct form_of {
    static constexpr result_form read() {
        if constexpr (declared_row<T>)
            return {.kind = form_kind::row, .row = row_form_of<T>::form};
        else
            return {.kind = type_of<T>->kind == value_kind::boolean ? form_kind::boolean : form_kind::count};
    }
};
template <>
struct form_of<nothing> {
    static constexpr result_form read() { return {}; }
};
template <class Row>
struct form_of<std::optional<Row>> {
    static constexpr result_form read() {
        if constexpr (declared_row<Row>)
            return {.kind = form_kind::optional_row, .row = row_form_of<Row>::form};
        else
            return {.kind = form_kind::optional_value, .type = type_of<Row>};
    }
};
template <class Row>
struct form_of<std::vector<Row>> {
    static constexpr result_form read() { return {.kind = form_kind::list, .row = row_form_of<Row>::form}; }
};
template <class Row, fixed_string... Keys>
struct form_of<page<Row, Keys...>> {
    static constexpr std::array<detail::cursor_form, 1> cursors{detail::page_traits<page<Row, Keys...>>::cursor(0)};
    static constexpr result_form read() { return {.kind = form_kind::page, .row = row_form_of<Row>::form, .cursors = cursors}; }
};
template <class Row, class... Orders>
struct form_of<ordered_page<Row, Orders...>> {
    static constexpr result_form read() {
        return {.kind = form_kind::page,
                .row = row_form_of<Row>::form,
                .cursors = detail::page_traits<ordered_page<Row, Orders...>>::orders,
                .has_orders = true};
    }
};

template <class T>
inline constexpr result_form the_form_of = form_of<T>::read();

template <class T>
inline constexpr auto parts_in = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<form_part, sizeof...(I)>{
        form_part{detail::parts_of<T>::template part<I>::name, &the_form_of<typename detail::parts_of<T>::template part<I>::type>}...};
}
(std::make_index_sequence<detail::parts_of<T>::count>{});

template <detail::object_result T>
struct form_of<T> {
    static constexpr result_form read() { return {.kind = form_kind::object, .parts = parts_in<T>}; }
};

}  // namespace squall::tool
