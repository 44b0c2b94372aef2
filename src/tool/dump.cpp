#include "dump.hpp"

#include <algorithm>

#include "migrate/dependency.hpp"
#include "migrate/failure.hpp"
#include "migrate/sha256.hpp"
#include "migrate/sql_tokens.hpp"
#include "migrate/table_rows.hpp"

namespace squall::tool {

using namespace migrate;
using namespace std::string_view_literals;

namespace {

struct object {
    std::string type, name, table, sql;
};
/// How a virtual table comes back.
enum class virtual_form : unsigned char {
    created,   // by its CREATE statement; it has no rows of its own
    filled,    // created, then its rows
    boxes,     // the same of an R*Tree, whose first column numbers the rows
    rebuilt,   // created, then filled from the table that it indexes
    as_parts,  // as the tables that it consists of
};
struct virtual_table {
    object o;
    virtual_form form = virtual_form::as_parts;
};

bool is_of_the_system(const std::string& name) {
    const std::string n = lower(name);
    return n.starts_with("sqlite_") || n.starts_with("_cf_");
}
virtual_form form_of(const object& o) {
    const std::vector<token> words = tokens_of(o.sql);
    const auto module = std::find_if(words.begin(), words.end(), [](const token& t) { return t.is("USING"); });
    if (module + 1 >= words.end()) return virtual_form::as_parts;
    const std::string name = lower((module + 1)->text);
    if (name == "fts5vocab") return virtual_form::created;
    if (name == "rtree" || name == "rtree_i32") return virtual_form::boxes;
    if (name != "fts5") return virtual_form::as_parts;
    for (auto t = module; t + 2 < words.end(); ++t) {
        if (!same_word(t->text, "content") || !(t + 1)->is_symbol("=")) continue;
        const bool contentless = (t + 2)->text.empty() || (t + 2)->text == "''";
        return contentless ? virtual_form::as_parts : virtual_form::rebuilt;
    }
    return virtual_form::filled;
}

/// The endings of the tables that a virtual table consists of.
std::vector<std::string_view> parts_of(virtual_form form) {
    if (form == virtual_form::boxes) return {"_node", "_rowid", "_parent"};
    return {"_data", "_idx", "_content", "_docsize", "_config"};
}

class dumper {
  public:
    dumper(target& db, const dump_options& o) : db_(db), o_(o) {}

    dump_contents run() {
        read_objects();
        write("PRAGMA defer_foreign_keys = on");
        for (const object* t : tables_) write(t->sql);
        const name_set keys = parent_keys();
        for (const object& o : objects_)
            if (is_index_in(o, keys)) write(o.sql);
        for (const object* t : tables_)
            if (o_.data) rows_of(t->name, t->sql);
        for (const virtual_table& v : virtual_tables_)
            if (v.form != virtual_form::rebuilt) write_virtual(v);
        if (o_.data && has_sequences_) sequences();
        for (const char* type : {"index", "view", "trigger"}) {
            // What a full-text index reads may be a view.
            for (const virtual_table& v : virtual_tables_)
                if (type == "trigger"sv && v.form == virtual_form::rebuilt) write_virtual(v);
            for (const object& o : objects_)
                if (o.type == type && !is_index_in(o, keys)) write(o.sql);
        }
        write_parts();
        return std::move(out_);
    }

  private:
    void write(const std::string& sql) {
        if (o_.write) o_.write(sql);
    }

