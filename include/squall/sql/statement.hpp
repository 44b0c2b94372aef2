#pragma once
// From a statement's type to data: its SQL as one constant, its parameters, its optional fragments. After this
// nothing is a template any more.
#include <array>

#include "explain.hpp"
#include "guard_place.hpp"
#include "module_section.hpp"
#include "renderer.hpp"
#include "table.hpp"

namespace squall {

/// A whole statement: it knows its row and whether it writes.
template <class Q>
concept statement_like = requires(detail::renderer& out) {
    typename Q::row;
    Q::writes;
    Q::text(out);
};

namespace detail {
/// What one statement's walk finds, with its tables named before columns only where more than one is there.
template <class Q>
constexpr renderer analyse() {
    renderer first;
    Q::text(first);
    renderer second;
    second.qualify = first.table_count != 1;
    Q::text(second);
    return second;
}
template <class Q>
inline constexpr renderer analysis_of = analyse<Q>();

/// A column of a query's result; nothing where it selects none of that name.
template <class Query>
constexpr const result_column* result_named(std::string_view name) {
    const auto& a = analysis_of<Query>;
    for (std::size_t i = 0; i < a.column_count; ++i)
        if (a.columns[i].name == name) return &a.columns[i];
    return nullptr;
}

template <class Q>
constexpr idempotency idempotency_of() {
    if constexpr (requires { Q::repeated(); })
        return Q::repeated();
    else
        return Q::writes ? idempotency::unknown : idempotency::same;
}

/// Whether the statement may take a key away that an insert has made: it deletes, changes a primary key, or sets off
/// triggers. A statement that says nothing of it counts as one that does.
template <class Q>
constexpr bool frees_keys_of() {
    if constexpr (requires { Q::frees_keys(); })
        return Q::frees_keys();
    else
        return Q::writes;
}

template <class Q>
constexpr guard_place guard_place_of() {
    if constexpr (requires { Q::guard; })
        return Q::guard;
    else
        return guard_place::none;
}

/// Stops the compiler with one sentence when the statement is wrong.
template <class Q>
constexpr void check_statement() {
    constexpr bool is_one = !requires { Q::choice_name; };
    static_assert(is_one, "squall: a choice<...>() is several statements; chosen<...>() is one of them");
    constexpr bool is_whole = statement_like<Q> || !is_one;
    static_assert(is_whole, "squall: the statement is incomplete: update and delete need where(), insert needs set()");
    if constexpr (is_whole && is_one) explain<analysis_of<Q>.found>();
}
}  // namespace detail

/// A part of a statement's text: always there, or only when the value with this index among the conditions is given.
struct statement_piece {
    std::string_view text;
    std::uint8_t condition;          // no_condition: always there
    std::uint8_t highest_parameter;  // the highest number of a parameter in it
    static constexpr std::uint8_t no_condition = 255;
};

/// A statement as the bindings see it. All of it is constant.
struct statement_data {
    const char* text;
    std::uint16_t text_size;
    std::uint8_t parameter_count;
    bool writes : 1;
    bool has_pieces : 1;  // else the text is one constant
    idempotency repeated : 2;
    bool frees_keys : 1;  // a deletion, a changed primary key, a table with triggers
    guard_place guard : 3;

    constexpr std::string_view view() const { return {text, text_size}; }

    // Its fragments, one after the other, are bytes after the text and its NUL: their number; then of each the size of
    // its text, low byte first, condition, and highest parameter. No address: modules shrink well.
    static constexpr std::size_t bytes_a_piece = 4;
    /// Calls f with each statement_piece in order.
    template <class F>
    constexpr void for_each_piece(F f) const {
        std::size_t begin = 0, at = text_size + 2U;
        for (std::size_t i = has_pieces ? byte(text_size + 1U) : 0; i-- > 0; at += bytes_a_piece) {
            const std::size_t size = byte(at) + byte(at + 1) * 256U;
            f(statement_piece{view().substr(begin, size), byte(at + 2), byte(at + 3)});
            begin += size;
        }
    }

  private:
    constexpr std::uint8_t byte(std::size_t i) const { return static_cast<std::uint8_t>(text[i]); }
};

/// The highest number of a parameter (?1, ?2 …) in a part of a statement; 0 when it has none. What stands in quotes is
/// no parameter.
constexpr std::uint8_t highest_parameter(std::string_view text) {
    unsigned highest = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t end = end_of_quoted(text, i); end != i) {
            i = end;
        } else if (text[i++] == '?') {
            unsigned n = 0;
            for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) n = n * 10 + static_cast<unsigned>(text[i] - '0');
            if (n > highest) highest = n;
        }
    }
    return static_cast<std::uint8_t>(highest);
}

