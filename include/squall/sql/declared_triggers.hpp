#pragma once
// Whether a table has triggers: a write to it then does more than its statement says, and must not run twice. A trigger is
// declared after its table, so the table's type cannot hold it. A declared trigger defines a friend function for the
// table's type instead, and a statement asks whether that function is there. Both stand in headers: declare a trigger
// beside its table.

namespace squall {

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"  // one function for each table is what is meant
#pragma GCC diagnostic ignored "-Wunused-function"      // of a table in an unnamed namespace that has no trigger
#endif

namespace detail {
template <class Table>
struct trigger_flag {
    friend constexpr auto has_declared_trigger(trigger_flag<Table>);
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
/// What a declared trigger instantiates.
template <class Table>
struct declared_trigger {
    friend constexpr auto has_declared_trigger(trigger_flag<Table>) { return true; }
};

/// Evaluated for each statement: triggers may be declared between two. For triggers that are made by hand, the table's
/// declaration says `static constexpr bool has_triggers_ = true;`.
template <class Table, class Statement>
inline constexpr bool has_triggers = Table::self_::says_it_has_triggers || requires {
    has_declared_trigger(trigger_flag<typename Table::self_::base>{});
};
}  // namespace detail

}  // namespace squall
