#include "stored_types.hpp"

#include <algorithm>

#include "affinity.hpp"
#include "declaration_names.hpp"
#include "failure.hpp"
#include "row_questions.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

/// How many values of a column are of each kind; NULL is none.
struct value_counts {
    std::int64_t all = 0, integers = 0, reals = 0, texts = 0, blobs = 0, beyond_double = 0, flags = 0, timestamps = 0, dates = 0;
};
constexpr std::int64_t value_counts::*counted[] = {&value_counts::all,   &value_counts::integers,   &value_counts::reals,
                                                   &value_counts::texts, &value_counts::blobs,      &value_counts::beyond_double,
                                                   &value_counts::flags, &value_counts::timestamps, &value_counts::dates};

std::vector<std::string> conditions_of(const std::string& q) {
    const auto is = [&](const char* kind) { return "typeof(" + q + ") = '" + kind + "'"; };
    return {q + " IS NOT NULL",
            is("integer"),
            is("real"),
            is("text"),
            is("blob"),
            is("integer") + " AND " + q + " NOT BETWEEN -9007199254740991 AND 9007199254740991",
            is("integer") + " AND " + q + " IN (0, 1)",
            is_stored_timestamp(q),
            is_stored_date(q)};
}

/// The C++ type of a column with such values; empty where the declared type stays.
std::string type_of(const std::string& declared, const value_counts& n) {
    const std::string_view kind = declared_as(declared);
    const affinity stored = affinity_of(declared);
    const bool keeps_integers = stored == affinity::integer || stored == affinity::numeric;
    const bool all_integers = keeps_integers && n.integers == n.all;
    std::string integer = n.beyond_double > 0 ? "squall::bigint" : "std::int64_t";
    const std::int64_t held = kind == "INTEGER"    ? n.integers
                              : kind == "REAL"     ? n.integers + n.reals
                              : kind == "BOOLEAN"  ? n.flags
                              : kind == "DATETIME" ? n.timestamps
                              : kind == "DATE"     ? n.dates
                              : kind == "BLOB"     ? n.blobs
                                                   : n.all;
    if (2 * held >= n.all) {
        const bool is_bigint = n.beyond_double > 0 && (kind == "INTEGER" || (kind == "REAL" && all_integers));
        return is_bigint ? "squall::bigint" : "";
    }
    const bool is_time = kind == "DATETIME" || kind == "DATE";
    if (is_time && 2 * n.timestamps >= n.all) return "squall::timestamp";
    if (is_time && 2 * n.dates >= n.all) return "squall::date";
    if (all_integers) return integer;
    if (keeps_integers && n.integers + n.reals == n.all && n.beyond_double == 0) return "double";
    if (n.texts == n.all) return "std::string";
    if (n.blobs == n.all) return "squall::blob";
    return {};
}

class reader {
  public:
    reader(target& db, const snapshot& s) : db_(db), s_(s) {}

    void read(const std::string& relation, const std::vector<column_shape>& columns, const std::string& from) {
        std::vector<const column_shape*> asked;
        for (const column_shape& c : columns)
            if (declared_as(c.type) != "TEXT") asked.push_back(&c);
        constexpr std::size_t most = 10;  // D1 returns at most 100 columns
        for (std::size_t begin = 0; begin < asked.size(); begin += most) {
            const std::size_t end = std::min(begin + most, asked.size());
            std::string list;
            for (std::size_t i = begin; i < end; ++i)
                for (const std::string& condition : conditions_of("t." + name_text(asked[i]->name)))
                    list +=
                        (list.empty() ? "" : ", ") + ("count(CASE WHEN " + condition + " THEN 1 END) AS c" + std::to_string(list.size()));
            const row_set answer = db_.query("SELECT " + list + " FROM " + from + " AS t");
            for (std::size_t i = begin; i < end; ++i) {
                value_counts n;
                std::size_t at = (i - begin) * std::size(counted);
                for (const auto member : counted) n.*member = integer_of(answer.rows.at(0).at(at++));
                if (std::string type = type_of(asked[i]->type, n); !type.empty()) found_.push_back({relation, asked[i]->name, type});
            }
        }
    }
    std::vector<stored_type> found() {
        for (std::size_t before = found_.size() + 1; before != found_.size();) {
            before = found_.size();
            for (const table_shape& t : s_.tables)
                for (const foreign_key& k : t.foreign_keys) share(t, k);
        }
        return std::move(found_);
    }

  private:
    const stored_type* of(const std::string& relation, const std::string& column) const {
        const auto at = std::find_if(found_.begin(), found_.end(),
                                     [&](const auto& f) { return same_word(f.relation, relation) && same_word(f.column, column); });
        return at == found_.end() ? nullptr : &*at;
    }
    /// The columns of a foreign key and of the key that it names are compared: one bigint makes all of a pair bigints.
    void share(const table_shape& child, const foreign_key& k) {
        const table_shape* parent = s_.table(k.table);
        if (!parent) return;
        const names& to = k.to.empty() ? parent->primary_key : k.to;
        for (std::size_t i = 0; i < std::min(to.size(), k.columns.size()); ++i) {
            widen(*parent, to[i], child, k.columns[i]);
            widen(child, k.columns[i], *parent, to[i]);
        }
    }
    void widen(const table_shape& from, const std::string& source, const table_shape& table, const std::string& column) {
        const stored_type* wide = of(from.name, source);
        const column_shape* c = table.column(column);
        if (!wide || wide->type != "squall::bigint" || !c || declared_as(c->type) != "INTEGER" || of(table.name, c->name)) return;
        found_.push_back({table.name, c->name, "squall::bigint"});
    }

    target& db_;
    const snapshot& s_;
    std::vector<stored_type> found_;
};

}  // namespace

std::vector<stored_type> stored_types_of(target& db, const snapshot& s, const std::vector<view_columns>& views) {
    reader all(db, s);
    // A view that fails for a row, or a table that D1 does not read in its time, keeps its types. verify lists what is not of them.
    const auto read = [&](const std::string& name, const std::vector<column_shape>& columns, const std::string& from) {
        try {
            all.read(name, columns, from);
        } catch (const failure&) {
        }
    };
    for (const table_shape& t : s.tables) read(t.name, t.columns, name_text(t.name));
    for (const view_columns& v : views) read(v.view, v.columns, "(SELECT * FROM " + name_text(v.view) + " LIMIT 1000)");
    return all.found();
}

}  // namespace squall::migrate
