#pragma once
// The folder of migrations, in wrangler's layout: NNNN_name.sql, with snapshots and checksums in meta/.
#include <map>
#include <optional>

#include "snapshot.hpp"
#include "split_statements.hpp"

namespace squall::migrate {

struct migration_file {
    std::string name{};  // "0019_eval_candidate_executions.sql", as d1_migrations has it
    std::string text{};
    std::string checksum{};  // SHA-256 of the text
};

/// Where migrations are and where a database records them: wrangler's migrations_dir, migrations_pattern and migrations_table.
struct migration_place {
    std::string path = "migrations";
    std::string pattern{};  // a glob below `path`; empty: *.sql
    std::string table = "d1_migrations";
};

class migration_folder {
  public:
    /// Throws failure(usage) when the folder cannot be read, and for a file that wrangler would pass over or cannot read: an
    /// ending such as .SQL, a link to nothing.
    explicit migration_folder(migration_place place);
    explicit migration_folder(const std::string& path) : migration_folder(migration_place{.path = path}) {}

    const std::string& path() const { return place_.path; }
    /// The table in which a database records what was applied.
    const std::string& table() const { return place_.table; }
    /// In the order in which wrangler applies them: by number, then by name.
    const std::vector<migration_file>& files() const { return files_; }
    const migration_file* file(std::string_view name) const;

    /// The snapshot with the highest number, and that number.
    std::optional<std::pair<int, snapshot>> last_snapshot() const;
    /// By name of file, as meta/checksums.json records them; empty when there is none.
    std::map<std::string, std::string> recorded_checksums() const;

    int next_number() const;
    /// Writes a migration with its snapshot and checksum; returns the file's name.
    std::string add(const std::string& words, const std::string& text, const snapshot& after);
    /// The file that takes a migration back, down/NNNN_name.sql: squall migrate --down applies it, and nothing else does.
    std::optional<migration_file> reverse_of(const std::string& name) const;
    /// Whether such a file would be taken for a migration: migrations_pattern matches it.
    bool applies_reverses() const;
    /// Writes the reverse of a migration with its checksum.
    void add_reverse(const std::string& name, const std::string& text);
    /// Records what is there: a snapshot after the last file, and the checksum of every file and its reverse.
    void record(const snapshot& after);

  private:
    void read_files();
    void write_checksums() const;
    migration_file file_at(const std::string& name) const;
    std::string meta(const std::string& name) const;
    migration_place place_;
    std::vector<migration_file> files_;
};

/// The statements of a migration. Throws failure(refused), naming file and line, for what would end the file's transaction or
/// leave the database (COMMIT, ROLLBACK, ATTACH, …), a NUL character, and a comment or string that is never closed.
std::vector<located_statement> statements_of(const migration_file& file);

/// Whether a path matches a glob: * and ? stay within a name, ** is any number of folders.
bool matches_glob(std::string_view path, std::string_view glob);

/// "down/0007_tags.sql" of "0007_tags.sql".
std::string reverse_name(const std::string& name);

/// The number that a file's name begins with; -1 when it has none.
int number_of(std::string_view file_name);
/// Throws failure(usage).
std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

}  // namespace squall::migrate
