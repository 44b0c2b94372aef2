#pragma once
// A database's schema as data: what the C++ declares, what a database's catalogue says, what a migration left. What has no
// structure here is kept as its text: a clause in the text of its table, any other object in `kept`.
#include <string>
#include <string_view>
#include <vector>

namespace squall::migrate {

using names = std::vector<std::string>;

struct column_shape {
    std::string name{}, type{};
    bool not_null = false;
    std::string default_sql{};
    names values{};  // CHECK (name IN (…))
    names extras{};  // COLLATE, GENERATED, AUTOINCREMENT, a CHECK that is no list, ON CONFLICT
    bool is_generated() const;
    bool has_extra(std::string_view extra) const;
    /// The extra that begins with these words; nothing when there is none.
    const std::string* extra_of(std::string_view beginning) const;
};
struct foreign_key {
    names columns{};
    std::string table{};
    names to{};
    std::string on_delete{};  // "CASCADE", "SET NULL", …; empty: NO ACTION
    std::string extras{};     // ON UPDATE, MATCH, DEFERRABLE
    bool is_kept = false;     // of the database alone, not declared; not compared
    std::string name{};       // of its CONSTRAINT; it means nothing to SQLite, and is not compared
    bool operator==(const foreign_key& other) const;
    /// The same columns refer to the same.
    bool refers_as(const foreign_key& other) const;
};
/// A key whose constraint says more than its columns: COLLATE, DESC, ON CONFLICT.
struct key_clause {
    names columns{};
    std::string text{};  // "UNIQUE (a COLLATE NOCASE) ON CONFLICT REPLACE"
};
/// CONSTRAINT name UNIQUE (…), or PRIMARY KEY (…) of several columns. The name means nothing to SQLite, and is not compared.
struct key_name {
    names columns{};
    std::string name{};
    bool is_primary = false;
};
struct index_shape {
    std::string name{};
    bool unique = false;
    names columns{};  // "created_at DESC"
    std::string where{};
    std::string sql{};  // as it was created
    /// One meaning, whatever the spelling.
    bool operator==(const index_shape& other) const;
};
struct table_shape {
    std::string name{};
    std::vector<column_shape> columns{};
    names primary_key{};
    std::vector<names> unique{};
    std::vector<foreign_key> foreign_keys{};
    names extras{};  // CHECK over several columns, WITHOUT ROWID, STRICT
    std::vector<index_shape> indexes{};
    std::vector<key_clause> key_clauses{};
    std::string sql{};  // as it was created, where that says more than the structure does: comments, where a key stands
    std::vector<key_name> key_names{};
    names declared{};  // the clauses that the C++ declared when the snapshot was made (clauses_of); the others were kept

    const column_shape* column(std::string_view column_name) const;
    const index_shape* index(std::string_view index_name) const;
    /// The one column of the primary key, where it is the number of the row itself.
    const column_shape* rowid_column() const;
    /// Equal apart from indexes, which need no rebuild, and from what means nothing to SQLite.
    bool same_rows(const table_shape& other) const;
    bool has_extra(std::string_view extra) const;
    /// The name of the constraint of a key; empty where it has none.
    std::string name_of_key(const names& key, bool is_primary) const;
    /// Whether a constraint of the table, instead of its columns, is the key.
    bool has_key_clause(const names& key, bool is_primary) const;
};
struct view_shape {
    std::string name{}, query{};
    std::string sql{};  // as it was created, where that is not CREATE VIEW name AS query
    bool operator==(const view_shape& other) const;
};
/// Declared in C++ or not: those that are not stay with their tables.
struct trigger_shape {
    std::string name{}, table{}, sql{};
    bool operator==(const trigger_shape&) const = default;
    /// The same words, whatever stands between them.
    bool does_as(const trigger_shape& other) const;
};
/// A full-text index (FTS5). The triggers that keep it in step are named after it and belong to it.
struct full_text_shape {
    std::string name{};
    names columns{};
    std::string content{}, key{};  // the table that it refers to, and its integer key; none: it has a text of its own
    std::string tokenizer{};
    names extras{};  // what the C++ declarations cannot say
    bool operator==(const full_text_shape&) const = default;
    bool owns(const trigger_shape& t) const;
};
/// What has no structure here: virtual tables, and whatever the reader does not understand. It stays as it is.
struct kept_object {
    std::string kind{};  // "virtual table", "table", "index", "trigger", "view"
    std::string name{};
    std::string table{};  // that it belongs to; of a table or view its own name
    std::string sql{};
    bool operator==(const kept_object& other) const;
};

struct snapshot {
    std::vector<table_shape> tables{};  // parents first, as far as there is such an order
    std::vector<view_shape> views{};
    std::vector<trigger_shape> triggers{};
    std::vector<full_text_shape> full_texts{};
    std::vector<kept_object> kept{};

    const table_shape* table(std::string_view table_name) const;
    const view_shape* view(std::string_view view_name) const;
    const trigger_shape* trigger(std::string_view trigger_name) const;
    const full_text_shape* full_text(std::string_view index_name) const;
    const kept_object* kept_as(std::string_view object_name) const;
    /// Brings what has no order into one, and names the columns of foreign keys that leave them out.
    void normalise();
};

/// Whether two columns of one name store values alike and number rows alike.
bool same_type(const table_shape& left, const column_shape& l, const table_shape& right, const column_shape& r);
bool same_names(const names& left, const names& right);

/// Tables beside a schema: those of SQLite, D1, wrangler, this tool, a fleet, Drizzle, Prisma and Kysely, and what migrations set aside
/// ("<table>_orphans").
bool is_internal(std::string_view table_name);
bool is_set_aside(std::string_view table_name, const snapshot& schema);

}  // namespace squall::migrate
