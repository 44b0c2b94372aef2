#pragma once
// One number for all that a module's client relies on: the functions in their order, their arguments and the columns of their
// results; and one for the protocol. A client that was built of other declarations would read other columns, so the module
// carries both, the client the first and the shim the second; they are compared at the start.
#include <cstdint>
#include <string_view>

#include "protocol.hpp"
#include "squall/core/function.hpp"
#include "squall/core/result_shape.hpp"
#include "squall/sql/nested.hpp"

namespace squall::protocol {

/// FNV-1a.
struct hash {
    std::uint32_t state = 2166136261U;

    constexpr void add(std::uint32_t number) {
        for (int shift = 0; shift < 32; shift += 8) state = (state ^ ((number >> shift) & 0xFFU)) * 16777619U;
    }
    constexpr void add(std::string_view text) {
        add(static_cast<std::uint32_t>(text.size()));
        for (char c : text) state = (state ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    constexpr void add(const sql_type* type) {
        add(static_cast<std::uint32_t>(type->kind));
        add(type->typescript);
        for (std::size_t i = 0; i < type->value_count; ++i) add(type->values[i]);
    }
    constexpr void add(const argument_spec* specs, std::size_t count) {
        add(static_cast<std::uint32_t>(count));
        for (std::size_t i = 0; i < count; ++i) {
            const argument_spec& a = specs[i];
            add(a.name);
            add(static_cast<std::uint32_t>(shape_of(a)));
            add(static_cast<std::uint32_t>(a.is_required) | static_cast<std::uint32_t>(a.is_nullable) << 1);
            if (a.kind == argument_kind::object)
                add(a.fields, a.field_count);
            else
                add(a.type);
        }
    }
};

/// A result's rows, columns and parts, as result_writer makes them into a client (client_writer.hpp).
template <class T>
struct result_contract {
    static constexpr void add(hash& h) {
        if constexpr (declared_row<T>) {
            h.add("row");
            for (const column_description& c : definition_of<T>::columns) {
                h.add(c.name);
                h.add(c.type);
                h.add(static_cast<std::uint32_t>(c.nullable));
            }
            [&]<std::size_t... I>(std::index_sequence<I...>) { (add_nested<bare<boost::pfr::tuple_element_t<I, T>>>(h), ...); }
            (std::make_index_sequence<boost::pfr::tuple_size_v<T>>{});
        } else {
            h.add(type_of<T>);
        }
    }
    template <class Field>
    static constexpr void add_nested(hash& h) {
        if constexpr (declared_row<Field>)
            result_contract<Field>::add(h);
        else if constexpr (detail::is_row_list<Field>)
            result_contract<typename Field::value_type>::add(h);
    }
};
template <>
struct result_contract<nothing> {
    static constexpr void add(hash& h) { h.add("nothing"); }
};
template <class T>
struct result_contract<std::optional<T>> {
    static constexpr void add(hash& h) {
        h.add("optional");
        result_contract<T>::add(h);
    }
};
template <>
struct result_contract<blob> {
    static constexpr void add(hash& h) { h.add(type_of<blob>); }
};
template <class T>
struct result_contract<std::vector<T>> {
    static constexpr void add(hash& h) {
        h.add("list");
        result_contract<T>::add(h);
    }
};
template <class Row, fixed_string... Keys>
struct result_contract<page<Row, Keys...>> {
    static constexpr void add(hash& h) {
        h.add("page");
        h.add(detail::page_traits<page<Row, Keys...>>::number);
        result_contract<Row>::add(h);
    }
};
template <class Row, class... Orders>
struct result_contract<ordered_page<Row, Orders...>> {
    static constexpr void add(hash& h) {
        h.add("ordered page");
        for (const detail::cursor_form& order : detail::page_traits<ordered_page<Row, Orders...>>::orders) h.add(order.number);
        result_contract<Row>::add(h);
    }
};
template <detail::object_result T>
struct result_contract<T> {
    static constexpr void add(hash& h) {
        h.add("object");
        [&]<std::size_t... I>(std::index_sequence<I...>) { (add_part<typename detail::parts_of<T>::template part<I>>(h), ...); }
        (std::make_index_sequence<detail::parts_of<T>::count>{});
    }
    template <class Part>
    static constexpr void add_part(hash& h) {
        h.add(Part::name);
        result_contract<typename Part::type>::add(h);
    }
};

/// The names and numbers of protocol.ts.
struct protocol_visitor {
    hash& h;
    template <class E>
    constexpr void enumeration(std::string_view name) {
        h.add(name);
        for (std::size_t i = 0; i < enum_size<E>; ++i) {
            h.add(enum_texts<E>[i]);
            h.add(static_cast<std::uint32_t>(enum_value<E>(i)));
        }
    }
    template <std::size_t N>
    constexpr void group(std::string_view name, const constant (&constants)[N]) {
        h.add(name);
        for (const constant& c : constants) {
            h.add(c.name);
            h.add(c.number);
        }
    }
};
inline constexpr std::uint32_t contract_of_protocol = [] {
    hash h;
    for_all(protocol_visitor{h});
    return h.state;
}();

/// One function: its own constant, because compilers limit the steps of each constant.
template <auto Function>
inline constexpr std::uint32_t contract_of_function = [] {
    using traits = detail::function_traits<Function>;
    using args = detail::arguments_traits<typename traits::args>;
    hash h;
    h.add(name_of_function<Function>().domain);
    h.add(name_of_function<Function>().function);
    h.add(static_cast<std::uint32_t>(traits::has_steps));
    h.add(args::specs.data(), args::count);
    result_contract<typename traits::result_type>::add(h);
    return h.state;
}();

template <class List>
struct contract_of;
template <auto... Functions>
struct contract_of<function_list<Functions...>> {
    static constexpr std::uint32_t value = [] {
        hash h;
        for (std::uint32_t one : {std::uint32_t{sizeof...(Functions)}, contract_of_function<Functions>...}) h.add(one);
        return h.state;
    }();
};

}  // namespace squall::protocol
