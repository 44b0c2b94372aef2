#pragma once
// Full-text indexes (FTS5) over text columns of a table. The index holds no text of its own: it refers to the table's rows
// by their integer key, and three triggers keep it in step.
//
//     inline constexpr squall::full_text<messages, "message_search", "unicode61 remove_diacritics 2", "subject", "body"> message_search;
//     select_into<found>(messages.id, as<"excerpt">(snippet<"body", "[", "]">(message_search)))
//         .from(message_search).join(messages, messages.id == message_search.rowid)
//         .where(matches(message_search, param<"query">)).order_by(message_search.rank)
//
// User input passes full_text_query() (core/full_text_query.hpp) before it is bound.
#include "call.hpp"
#include "ddl.hpp"
#include "select.hpp"
#include "table.hpp"

namespace squall {

namespace detail {
template <class Index>
struct rank_node {
    using value_type = double;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        const std::string_view index = Index::self_::alias;
        return out.column(index, "rank", !out.is_matched(index));
    }
};
template <class Index>
inline constexpr std::string_view name_of_node<rank_node<Index>> = "rank";

template <class Index>
struct full_text_columns {
    /// The key of the table's row.
    column<Index, "rowid", std::int64_t> rowid{};
    /// bm25: the smaller, the better, so that ascending order begins with the best. Null without a matches() in where().
    expression<rank_node<Index>> rank{};
};

/// What an index asks of its table.
template <class Content>
struct indexed_table {
    static constexpr bool has_text(std::string_view column) {
        for (const column_description& c : Content::columns)
            if (c.name == column) return is_textual(c.type);
        return false;
    }
    static constexpr std::string_view integer_key() {
        for (const column_description& c : Content::columns)
            if (c.is_primary_key && is_integer(c.type)) return c.name;
        return {};
    }
};
}  // namespace detail

template <const auto& Table, fixed_string Name, fixed_string Tokenizer, fixed_string... Columns>
struct full_text : detail::full_text_columns<full_text<Table, Name, Tokenizer, Columns...>> {
  private:
    using content = typename std::remove_cvref_t<decltype(Table)>::self_;

    static constexpr bool are_texts = (detail::indexed_table<content>::has_text(Columns.view()) && ...);
    static_assert(are_texts && sizeof...(Columns) > 0, "squall: a full-text index is over text columns of its table");
    static constexpr std::string_view key = detail::indexed_table<content>::integer_key();
    static constexpr bool has_key = !key.empty();
    static_assert(has_key, "squall: a full-text index needs a table whose primary key is one integer: other rows' numbers may change");

    static constexpr void list(detail::renderer& out, std::string_view before) {
        bool first = true;
        ((out << (first ? "" : ", ") << before, out.name(Columns.view()), first = false), ...);
    }
    static constexpr void insert(detail::renderer& out, std::string_view row, bool removes) {
        out << "\n  INSERT INTO ";
        out.name(detail::kept<Name>);
        out << " (";
        if (removes) out.name(detail::kept<Name>);
        out << (removes ? ", rowid, " : "rowid, ");
        list(out, "");
        out << ") VALUES (" << (removes ? "'delete', " : "") << row;
        out.name(key);
        out << ", ";
        list(out, row);
        out << ");";
    }
    template <fixed_string Event>
    static constexpr fixed_string trigger_name = detail::joined_text<Name, "_", Event>();
    template <fixed_string Event, bool Removes, bool Adds>
    struct keep_in_step {
        static constexpr void text(detail::renderer& out) {
            out << "CREATE TRIGGER ";
            out.name(trigger_name<Event>.view());
            out << " AFTER " << (Adds && Removes ? "UPDATE" : Adds ? "INSERT" : "DELETE");
            out << " ON ";
            out.name(content::name);
            out << " BEGIN";
            if (Removes) insert(out, "old.", true);
            if (Adds) insert(out, "new.", false);
            out << "\nEND";
        }
    };
    struct create {
        static constexpr void text(detail::renderer& out) {
            out << "CREATE VIRTUAL TABLE ";
            out.name(detail::kept<Name>);
            out << " USING fts5(";
            list(out, "");
            out << ", content=";
            out.string(content::name);
            out << ", content_rowid=";
            out.string(key);
            if (!detail::kept<Tokenizer>.empty()) {
                out << ", tokenize=";
                out.string(detail::kept<Tokenizer>);
            }
            out << ')';
        }
    };
    template <class Text>
    static constexpr std::string_view rendered() {
        return {detail::rendered_text<Text>::chars.data(), detail::rendered_text<Text>::size};
    }

