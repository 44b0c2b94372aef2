#include "migration_files.hpp"

#include <fnmatch.h>
#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "failure.hpp"
#include "json_writer.hpp"
#include "replacing_file.hpp"
#include "sha256.hpp"
#include "snapshot_json.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace fs = std::filesystem;
namespace {

std::string four_digits(int n) {
    std::string digits = std::to_string(n);
    return digits.size() < 4 ? std::string(4 - digits.size(), '0') + digits : digits;
}
std::string as_file_name(const std::string& words) {
    std::string out;
    for (char c : words) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c));
        if (plain)
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!out.empty() && out.back() != '_')
            out += '_';
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out.empty() ? "migration" : out;
}

}  // namespace

int number_of(std::string_view name) {
    int number = -1;
    for (char c : name) {
        if (c < '0' || c > '9' || number > 99'999'999) break;
        number = (number < 0 ? 0 : number) * 10 + (c - '0');
    }
    return number;
}
namespace {

bool matches_parts(std::string_view path, std::string_view glob) {
    const std::size_t path_end = path.find('/'), glob_end = glob.find('/');
    const std::string name(path.substr(0, path_end)), part(glob.substr(0, glob_end));
    const std::string_view path_rest = path_end == path.npos ? std::string_view() : path.substr(path_end + 1);
    const std::string_view glob_rest = glob_end == glob.npos ? std::string_view() : glob.substr(glob_end + 1);
    if (part == "**") {
        if (glob_rest.empty()) return true;
        return matches_parts(path, glob_rest) || (!path_rest.empty() && matches_parts(path_rest, glob));
    }
    if (fnmatch(part.c_str(), name.c_str(), FNM_PERIOD) != 0) return false;
    if (path_rest.empty() || glob_rest.empty()) return path_rest.empty() && glob_rest.empty();
    return matches_parts(path_rest, glob_rest);
}

/// Words that begin a statement which no migration may hold, and why.
constexpr std::pair<const char*, const char*> not_in_a_migration[] = {
    {"BEGIN", "the file is one transaction already"},     {"COMMIT", "it would end the transaction of the file"},
    {"END", "it would end the transaction of the file"},  {"ROLLBACK", "it would undo the transaction of the file"},
    {"SAVEPOINT", "the file is one transaction already"}, {"RELEASE", "the file is one transaction already"},
    {"ATTACH", "a migration changes one database"},       {"DETACH", "a migration changes one database"},
    {"VACUUM", "it cannot run in a transaction"},
};
std::size_t line_at(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

}  // namespace

bool matches_glob(std::string_view path, std::string_view glob) { return matches_parts(path, glob); }

std::vector<located_statement> statements_of(const migration_file& file) {
    const auto refuse = [&](std::size_t line, const std::string& why) {
        throw failure(outcome::refused, file.name + ", line " + std::to_string(line) + ": " + why + ". No migration has been applied.");
    };
    if (const std::size_t at = file.text.find('\0'); at != file.text.npos)
        refuse(line_at(file.text, at), "the file contains a NUL character, where SQLite would stop reading");
    if (const auto open = find_unclosed(file.text))
        refuse(line_at(file.text, open->offset), std::string("a ") + open->what + " begins here and is never closed");
    std::vector<located_statement> all = split_statements(file.text);
    for (const located_statement& s : all) {
        const std::string first = first_word(s.sql);
        for (const auto& [word, why] : not_in_a_migration)
            if (same_word(first, word)) refuse(s.line, std::string(word) + " is not allowed in a migration: " + why);
    }
    return all;
}

std::string reverse_name(const std::string& name) { return "down/" + name; }

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw failure(outcome::usage, "cannot read " + path);
    return {std::istreambuf_iterator<char>(in), {}};
}
void write_file(const std::string& path, const std::string& text) {
    const fs::path folder = fs::path(path).parent_path();
    std::error_code ignored;
    if (!folder.empty()) fs::create_directories(folder, ignored);
    if (const auto kind = fs::status(path, ignored).type(); kind == fs::file_type::character || kind == fs::file_type::fifo) {
        std::ofstream out(path, std::ios::binary);  // a device or pipe cannot be replaced
        if (!(out << text) || !out.flush()) throw failure(outcome::usage, "cannot write " + path);
        return;
    }
    replacing_file out(path);
    out.write(text);
    out.publish();
}

migration_folder::migration_folder(migration_place place) : place_(std::move(place)) { read_files(); }

