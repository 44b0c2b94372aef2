#pragma once
// A database's schema as data: what the C++ declares, what a database's catalogue says, what a migration left.
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
    names extras{};  // what the C++ declarations cannot say: COLLATE, GENERATED, AUTOINCREMENT, another CHECK
    bool operator==(const column_shape&) const = default;
    bool is_generated() const;
};
struct foreign_key {
    names columns{};
    std::string table{};
    names to{};
    std::string on_delete{};  // "CASCADE", "SET NULL", …; empty: NO ACTION
    std::string extras{};     // ON UPDATE, DEFERRABLE
    bool operator==(const foreign_key&) const = default;
};
struct index_shape {
    std::string name{};
    bool unique = false;
    names columns{};  // "created_at DESC"
    std::string where{};
    bool operator==(const index_shape&) const = default;
};
struct table_shape {
    std::string name{};
    std::vector<column_shape> columns{};
    names primary_key{};
    std::vector<names> unique{};
    std::vector<foreign_key> foreign_keys{};
    names extras{};  // CHECK over several columns, WITHOUT ROWID, STRICT
    std::vector<index_shape> indexes{};

    const column_shape* column(std::string_view column_name) const;
    /// Equal apart from indexes, which need no rebuild.
    bool same_rows(const table_shape& other) const;
    bool has_extra(std::string_view extra) const;
};
struct view_shape {
    std::string name{}, query{};
    bool operator==(const view_shape&) const = default;
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

struct snapshot {
    std::vector<table_shape> tables{};  // parents first, as far as there is such an order
    std::vector<view_shape> views{};
    std::vector<trigger_shape> triggers{};
    std::vector<full_text_shape> full_texts{};

    const table_shape* table(std::string_view table_name) const;
    const view_shape* view(std::string_view view_name) const;
    const trigger_shape* trigger(std::string_view trigger_name) const;
    const full_text_shape* full_text(std::string_view index_name) const;
    /// Brings what has no order into one, and names the columns of foreign keys that leave them out.
    void normalise();
};

/// Tables beside a schema: those of SQLite, D1, wrangler and this tool, and what migrations set aside ("<table>_orphans").
bool is_internal(std::string_view table_name);
bool is_set_aside(std::string_view table_name, const snapshot& schema);

}  // namespace squall::migrate