  public:
    struct self_ {
        template <fixed_string>
        using aliased = full_text;  // FTS5's own functions know it by its name alone
        static constexpr std::string_view name = detail::kept<Name>;
        static constexpr std::string_view alias = detail::kept<Name>;
        static constexpr void declare(detail::renderer& out) {
            out.use_table(name);
            out.name(name);
        }
        /// The place of a column in the index; -1 where it is none of it.
        static constexpr int place(std::string_view column) {
            int at = 0, found = -1;
            ((found = Columns.view() == column ? at : found, ++at), ...);
            return found;
        }
    };
    /// The virtual table, and the triggers that are named after it.
    struct ddl {
        static constexpr std::array<std::string_view, 4> statements{rendered<create>(), rendered<keep_in_step<"insert", false, true>>(),
                                                                    rendered<keep_in_step<"update", true, true>>(),
                                                                    rendered<keep_in_step<"delete", true, false>>()};
    };
};

namespace detail {
template <class Index>
struct index_node {
    using value_type = std::string;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return out.column(Index::self_::alias, Index::self_::name, false); }
};
template <class Index, class Query>
struct match_node {
    using value_type = bool;
    static constexpr int binds = binds_equal;
    static constexpr facts text(renderer& out) {
        facts known = index_node<Index>::text(out);
        out << " MATCH ";
        const facts query = part<Query>(out, binds_less);
        out.require(query.null_with);  // FTS5 takes no null
        known |= query;
        out.use_match();
        return known;
    }
};
template <class Index, class Query>
struct searches_of<match_node<Index, Query>> {
    static constexpr void allow(renderer& out, bool always_there, bool is_joined_outer = false) {
        out.allow_match(Index::self_::alias, always_there, is_joined_outer);
    }
};
}  // namespace detail

/// The rows that the query finds, in FTS5's language: bind what full_text_query() makes of a typed text. It stands between the &&
/// of where() or of a join: FTS5 searches by it, and cannot say of one row whether it would be found.
template <source Index, operand Query>
constexpr auto matches(const Index&, Query) {
    constexpr bool is_searched = requires { Index::self_::place(std::string_view{}); };
    static_assert(is_searched, "squall: matches() needs a full-text index or a full-text table");
    return expression<detail::match_node<Index, detail::argument_node<Query, detail::index_node<Index>>>>{};
}

namespace detail {
template <class Index, fixed_string Function, int Place, fixed_string Open, fixed_string Close, fixed_string Cut, int Words>
struct marked_node {
    using value_type = std::string;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << kept<Function> << '(';
        const facts known = index_node<Index>::text(out);
        out << ", ";
        out.number(Place);
        out << ", ";
        out.string(kept<Open>);
        out << ", ";
        out.string(kept<Close>);
        if (Words > 0) {
            out << ", ";
            out.string(kept<Cut>);
            out << ", ";
            out.number(Words);
        }
        out << ')';
        return known.null_if(true);  // as the column itself
    }
};
}  // namespace detail

namespace detail {
template <class Index>
constexpr void check_has_texts() {
    constexpr bool is_contentless = requires { requires Index::self_::is_contentless; };
    static_assert(!is_contentless, "squall: a contentless full-text table has no texts for snippet() and highlight()");
}
}  // namespace detail

/// The words around what was found in a column, those found between two marks. The text itself is as it was stored: a page
/// must still make it safe as HTML.
template <fixed_string Column, fixed_string Open, fixed_string Close, fixed_string Cut = "…", int Words = 16, source Index>
constexpr auto snippet(const Index&) {
    detail::check_has_texts<Index>();
    constexpr int place = Index::self_::place(Column.view());
    static_assert(place >= 0, "squall: snippet() needs a column of the full-text index");
    static_assert(Words > 0 && Words <= 64, "squall: snippet() shows 1 to 64 words");
    return expression<detail::marked_node<Index, "snippet", place, Open, Close, Cut, Words>>{};
}
/// The whole column, what was found between two marks.
template <fixed_string Column, fixed_string Open, fixed_string Close, source Index>
constexpr auto highlight(const Index&) {
    detail::check_has_texts<Index>();
    constexpr int place = Index::self_::place(Column.view());
    static_assert(place >= 0, "squall: highlight() needs a column of the full-text index");
    return expression<detail::marked_node<Index, "highlight", place, Open, Close, "", 0>>{};
}

}  // namespace squall