namespace detail {
template <class Q>
struct rendered_statement {
    static constexpr const renderer& analysis = analysis_of<Q>;
    static constexpr bool fits = analysis_of<Q>.size < 65536;
    static_assert(fits, "squall: the SQL of a statement is limited to 64 KB; D1 allows 100 KB");

    /// The distinct conditions, in order; the index is what a fragment refers to.
    struct condition_list {
        std::array<std::string_view, renderer::most_pieces> names{};
        std::size_t count = 0;
    };
    static constexpr condition_list conditions = [] {
        condition_list all;
        for (std::size_t i = 0; i < analysis_of<Q>.piece_count; ++i) {
            std::size_t k = 0;
            while (k < all.count && all.names[k] != analysis_of<Q>.pieces[i].condition) ++k;
            if (k == all.count) all.names[all.count++] = analysis_of<Q>.pieces[i].condition;
        }
        return all;
    }();

    static constexpr std::size_t piece_count = analysis.piece_count == 0 ? 0 : 2 * analysis.piece_count + 1;
    /// The text, NUL, and the fragments as statement_data reads them.
    SQUALL_MODULE_SECTION("squall_texts")
    static constexpr auto chars = [] {
        constexpr std::size_t text_size = analysis_of<Q>.size;
        std::array<char, text_size + 1 + (piece_count == 0 ? 0 : 1 + piece_count * statement_data::bytes_a_piece)> buffer{};
        renderer out;
        out.qualify = analysis_of<Q>.qualify;
        out.buffer = buffer.data();
        Q::text(out);
        if constexpr (piece_count != 0) {
            std::size_t n = text_size + 1;
            const auto byte = [&](std::size_t b) { buffer[n++] = static_cast<char>(static_cast<unsigned char>(b)); };
            const auto piece = [&](std::size_t begin, std::size_t end, std::size_t condition) {
                byte((end - begin) % 256);
                byte((end - begin) / 256);
                byte(condition);
                byte(highest_parameter({buffer.data() + begin, end - begin}));
            };
            std::size_t at = 0;
            byte(piece_count);
            for (std::size_t i = 0; i < analysis_of<Q>.piece_count; ++i) {
                const optional_piece& p = analysis_of<Q>.pieces[i];
                std::size_t k = 0;
                while (conditions.names[k] != p.condition) ++k;
                piece(at, p.begin, statement_piece::no_condition);
                piece(p.begin, p.end, k);
                at = p.end;
            }
            piece(at, text_size, statement_piece::no_condition);
        }
        return buffer;
    }();
    static constexpr statement_data data{chars.data(),
                                         static_cast<std::uint16_t>(analysis.size),
                                         static_cast<std::uint8_t>(analysis.parameter_count),
                                         Q::writes,
                                         piece_count != 0,
                                         idempotency_of<Q>(),
                                         frees_keys_of<Q>(),
                                         guard_place_of<Q>()};
};
}  // namespace detail

/// The statement's SQL with every optional fragment.
template <class Q>
constexpr std::string_view text_of() {
    detail::check_statement<Q>();
    if constexpr (statement_like<Q>)
        return {detail::rendered_statement<Q>::chars.data(), detail::analysis_of<Q>.size};
    else
        return {};
}
template <class Q>
constexpr std::string_view text_of(const Q&) {
    return text_of<Q>();
}

namespace detail {
// ---- rows -----------------------------------------------------------------------------------------------------------
template <declared_row Row>
constexpr bool result_fits(const renderer& analysis) {
    const auto& fields = definition_of<Row>::columns;
    if (analysis.column_count != fields.size()) return false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const result_column& c = analysis.columns[i];
        if (c.name != fields[i].name || !holds(fields[i].type, c.type) || (c.nullable && !fields[i].nullable)) return false;
    }
    return true;
}
/// The rows of Q are Row structs: same names, same types, optional where a value may be null. Or they are values: so too.
template <class Q, class Row>
constexpr void check_row() {
    check_statement<Q>();
    if constexpr (column_value<Row> && !declared_row<Row> && statement_like<Q>) {
        constexpr bool holds_null = is_optional<Row> || !analysis_of<Q>.columns[0].nullable;
        static_assert(holds_null, "squall: the selected value may be null: select_value<std::optional<T>>() or coalesce()");
    }
    if constexpr (declared_row<Row> && statement_like<Q>) {
        constexpr bool fits = result_fits<Row>(analysis_of<Q>);
        static_assert(fits,
                      "squall: the selected columns are not the row struct's fields: names, order, types, optional where null may come");
    }
}
}  // namespace detail

}  // namespace squall
