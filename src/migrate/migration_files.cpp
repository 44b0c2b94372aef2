#include "migration_files.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "failure.hpp"
#include "json_text.hpp"
#include "sha256.hpp"
#include "snapshot_json.hpp"

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
std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw failure(outcome::usage, "cannot read " + path);
    return {std::istreambuf_iterator<char>(in), {}};
}
void write_file(const std::string& path, const std::string& text) {
    const fs::path folder = fs::path(path).parent_path();
    std::error_code ignored;
    if (!folder.empty()) fs::create_directories(folder, ignored);
    std::ofstream out(path, std::ios::binary);
    if (!(out << text) || !out.flush()) throw failure(outcome::usage, "cannot write " + path);
}

migration_folder::migration_folder(std::string path) : path_(std::move(path)) { read_files(); }

void migration_folder::read_files() {
    if (!fs::is_directory(path_)) throw failure(outcome::usage, "there is no folder " + path_ + " (see --migrations)");
    files_.clear();
    for (const auto& entry : fs::directory_iterator(path_)) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file() || entry.path().extension() != ".sql") continue;
        std::string text = read_file(entry.path().string());
        std::string checksum = hex(bytes_of(sha256(text)));
        files_.push_back({name, std::move(text), std::move(checksum)});
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
std::string migration_folder::meta(const std::string& name) const { return (fs::path(path_) / "meta" / name).string(); }

std::optional<std::pair<int, snapshot>> migration_folder::last_snapshot() const {
    int last = -1;
    std::string file;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(fs::path(path_) / "meta", none)) {
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
    for (const migration_file& f : files_)
        lines += (lines.empty() ? "\n  " : ",\n  ") + json_string(f.name) + ": " + json_string(f.checksum);
    write_file(meta("checksums.json"), '{' + lines + "\n}\n");
}

int migration_folder::next_number() const { return files_.empty() ? 1 : std::max(0, number_of(files_.back().name)) + 1; }

std::string migration_folder::add(const std::string& words, const std::string& text, const snapshot& after) {
    const std::string number = four_digits(next_number());
    std::string name = number + '_' + as_file_name(words) + ".sql";
    write_file((fs::path(path_) / name).string(), text);
    write_file(meta(number + "_snapshot.json"), to_json(after));
    read_files();
    write_checksums();
    return name;
}
void migration_folder::record(const snapshot& after) {
    if (files_.empty()) throw failure(outcome::usage, path_ + " holds no migration to record");
    write_file(meta(four_digits(number_of(files_.back().name)) + "_snapshot.json"), to_json(after));
    write_checksums();
}

}  // namespace squall::migrate
