// Performs statements on native SQLite: one JSON document a line on standard input, one a line on standard output.
//     {"setup": [SQL…]}                                  a new database in memory
//     {"sql": SQL, "values": [[kind, text]…], "tables": [SQL…]}   runs SQL, then reads the tables, then undoes everything
// A cell is null, ["i", digits], ["r", digits], ["t", text] or ["b", hexadecimal digits].
#include <sqlite3.h>

#include <iostream>
#include <memory>
#include <string>

namespace {

using statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

std::string column_text(sqlite3_stmt* s, int i) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(s, i));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(s, i))};
}
statement prepare(sqlite3* db, const std::string& sql) {
    sqlite3_stmt* s = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), static_cast<int>(sql.size() + 1), &s, nullptr);
    return {s, &sqlite3_finalize};
}
void print_quoted(const std::string& text) {
    std::cout << '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        constexpr char hex[] = "0123456789abcdef";
        if (c == '"' || c == '\\')
            std::cout << '\\' << c;
        else if (byte < 0x20)
            std::cout << "\\u00" << hex[byte / 16] << hex[byte % 16];
        else
            std::cout << c;
    }
    std::cout << '"';
}
void print_cell(sqlite3_stmt* s, int i) {
    const int type = sqlite3_column_type(s, i);
    if (type == SQLITE_NULL) {
        std::cout << "null";
        return;
    }
    constexpr char hex[] = "0123456789abcdef";
    std::cout << "[\"" << (type == SQLITE_INTEGER ? 'i' : type == SQLITE_FLOAT ? 'r' : type == SQLITE_BLOB ? 'b' : 't') << "\",";
    if (type == SQLITE_BLOB) {
        std::string digits;
        for (const char c : column_text(s, i)) {
            const auto byte = static_cast<unsigned char>(c);
            digits += {hex[byte / 16], hex[byte % 16]};
        }
        print_quoted(digits);
    } else if (type == SQLITE_FLOAT) {
        char digits[64];
        sqlite3_snprintf(sizeof digits, digits, "%!.17g", sqlite3_column_double(s, i));
        print_quoted(digits);
    } else {
        print_quoted(column_text(s, i));
    }
    std::cout << ']';
}
/// Prints the rows, or the error; true when all went well.
bool print_rows(sqlite3* db, sqlite3_stmt* s) {
    if (!s) {
        std::cout << "{\"error\":";
        print_quoted(sqlite3_errmsg(db));
        std::cout << '}';
        return false;
    }
    std::string separator = "{\"rows\":[";
    int code;
    while ((code = sqlite3_step(s)) == SQLITE_ROW) {
        std::cout << separator << '[';
        for (int i = 0; i < sqlite3_column_count(s); ++i) {
            if (i) std::cout << ',';
            print_cell(s, i);
        }
        std::cout << ']';
        separator = ",";
    }
    if (separator != ",") std::cout << separator;
    std::cout << ']';
    if (code != SQLITE_DONE) {
        std::cout << ",\"error\":";
        print_quoted(sqlite3_errmsg(db));
    }
    std::cout << '}';
    return code == SQLITE_DONE;
}

/// The documents are read by SQLite itself, in a database of their own.
class reader {
  public:
    explicit reader(sqlite3* json) : db(json) {}
    bool has(const std::string& document, const char* key) { return ask(document, std::string("$.") + key, 0) != "none"; }
    std::string text(const std::string& document, const std::string& path) { return ask(document, path, 1); }
    int size(const std::string& document, const std::string& path) { return std::stoi(ask(document, path, 2)); }

  private:
    std::string ask(const std::string& document, const std::string& path, int what) {
        constexpr const char* questions[] = {"SELECT coalesce(json_type(?1, ?2), 'none')", "SELECT json_extract(?1, ?2)",
                                             "SELECT coalesce(json_array_length(?1, ?2), 0)"};
        const statement s = prepare(db, questions[what]);
        sqlite3_bind_text(s.get(), 1, document.c_str(), static_cast<int>(document.size()), SQLITE_TRANSIENT);
        sqlite3_bind_text(s.get(), 2, path.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_step(s.get());
        return column_text(s.get(), 0);
    }
    sqlite3* db;
};

std::string at(const char* list, int i) { return std::string(list) + '[' + std::to_string(i) + ']'; }

void bind_values(reader& read, const std::string& line, sqlite3_stmt* s) {
    for (int i = 0, n = read.size(line, "$.values"); i < n; ++i) {
        const std::string place = at("$.values", i), kind = read.text(line, place + "[0]"), text = read.text(line, place + "[1]");
        if (kind == "i")
            sqlite3_bind_int64(s, i + 1, std::stoll(text));
        else if (kind == "r")
            sqlite3_bind_double(s, i + 1, std::stod(text));
        else if (kind == "b") {
            std::string bytes;
            for (std::size_t k = 0; k + 1 < text.size(); k += 2) bytes += static_cast<char>(std::stoi(text.substr(k, 2), nullptr, 16));
            sqlite3_bind_blob(s, i + 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
        } else if (kind == "t")
            sqlite3_bind_text(s, i + 1, text.c_str(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }
}

}  // namespace

int main() {
    sqlite3 *db = nullptr, *json = nullptr;
    sqlite3_open(":memory:", &json);
    reader read(json);
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        if (read.has(line, "setup")) {
            sqlite3_close(db);
            sqlite3_open(":memory:", &db);
            std::cout << "{\"done\":true";
            for (int i = 0, n = read.size(line, "$.setup"); i < n; ++i)
                if (sqlite3_exec(db, read.text(line, at("$.setup", i)).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
                    std::cout << ",\"error\":";
                    print_quoted(sqlite3_errmsg(db));
                    break;
                }
            std::cout << '}' << std::endl;
            continue;
        }
        sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
        {
            const statement s = prepare(db, read.text(line, "$.sql"));
            if (s) bind_values(read, line, s.get());
            std::cout << "{\"result\":";
            const bool done = print_rows(db, s.get());
            std::cout << ",\"tables\":[";
            for (int i = 0, n = done ? read.size(line, "$.tables") : 0; i < n; ++i) {
                const statement table = prepare(db, read.text(line, at("$.tables", i)));
                if (i) std::cout << ',';
                print_rows(db, table.get());
            }
            std::cout << "]}" << std::endl;
        }
        sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    sqlite3_close(db);
    sqlite3_close(json);
}