migration_file migration_folder::file_at(const std::string& name) const {
    std::string text = read_file((fs::path(path()) / name).string());
    std::string checksum = hex(bytes_of(sha256(text)));
    return {name, std::move(text), std::move(checksum)};
}
void migration_folder::read_files() {
    if (!fs::is_directory(path())) throw failure(outcome::usage, "there is no directory " + path() + " (see --migrations)");
    files_.clear();
    const std::string pattern = place_.pattern.empty() ? "*.sql" : place_.pattern;
    const bool is_deep = pattern.find('/') != pattern.npos;
    for (auto entry = fs::recursive_directory_iterator(path()); entry != fs::recursive_directory_iterator(); ++entry) {
        const std::string name = entry->path().lexically_relative(path()).generic_string();
        if (entry->is_directory() && (!is_deep || name == "meta")) entry.disable_recursion_pending();
        if (!matches_glob(name, pattern)) {
            if (matches_glob(lower(name), pattern))
                throw failure(outcome::usage, path() + '/' + name + " is ignored by wrangler: rename it to end in lowercase .sql");
            continue;
        }
        if (!fs::exists(entry->path())) throw failure(outcome::usage, path() + '/' + name + " is a link to a missing file");
        if (!entry->is_regular_file())
            throw failure(outcome::usage, path() + '/' + name + " has the name of a migration but is not a file");
        files_.push_back(file_at(name));
    }
    std::sort(files_.begin(), files_.end(), [](const auto& a, const auto& b) {
        const int left = number_of(a.name), right = number_of(b.name);
        return left != right ? left < right : a.name < b.name;
    });
}

const migration_file* migration_folder::file(std::string_view name) const {
    const auto at = std::find_if(files_.begin(), files_.end(), [&](const auto& f) { return f.name == name; });
    return at == files_.end() ? nullptr : &*at;
}
std::string migration_folder::meta(const std::string& name) const { return (fs::path(path()) / "meta" / name).string(); }

std::optional<std::pair<int, snapshot>> migration_folder::last_snapshot() const {
    int last = -1;
    std::string file;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(fs::path(path()) / "meta", none)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with("_snapshot.json") && number_of(name) > last) last = number_of(name), file = entry.path().string();
    }
    if (last < 0) return std::nullopt;
    return std::pair{last, from_json(read_file(file), file)};
}

std::map<std::string, std::string> migration_folder::recorded_checksums() const {
    std::map<std::string, std::string> all;
    const std::string path = meta("checksums.json");
    if (!fs::exists(path)) return all;
    simdjson::dom::parser parser;
    simdjson::dom::object root;
    if (parser.parse(read_file(path)).get(root) != simdjson::SUCCESS) throw failure(outcome::usage, path + " is not a JSON object");
    for (const auto& [name, value] : root) {
        std::string_view sum;
        if (value.get(sum) == simdjson::SUCCESS) all.emplace(name, sum);
    }
    return all;
}
void migration_folder::write_checksums() const {
    std::string lines;
    const auto add = [&](const migration_file& f) {
        lines += (lines.empty() ? "\n  " : ",\n  ") + json_string(f.name) + ": " + json_string(f.checksum);
    };
    for (const migration_file& f : files_) {
        add(f);
        if (const auto reverse = reverse_of(f.name)) add(*reverse);
    }
    write_file(meta("checksums.json"), '{' + lines + "\n}\n");
}

int migration_folder::next_number() const { return files_.empty() ? 1 : std::max(0, number_of(files_.back().name)) + 1; }

std::string migration_folder::add(const std::string& words, const std::string& text, const snapshot& after) {
    const std::string number = four_digits(next_number());
    std::string name = number + '_' + as_file_name(words) + ".sql";
    if (!place_.pattern.empty() && !matches_glob(name, place_.pattern))
        throw failure(outcome::refused, name + " does not match migrations_pattern (" + place_.pattern + " in " + path() +
                                            "), and wrangler would not apply it: change the pattern to match this directory");
    const std::string json = to_json(after);  // which may be refused, before anything is written
    write_file((fs::path(path()) / name).string(), text);
    write_file(meta(number + "_snapshot.json"), json);
    read_files();
    write_checksums();
    return name;
}
std::optional<migration_file> migration_folder::reverse_of(const std::string& name) const {
    const std::string reverse = reverse_name(name);
    if (!fs::is_regular_file(fs::path(path()) / reverse)) return std::nullopt;
    return file_at(reverse);
}
bool migration_folder::applies_reverses() const {
    return !place_.pattern.empty() && matches_glob(reverse_name("0001_name.sql"), place_.pattern);
}
void migration_folder::add_reverse(const std::string& name, const std::string& text) {
    write_file((fs::path(path()) / reverse_name(name)).string(), text);
    write_checksums();
}
void migration_folder::record(const snapshot& after) {
    if (files_.empty()) throw failure(outcome::usage, path() + " contains no migration to record");
    write_file(meta(four_digits(number_of(files_.back().name)) + "_snapshot.json"), to_json(after));
    write_checksums();
}

}  // namespace squall::migrate