    void read_objects() {
        std::vector<object> all;
        for (const auto& row : db_.query("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").rows)
            all.push_back({text_of(row[0]), text_of(row[1]), text_of(row[2]), text_of(row[3])});
        name_set parts;
        for (const object& o : all) {
            if (lower(o.name) == "sqlite_sequence") has_sequences_ = true;
            if (o.type != "table" || !tokens_of(o.sql).at(1).is("VIRTUAL")) continue;
            virtual_tables_.push_back({o, form_of(o)});
            virtual_form& form = virtual_tables_.back().form;
            const bool takes_rows = form == virtual_form::filled || form == virtual_form::rebuilt;
            if (takes_rows && !can_be_filled(o.name)) form = virtual_form::as_parts;
            if (virtual_tables_.back().form == virtual_form::as_parts) continue;
            for (const std::string_view part : parts_of(form)) parts.insert(lower(o.name + std::string(part)));
        }
        for (object& o : all) {
            if (is_of_the_system(o.name) || parts.contains(lower(o.name))) continue;
            out_.objects[o.type + ' ' + o.name] = o.sql;
            const bool is_virtual =
                std::any_of(virtual_tables_.begin(), virtual_tables_.end(), [&](const auto& v) { return v.o.name == o.name; });
            if (!is_virtual) objects_.push_back(std::move(o));
        }
        order_tables();
        out_.table_count = tables_.size();
    }
    /// Not where the program that made a full-text index has a tokenizer of its own.
    bool can_be_filled(const std::string& full_text) {
        const std::string name = name_text(full_text);
        try {
            db_.query("SELECT rowid FROM " + name + " WHERE " + name + " MATCH 'squall' LIMIT 1");
            return true;
        } catch (const failure&) {
            return false;
        }
    }
    /// Parents first, as far as there is such an order.
    void order_tables() {
        std::vector<const object*> left;
        name_set missing;
        for (const object& o : objects_)
            if (o.type == "table") left.push_back(&o), missing.insert(lower(o.name));
        std::map<const object*, name_set> parents;
        for (const object* t : left)
            for (const auto& row : db_.query("SELECT [table] FROM pragma_foreign_key_list(" + string_text(t->name) + ")").rows)
                if (!same_word(text_of(row[0]), t->name)) parents[t].insert(lower(text_of(row[0])));
        while (!left.empty()) {
            auto next = std::find_if(left.begin(), left.end(), [&](const object* t) {
                return std::none_of(parents[t].begin(), parents[t].end(), [&](const std::string& p) { return missing.contains(p); });
            });
            if (next == left.end()) next = left.begin();
            missing.erase(lower((*next)->name));
            tables_.push_back(*next);
            left.erase(next);
        }
    }

    /// Unique indexes that foreign keys refer to: with foreign keys on, rows are inserted only where they exist.
    name_set parent_keys() {
        name_set all;
        for (const auto& row : db_.query("SELECT DISTINCT i.name FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS k "
                                         "JOIN pragma_index_list(k.[table]) AS i JOIN pragma_index_info(i.name) AS c "
                                         "WHERE t.type = 'table' AND t.name NOT LIKE '!_cf!_%' ESCAPE '!' AND t.sql NOT LIKE 'CREATE "
                                         "VIRTUAL %' AND i.origin = 'c' AND i.[unique] "
                                         "AND NOT i.partial AND lower(c.name) = lower(k.[to])")
                                   .rows)
            all.insert(lower(text_of(row[0])));
        return all;
    }
    static bool is_index_in(const object& o, const name_set& list) { return o.type == "index" && list.contains(lower(o.name)); }

    void rows_of(const std::string& name, const std::string& create) {
        const table_access access = access_of(db_, name, create);
        const std::string from = " FROM " + name_text(name) + " AS t";
        dump_contents::table& done = out_.tables[name];
        const std::int64_t all = db_.count("SELECT count(*)" + from);
        done.with_rowid = all > 0 && rowids_matter(access, from);
        std::string into = "INSERT INTO " + name_text(name) + " (" + (done.with_rowid ? access.rowid + ", " : ""), cells;
        into += name_list(access.columns) + ") VALUES (";
        if (done.with_rowid) cells = "quote(t." + access.rowid + ")";
        for (const std::string& c : access.columns) cells += (cells.empty() ? "" : ", ") + literal_expression("t." + name_text(c));
        if (access.columns.empty()) return;
        write_rows(access, cells, into, done, all);
    }
    void write_rows(const table_access& access, const std::string& cells, const std::string& into, dump_contents::table& done,
                    std::int64_t all) {
        table_pages pages(db_, access);
        for (auto page = pages.next(cells); !page.empty(); page = pages.next(cells)) {
            std::string sum = done.checksum;
            for (const auto& row : page) {
                std::string values;
                for (const cell& c : row) {
                    const std::string literal = text_of(c);
                    if (literal.starts_with("CAST(x'")) refuse_two_byte_texts(access.table);
                    sum += literal + '\n';
                    values += (values.empty() ? "" : ", ") + with_plain_lines(literal);
                }
                if (!into.empty()) write(into + values + ')');
            }
            done.checksum = std::string(bytes_of(sha256(sum)));
            done.rows += static_cast<std::int64_t>(page.size());
            if (o_.progress) o_.progress(access.table, done.rows, all);
        }
    }
    /// A text with a NUL character is written as its bytes. In UTF-16 they mean another text wherever UTF-8 is used.
    void refuse_two_byte_texts(const std::string& table) {
        if (db_.count("SELECT length(CAST('a' AS BLOB))") == 1) return;
        throw failure(outcome::refused, table +
                                            " contains a text with a NUL character, which cannot be exported from a database in UTF-16. "
                                            "Remove it, or copy the database into one in UTF-8");
    }
    /// Whether rows would get other rowids when they are inserted again, in their order, into a new table.
    bool rowids_matter(const table_access& access, const std::string& from) {
        if (access.rowid.empty()) return false;
        const std::string r = "t." + access.rowid;
        if (!access.rowid_column.empty() &&
            db_.count("SELECT count(*)" + from + " WHERE " + r + " IS NOT t." + name_text(access.rowid_column)) == 0)
            return false;
        return db_.count("SELECT min(" + r + ") <> 1 OR max(" + r + ") <> count(*)" + from) != 0;
    }

