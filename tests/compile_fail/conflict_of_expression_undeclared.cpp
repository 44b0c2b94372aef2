// expect: squall: on_conflict() names an expression of no unique index: constraints_of the table needs its unique_index<...>
#include "programs.hpp"

constexpr auto q =
    insert_into(parcels).set(parcels.id, parcels.content, parcels.weight).on_conflict(parcels.weight + literal<1>).do_nothing();
static_assert(text_of(q).size() > 0);
