#include "pull_project.hpp"

#include <filesystem>

#include "migrate/failure.hpp"
#include "migrate/keep.hpp"
#include "migrate/merge_lines.hpp"
#include "migrate/migration_files.hpp"
#include "migrate/migration_sql.hpp"
#include "open_target.hpp"
#include "pulled_record.hpp"

namespace squall::tool {

using namespace migrate;
namespace fs = std::filesystem;

namespace {

std::string inside(const options& o, const std::string& path) { return (fs::path(o.project) / path).string(); }
/// The text of a file; nothing where there is none.
std::optional<std::string> text_of_file(const std::string& path) {
    if (!fs::exists(path)) return std::nullopt;
    return read_file(path);
}

void report(const project_files& files, output& out) {
    out.list("kept", "Declarations cannot express this; schema/schema.hpp keeps it as SQL:", files.kept);
    out.list("not_written", "These functions are not written:", files.not_written);
}
void save(const options& o, const project_files& files, const wrangler_database& database) {
    pulled_record record{.files = {}, .database = database};
    for (const project_file& f : files.files) record.files[f.path] = f.text;
    write_file(inside(o, record_path), to_json(record));
}

class update {
  public:
    update(const options& o, const project_files& files) : o_(o), files_(files), before_(read_record(inside(o, record_path))) {}

    int run(output& out) {
        for (const project_file& f : files_.files) file(f);
        for (const auto& [path, text] : before_.files) is_gone(path, text);
        report(files_, out);
        save(o_, files_, before_.database);
        out.list("added", "Added:", added_);
        out.list("changed", "Changed:", changed_);
        out.list("removed", "Removed, because its table or view is gone:", removed_);
        out.list("left", "Left as you edited it; please look:", left_);
        if (added_.empty() && changed_.empty() && removed_.empty() && left_.empty())
            out.good("The database asks for nothing new. Where your declarations differ from it, squall push --dry-run says.");
        else
            out.line(
                "Go on with: ./dev build, then squall generate WHAT_CHANGED, and squall migrate --baseline of that file on this database.");
        return out.finish(left_.empty() ? outcome::done : outcome::found);
    }

  private:
    void file(const project_file& f) {
        const std::string path = inside(o_, f.path);
        const auto was = before_.files.find(f.path);
        const std::optional<std::string> now = text_of_file(path);
        if (was == before_.files.end()) {
            if (now && *now != f.text)
                left_.push_back(f.path + ": the file is yours, and the database has a table or view of that name now");
            else if (!now)
                write(path, f.text), added_.push_back(f.path);
            return;
        }
        if (was->second == f.text || now == f.text) return;
        if (!now) {
            left_.push_back(f.path + ": you removed the file, and its table or view has changed");
        } else if (*now == was->second) {
            write(path, f.text), changed_.push_back(f.path);
        } else {
            merge(f, *now, was->second);
        }
    }
    void merge(const project_file& f, const std::string& now, const std::string& was) {
        const merged_text merged = merge_lines(was, now, f.text);
        if (merged.text != now) write(inside(o_, f.path), merged.text), changed_.push_back(f.path + ", beside your edits");
        for (const merge_conflict& c : merged.conflicts) {
            std::string theirs;
            for (const std::string& line : c.theirs) theirs += "\n      " + line.substr(0, line.find('\n'));
            left_.push_back(f.path + ", line " + std::to_string(c.line) +
                            ": your edit stays. The database asks for:" + (theirs.empty() ? " nothing there" : theirs));
        }
    }
    void is_gone(const std::string& path, const std::string& text) {
        for (const project_file& f : files_.files)
            if (f.path == path) return;
        const std::optional<std::string> now = text_of_file(inside(o_, path));
        if (!now) return;
        if (*now == text) {
            fs::remove(inside(o_, path));
            removed_.push_back(path);
        } else {
            left_.push_back(path + ": its table or view is gone");
        }
    }
    static void write(const std::string& path, const std::string& text) { write_file(path, text); }

    const options& o_;
    const project_files& files_;
    pulled_record before_;
    names added_, changed_, removed_, left_;
};

}  // namespace

int write_project(const options& o, const snapshot& found, const project_files& files, output& out) {
    if (fs::exists(inside(o, record_path)))
        throw failure(outcome::usage, inside(o, record_path) + " is there already: squall pull --update brings the files up to date");
    if (files.domains.empty()) throw failure(outcome::usage, "the database has no tables and no views");
    for (const project_file& f : files.files)
        if (fs::exists(inside(o, f.path))) throw failure(outcome::usage, inside(o, f.path) + " is there already");
    snapshot declared = found;
    for (table_shape& t : declared.tables) t.declared = clauses_of(t);  // by the header
    const auto d = compare({}, declared);
    const std::string baseline = migration_text(*d);
    for (const project_file& f : files.files) write_file(inside(o, f.path), f.text);
    fs::create_directories(inside(o, "migrations"));
    migration_folder folder(inside(o, "migrations"));
    const std::string name = folder.add("baseline", baseline, d->after);
    save(o, files, database_of(o.target));
    report(files, out);
    const auto counted = [](std::size_t n, const std::string& what) { return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s"); };
    out.good("Written: " + counted(found.tables.size(), "table") + " and " + counted(found.views.size(), "view") + " in " +
             counted(files.domains.size(), "domain") + ", and " + name + '.');
    out.field("domains", std::to_string(files.domains.size()));
    out.text_field("migration", name);
    return out.finish(outcome::done);
}

int update_project(const options& o, const project_files& files, output& out) {
    if (!fs::exists(inside(o, record_path)))
        throw failure(outcome::usage, inside(o, record_path) + " is missing: pull --update works in a project of squall init --from");
    return update(o, files).run(out);
}

}  // namespace squall::tool