    void write_virtual(const virtual_table& v) {
        if (v.form == virtual_form::as_parts) return;
        write(v.o.sql);
        if (!o_.data) return;
        const std::string name = name_text(v.o.name);
        const bool is_full_text = v.form == virtual_form::filled || v.form == virtual_form::rebuilt;
        if (is_full_text)
            for (const auto& row :
                 db_.query("SELECT quote(k), quote(v) FROM " + name_text(v.o.name + "_config") + " WHERE k <> 'version'").rows)
                write("INSERT INTO " + name + " (" + name + ", rank) VALUES (" + text_of(row[0]) + ", " + text_of(row[1]) + ")");
        if (v.form == virtual_form::rebuilt) write("INSERT INTO " + name + " (" + name + ") VALUES ('rebuild')");
        if (v.form != virtual_form::filled && v.form != virtual_form::boxes) return;
        table_access access = access_of(db_, v.o.name, v.o.sql);
        dump_contents::table& done = out_.tables[v.o.name];
        done.with_rowid = is_full_text;
        std::string cells = is_full_text ? "quote(t.rowid)" : "";
        for (const std::string& c : access.columns) cells += (cells.empty() ? "" : ", ") + literal_expression("t." + name_text(c));
        const std::string into = "INSERT INTO " + name + " (" + (is_full_text ? "rowid, " : "") + name_list(access.columns) + ") VALUES (";
        write_rows(access, cells, into, done, db_.count("SELECT count(*) FROM " + name));
    }
    /// What no CREATE statement and INSERT can create is written to the catalogue as it is; its parts are tables already.
    void write_parts() {
        bool begun = false;
        for (const virtual_table& v : virtual_tables_) {
            if (v.form != virtual_form::as_parts) continue;
            if (!begun) write("PRAGMA writable_schema = on");
            begun = true;
            write("INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', " + string_text(v.o.name) + ", " +
                  string_text(v.o.name) + ", 0, " + with_plain_lines(string_text(v.o.sql)) + ")");
            if (o_.raw) o_.raw(v.o.name);
        }
        if (begun) write("PRAGMA writable_schema = reset");
    }

    void sequences() {
        const table_access access{.table = "sqlite_sequence", .columns = {"name", "seq"}, .rowid = "rowid"};
        table_pages pages(db_, access);
        dump_contents::table& done = out_.tables["sqlite_sequence"];
        std::map<std::string, std::vector<std::string>> all;  // several of one name are possible; SQLite uses the first
        for (auto page = pages.next("t.name, quote(t.seq)"); !page.empty(); page = pages.next("t.name, quote(t.seq)"))
            for (const auto& row : page) all[text_of(row[0])].push_back(text_of(row[1]));
        for (const auto& [name, values] : all) {
            if (!out_.objects.contains("table " + name)) continue;
            write("DELETE FROM sqlite_sequence WHERE name = " + string_text(name));
            for (const std::string& value : values) {
                write("INSERT INTO sqlite_sequence (name, seq) VALUES (" + string_text(name) + ", " + value + ")");
                done.checksum += string_text(name) + value + '\n';
            }
        }
    }

    target& db_;
    const dump_options& o_;
    dump_contents out_;
    std::vector<object> objects_;
    std::vector<const object*> tables_;
    std::vector<virtual_table> virtual_tables_;
    bool has_sequences_ = false;
};

}  // namespace

std::int64_t dump_contents::rows() const {
    std::int64_t all = 0;
    for (const auto& [name, t] : tables) all += t.rows;
    return all;
}

dump_contents dump(target& db, const dump_options& o) { return dumper(db, o).run(); }

}  // namespace squall::tool
