#pragma once
// Every object of a database is declared or kept. This completes a declared schema by what is kept: clauses that declarations
// cannot express, and objects that nobody declared. Neither is dropped but by name.
#include "snapshot.hpp"

namespace squall::migrate {

/// What is dropped although it would be kept.
struct drops {
    names objects{};  // indexes, views, triggers, virtual tables
    names clauses{};  // tables whose undeclared clauses go
};

/// The declared schema with all that `existing` has beside it. A table of `existing` that is not declared is no part of the result:
/// dropping it is a loss, which compare() names. Throws failure(refused) if a dropped column is used by something kept, and
/// failure(usage) if a name of `requested` is not kept.
snapshot with_kept(const snapshot& declared, const snapshot& existing, const drops& requested = {});

/// What `existing` has and `declared` has not, and that stays: "index users_mail on users", "t.a: COLLATE NOCASE".
names kept_sentences(const snapshot& declared, const snapshot& existing);

/// The clauses of a table beyond types, NOT NULL, keys, defaults, enums and references, one each: "a: COLLATE NOCASE", ": STRICT".
/// What is not declared of them is kept.
names clauses_of(const table_shape& t);
/// The clauses among them, and the references, that a declaration cannot express.
names undeclarable_clauses(const snapshot& s, const table_shape& t);
/// The same, and the comments in the table's text: what squall pull keeps as SQL.
names undeclarable(const snapshot& s, const table_shape& t);
/// Whether a CHECK list can be the values of an enum.
bool can_be_enum(const names& values);
/// Whether references<> or foreign_key() can express it: it refers to a key of a table that is there.
bool can_be_declared(const snapshot& s, const foreign_key& k);
/// Whether index<> can: SQLite's own collations alone.
bool can_be_declared(const table_shape& t, const index_shape& i);
/// Whether all terms of an index are columns, ascending or descending.
bool is_of_plain_columns(const table_shape& t, const index_shape& i);

}  // namespace squall::migrate
