#include "table_facts.hpp"

#include <algorithm>

#include "keep.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

/// A default as an expression of a statement: what stands in double quotes is a text there. Empty where it is NULL.
std::string default_expression(const std::string& sql) {
    const std::vector<token> tokens = with_strings(tokens_of(sql), {});
    if (tokens.empty() || (tokens.size() == 1 && tokens[0].is("NULL"))) return {};
    return spelled(tokens);
}

class reader {
  public:
    reader(const table_shape& t, const named_relation& named) : t_(t), named_(named) {}

    table_facts read() {
        for (const column_shape& c : t_.columns) column(c);
        if (const column_shape* n = t_.rowid_column()) f_.number = place(n->name);
        keys();
        pages();
        filters();
        if (!f_.has_identity())
            f_.problems.push_back("table " + t_.name + ": no get, update and delete: a row has no key, and no place for its rowid");
        return std::move(f_);
    }

  private:
    void column(const column_shape& c) {
        const bool is_key = is_inline_key(t_, c);
        f_.columns.push_back({.name = c.name,
                              .member = named_.of(c.name),
                              .argument = c.name,
                              .type = is_enum(c) ? "schema::" + named_.enums.at(lower(c.name)) : named_.type_of(c),
                              .is_nullable = !c.not_null && !is_key,
                              .is_written = !c.is_generated(),
                              .default_sql = default_expression(c.default_sql)});
    }
    std::size_t place(const std::string& name) const {
        const auto at = std::find_if(t_.columns.begin(), t_.columns.end(), [&](const auto& c) { return same_word(c.name, name); });
        return static_cast<std::size_t>(at - t_.columns.begin());
    }
    std::vector<std::size_t> places(const names& columns) const {
        std::vector<std::size_t> all;
        for (const std::string& c : columns) all.push_back(place(c));
        return all;
    }
    bool can_be_null(const std::vector<std::size_t>& key) const {
        return std::any_of(key.begin(), key.end(), [&](std::size_t i) { return f_.columns[i].is_nullable; });
    }

    void keys() {
        std::vector<std::vector<std::size_t>> uniques;
        for (const names& u : t_.unique) uniques.push_back(places(u));
        for (const index_shape& i : t_.indexes) {
            if (!i.unique || !i.where.empty() || !is_of_plain_columns(t_, i)) continue;
            std::vector<std::size_t> columns;
            for (const std::string& term : i.columns) columns.push_back(place(tokens_of(term)[0].text));
            uniques.push_back(columns);
        }
        f_.identity = places(t_.primary_key);
        if (f_.identity.empty())
            for (const auto& u : uniques)
                if (f_.identity.empty() && !can_be_null(u)) f_.identity = u;
        std::set<std::set<std::size_t>> seen{{f_.identity.begin(), f_.identity.end()}};
        for (const auto& u : uniques)
            if (seen.insert({u.begin(), u.end()}).second) f_.uniques.push_back(u);
    }

    /// The names of the rowid that no column hides.
    std::string rowid_name() const {
        if (t_.has_extra("WITHOUT ROWID") || t_.columns.size() > 99) return {};
        for (const char* name : {"rowid", "_rowid_", "oid"})
            if (!t_.column(name)) return name;
        return {};
    }
    std::string free_name(std::string name) const {
        while (t_.column(name)) name += '_';
        return name;
    }
    void pages() {
        const auto sorts = [&](std::size_t i) {
            const std::string& type = f_.columns[i].type;
            return type == "std::string" || type == "std::int64_t" || type == "squall::bigint" || type == "double" ||
                   f_.columns[i].is_time() || type == "squall::date";
        };
        const bool by_key = !f_.identity.empty() && f_.identity.size() <= 3 && !can_be_null(f_.identity) &&
                            std::all_of(f_.identity.begin(), f_.identity.end(), sorts);
        if (by_key) {
            f_.page_keys = f_.identity;
            return;
        }
        f_.rowid = rowid_name();
        f_.pages = f_.rowid.empty() ? paging::offset : paging::rowid;
        if (!f_.rowid.empty())
            for (column_facts& c : f_.columns)
                if (c.argument == "rowid") c.argument = free_name("rowid_");
        if (f_.rowid.empty())
            f_.problems.push_back("table " + t_.name +
                                  ": list has an offset in place of a cursor: its key has no order that a cursor keeps");
    }

    void filters() {
        names first;
        if (!t_.primary_key.empty()) first.push_back(t_.primary_key[0]);
        for (const names& u : t_.unique) first.push_back(u[0]);
        for (const index_shape& i : t_.indexes) {
            const std::vector<token> term = tokens_of(i.columns.empty() ? "" : i.columns[0]);
            if (!term.empty() && i.where.empty() && term[0].is_name() && (term.size() == 1 || term[1].kind == token_kind::word))
                first.push_back(term[0].text);
        }
        std::set<std::size_t> all;
        for (const std::string& name : first)
            if (const std::size_t i = place(name); i < f_.columns.size()) all.insert(i);
        if (f_.identity.size() == 1) all.erase(f_.identity[0]);  // that is get
        for (const std::size_t i : all) {
            if (f_.columns[i].is_time()) {
                if (f_.times.size() < 2) f_.times.push_back(i);
            } else if (f_.filters.size() < 16) {
                f_.filters.push_back(i);
            }
        }
    }

    const table_shape& t_;
    const named_relation& named_;
    table_facts f_;
};

}  // namespace

bool table_facts::is_in_identity(std::size_t column) const { return std::find(identity.begin(), identity.end(), column) != identity.end(); }

table_facts facts_of(const table_shape& t, const named_relation& named) { return reader(t, named).read(); }

}  // namespace squall::migrate
