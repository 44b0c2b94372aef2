#pragma once
// The folder of migrations, in wrangler's layout: NNNN_name.sql, with snapshots and checksums in meta/.
#include <map>
#include <optional>

#include "snapshot.hpp"

namespace squall::migrate {

struct migration_file {
    std::string name{};  // "0019_eval_candidate_executions.sql", as d1_migrations has it
    std::string text{};
    std::string checksum{};  // SHA-256 of the text
};

class migration_folder {
  public:
    /// Throws failure(usage) when the folder cannot be read.
    explicit migration_folder(std::string path);

    const std::string& path() const { return path_; }
    /// In the order in which wrangler applies them: by number, then by name.
    const std::vector<migration_file>& files() const { return files_; }
    const migration_file* file(std::string_view name) const;

    /// The snapshot with the highest number, and that number.
    std::optional<std::pair<int, snapshot>> last_snapshot() const;
    /// By name of file, as meta/checksums.json records them; empty when there is none.
    std::map<std::string, std::string> recorded_checksums() const;

    int next_number() const;
    /// Writes a migration with its snapshot and checksum; gives the file's name.
    std::string add(const std::string& words, const std::string& text, const snapshot& after);
    /// Records what is there: a snapshot after the last file, and every file's checksum.
    void record(const snapshot& after);

  private:
    void read_files();
    void write_checksums() const;
    std::string meta(const std::string& name) const;
    std::string path_;
    std::vector<migration_file> files_;
};

/// The number that a file's name begins with; -1 when it has none.
int number_of(std::string_view file_name);
/// Throws failure(usage).
std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

}  // namespace squall::migrate
