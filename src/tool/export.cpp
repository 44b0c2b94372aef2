#include <fstream>

#include "commands.hpp"
#include "migrate/ddl_text.hpp"
#include "migrate/dependency.hpp"
#include "migrate/inspect.hpp"
#include "migrate/sql_tokens.hpp"
#include "open_target.hpp"
#include "printed.hpp"
#include "schema.hpp"
#include "schema_statements.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

/// Standard output, or a file.
class sql_writer {
  public:
    explicit sql_writer(const std::string& path) : path_(path) {
        if (!path.empty()) file_.open(path, std::ios::binary);
        if (!path.empty() && !file_) throw failure(outcome::usage, "cannot write " + path);
    }
    void add(const std::string& statement) {
        if (path_.empty())
            print_data(statement + ";\n");
        else
            file_ << statement << ";\n";
    }
    void finish() {
        if (!path_.empty() && !file_.flush()) throw failure(outcome::usage, "cannot write " + path_);
    }

  private:
    std::string path_;
    std::ofstream file_;
};

long long write_rows(target& db, const table_shape& t, sql_writer& to, output& out) {
    names columns;
    std::string quoted;
    for (const column_shape& c : t.columns) {
        if (c.is_generated()) continue;
        columns.push_back(c.name);
        quoted += ", quote(" + name_text(c.name) + ')';
    }
    const std::string from = " FROM " + name_text(t.name),
                      into = "INSERT INTO " + name_text(t.name) + " (" + name_list(columns) + ") VALUES (";
    const std::int64_t all = db.count("SELECT count(*)" + from);
    const bool by_rowid = !t.has_extra("WITHOUT ROWID");
    std::string last = "-9223372036854775808";
    long long done = 0;
    while (done < all) {
        const std::string page = by_rowid ? " WHERE rowid > " + last + " ORDER BY rowid LIMIT 500"
                                          : " ORDER BY " + name_list(t.primary_key) + " LIMIT 500 OFFSET " + std::to_string(done);
        const row_set rows = db.query(std::string("SELECT ") + (by_rowid ? "rowid" : "0") + quoted + from + page);
        if (rows.rows.empty()) break;
        for (const auto& row : rows.rows) {
            std::string values;
            for (std::size_t i = 1; i < row.size(); ++i) values += (i > 1 ? ", " : "") + text_of(row[i]);
            to.add(into + values + ')');
        }
        last = text_of(rows.rows.back()[0]);
        done += static_cast<long long>(rows.rows.size());
        out.progress("export of " + t.name, done, all);
    }
    return done;
}

/// The tool's and wrangler's own records belong to the database.
void write_records(target& db, sql_writer& to, output& out) {
    for (const char* name : {"d1_migrations", "squall_migrations"}) {
        const row_set text = db.query("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = " + string_text(name));
        if (text.rows.empty()) continue;
        to.add(text_of(text.rows[0][0]));
        table_shape t{.name = name};
        for (const auto& row : db.query("SELECT name FROM pragma_table_xinfo(" + string_text(name) + ") ORDER BY cid").rows)
            t.columns.push_back({.name = text_of(row[0])});
        write_rows(db, t, to, out);
    }
}

}  // namespace

int export_sql(const options& o, output& out) {
    if (o.json && o.out.empty()) throw failure(outcome::usage, "--json needs --out: the SQL goes to a file then");
    sql_writer to(o.out);
    long long rows = 0;
    std::size_t tables = 0;
    if (!o.target.given()) {
        for (const std::string& s : schema_statements(the_schema().shapes)) to.add(s);
        tables = the_schema().shapes.tables.size();
    } else {
        const auto db = open_target(o.target, false);
        const snapshot found = inspect(*db);
        tables = found.tables.size();
        to.add("PRAGMA defer_foreign_keys = on");
        for (const table_shape& t : found.tables) to.add(migrate::create_table_text(t));
        for (const table_shape& t : found.tables)
            if (o.data) rows += write_rows(*db, t, to, out);
        if (o.data) write_records(*db, to, out);
        for (const table_shape& t : found.tables)
            for (const index_shape& i : t.indexes) to.add(migrate::create_index_text(i, t.name));
        for (const view_shape& v : found.views) to.add(migrate::create_view_text(v));
        for (const full_text_shape& f : found.full_texts) {
            if (f.content.empty())
                throw failure(outcome::refused, "full-text index " + f.name + " holds a text of its own, which no table has");
            to.add(migrate::create_full_text_text(f));
            if (o.data) to.add(migrate::fill_full_text(f));
        }
        for (const trigger_shape& t : found.triggers) to.add(t.sql);
    }
    to.finish();
    out.field("tables", std::to_string(tables));
    out.field("rows", std::to_string(rows));
    if (!o.out.empty()) out.good("Written: " + o.out + ", " + std::to_string(tables) + " tables, " + std::to_string(rows) + " rows.");
    return out.finish(outcome::done);
}

}  // namespace squall::tool
