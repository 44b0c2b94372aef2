#pragma once
// Triggers: statements that the database performs whenever rows of a table are inserted, updated or deleted.
//
//     inline constexpr auto folder_count = squall::after_insert<"count_new_message", messages>(
//         update(folders).set(folders.unread = folders.unread + literal<1>).where(folders.id == new_row<messages>.folder_id));
#include "ddl.hpp"
#include "delete.hpp"
#include "statement.hpp"
#include "subquery.hpp"
#include "update.hpp"
#include "with.hpp"

namespace squall {

/// The row as it is after the change, in a trigger's statements; of an insert or update.
template <const auto& Table>
inline constexpr auto new_row = alias<"new">(Table);
/// The row as it was before; of an update or delete.
template <const auto& Table>
inline constexpr auto old_row = alias<"old">(Table);

namespace detail {
enum class row_change : unsigned char { insert, update, delete_ };
}  // namespace detail

template <fixed_string Name, detail::row_change Change, class Table, class... Statements>
struct trigger {
    static constexpr std::string_view name = detail::kept<Name>;

    static constexpr void text(detail::renderer& out) {
        out << "CREATE TRIGGER ";
        out.name(name);
        out << (Change == detail::row_change::insert   ? " AFTER INSERT ON "
                : Change == detail::row_change::update ? " AFTER UPDATE ON "
                                                       : " AFTER DELETE ON ");
        out.name(Table::self_::name);
        out << " BEGIN";
        const auto mark = out.open_scope();
        if (Change != detail::row_change::delete_) out.add_table("new", false);
        if (Change != detail::row_change::insert) out.add_table("old", false);
        ((out << "\n  ", Statements::text(out), out << ';'), ...);
        out.close_scope(mark);
        out << "\nEND";
    }
    struct ddl {
        static constexpr std::array<std::string_view, 1> statements{
            std::string_view{detail::rendered_text<trigger>::chars.data(), detail::rendered_text<trigger>::size}};
    };
};

namespace detail {
/// SQLite takes no WITH before a trigger's statement, and no alias of the table that it writes.
template <class Statement>
inline constexpr bool is_plain_in_trigger = true;
template <class Inner, class... Ctes>
inline constexpr bool is_plain_in_trigger<with_statement<Inner, Ctes...>> = false;
template <class Table, class Set, class From, class Where, class Returning>
inline constexpr bool is_plain_in_trigger<update_query<Table, Set, From, Where, Returning>> = Table::self_::name == Table::self_::alias;
template <class Table, class Where, class Returning>
inline constexpr bool is_plain_in_trigger<delete_query<Table, Where, Returning>> = Table::self_::name == Table::self_::alias;

template <fixed_string Name, row_change Change, class Table, class... Statements>
constexpr auto make_trigger() {
    using made = trigger<Name, Change, Table, Statements...>;
    constexpr bool all_write = (Statements::writes && ...) && sizeof...(Statements) > 0;
    static_assert(all_write, "squall: a trigger's statements are inserts, updates and deletes");
    constexpr bool plain = (is_plain_in_trigger<Statements> && ...);
    static_assert(plain, "squall: a trigger's statements have no with() and write a table under its own name");
    constexpr bool no_rows = (std::same_as<typename Statements::row, no_row> && ...);
    static_assert(no_rows, "squall: a trigger's statements have no returning()");
    constexpr renderer analysis = [] {
        renderer out;
        made::text(out);
        return out;
    }();
    constexpr bool constant = analysis.parameter_count == 0 && analysis.piece_count == 0;
    static_assert(constant, "squall: a trigger's statements have no parameters");
    explain<analysis.found>();
    static_assert(sizeof(declared_trigger<typename Table::self_::base>) > 0);  // writes to the table ask for it
    return made{};
}
}  // namespace detail

template <fixed_string Name, const auto& Table, statement_like... S>
constexpr auto after_insert(S...) {
    return detail::make_trigger<Name, detail::row_change::insert, std::remove_cvref_t<decltype(Table)>, S...>();
}
template <fixed_string Name, const auto& Table, statement_like... S>
constexpr auto after_update(S...) {
    return detail::make_trigger<Name, detail::row_change::update, std::remove_cvref_t<decltype(Table)>, S...>();
}
template <fixed_string Name, const auto& Table, statement_like... S>
constexpr auto after_delete(S...) {
    return detail::make_trigger<Name, detail::row_change::delete_, std::remove_cvref_t<decltype(Table)>, S...>();
}

}  // namespace squall
