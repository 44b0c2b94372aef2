#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "application_schema.hpp"
#include "commands.hpp"
#include "dump.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/replacing_file.hpp"
#include "migrate/unknown_collations.hpp"
#include "open_target.hpp"
#include "printed.hpp"
#include "schema_statements.hpp"
#include "temporary_directory.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

/// Every statement ends with ";\n"; a comment at its end must not hold the semicolon.
void write_statement(replacing_file& to, const std::string& sql) {
    const std::string_view last_line = std::string_view(sql).substr(sql.rfind('\n') + 1);
    to.write(sql);
    to.write(last_line.find("--") == last_line.npos ? ";\n" : "\n;\n");
}

void copy_to(std::FILE* to, const std::string& file, const std::string& name) {
    std::FILE* from = std::fopen(file.c_str(), "rb");
    if (!from) throw failure(outcome::usage, "cannot read " + file);
    char block[1 << 16];
    bool is_good = true;
    if (to == stdout && is_terminal()) {  // whole, so that no character is cut
        std::string text;
        for (std::size_t n; (n = std::fread(block, 1, sizeof block, from)) > 0;) text.append(block, n);
        print_data(text);
    }
    for (std::size_t n; is_good && (n = std::fread(block, 1, sizeof block, from)) > 0;) is_good = std::fwrite(block, 1, n, to) == n;
    is_good = std::fflush(to) == 0 && is_good;
    std::fclose(from);
    if (!is_good) throw failure(outcome::usage, "cannot write " + name);
}
/// A pipe or a device cannot be replaced: it is written to.
bool is_a_stream(const std::string& path) {
    std::error_code none;
    const auto kind = std::filesystem::status(path, none).type();
    using std::filesystem::file_type;
    return kind == file_type::character || kind == file_type::fifo || kind == file_type::block || kind == file_type::socket;
}

}  // namespace

int export_sql(const options& o, output& out) {
    if (o.json && o.out.empty()) throw failure(outcome::usage, "--json needs --out, which receives the SQL");
    const temporary_directory scratch;
    const bool streams = o.out.empty() || is_a_stream(o.out);
    replacing_file to(streams ? scratch.file("export.sql") : o.out);
    dump_contents contents;
    strings as_parts, collations;
    if (!o.target.given()) {
        for (const std::string& s : schema_statements(the_schema().shapes)) write_statement(to, s);
        contents.table_count = the_schema().shapes.tables.size();
        to.flush();
    } else {
        const unknown_collations accepted;
        const auto db = open_target(o.target, false);
        dump_options how{.data = o.data};
        how.write = [&](const std::string& sql) { write_statement(to, sql); };
        how.raw = [&](const std::string& name) { as_parts.push_back(name); };
        how.progress = [&](const std::string& table, std::int64_t done, std::int64_t all) {
            out.progress("export of " + table, done, all);
        };
        // All of one state; over REST each query is answered separately.
        if (!o.target.remote) db->query("BEGIN");
        contents = dump(*db, how);
        if (!o.target.remote) db->query("COMMIT");
        to.flush();
        collations.assign(accepted.names().begin(), accepted.names().end());
        if (o.verify) {
            load_dump(to.temporary(), scratch.file("copy.sqlite"));
            compare_copy(scratch.file("copy.sqlite"), contents, o.data);
        }
    }
    if (!streams) {
        to.publish();
    } else if (o.out.empty()) {
        copy_to(stdout, to.temporary(), "standard output");
    } else {
        std::FILE* stream = std::fopen(o.out.c_str(), "wb");
        if (!stream) throw failure(outcome::usage, "cannot write " + o.out);
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> closing(stream, std::fclose);
        copy_to(stream, to.temporary(), o.out);
    }
    const std::string tables = std::to_string(contents.table_count), rows = std::to_string(contents.rows());
    out.field("tables", tables);
    out.field("rows", rows);
    out.field("as_parts", migrate::json_list(as_parts));
    if (o.out.empty()) return out.finish(outcome::done);
    for (const std::string& name : as_parts)
        out.note(name + " is exported as its shadow tables: SQLite loads them where writable_schema is allowed, D1 does not");
    for (const std::string& name : collations)
        out.note("collation " + name + " is the program's own: the dump loads where the program has registered it");
    out.good("Written: " + o.out + ", " + tables + " tables, " + rows + " rows" +
             (o.verify && o.target.given() ? ", reloaded and compared." : "."));
    return out.finish(outcome::done);
}

}  // namespace squall::tool
