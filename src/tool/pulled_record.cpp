#include "pulled_record.hpp"

#include "migrate/failure.hpp"
#include "migrate/json_reader.hpp"
#include "migrate/json_writer.hpp"
#include "migrate/migration_files.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

constexpr std::pair<const char*, std::string wrangler_database::*> members[] = {
    {"database_name", &wrangler_database::database_name},
    {"database_id", &wrangler_database::database_id},
    {"preview_database_id", &wrangler_database::preview_database_id},
};

std::string database_json(const wrangler_database& database) {
    std::string out = "{";
    for (const auto& [key, member] : members)
        if (const std::string& value = database.*member; !value.empty())
            out += (out.size() > 1 ? ", " : "") + json_string(key) + ": " + json_string(value);
    return out + '}';
}
wrangler_database database_of_json(simdjson::dom::element record) {
    wrangler_database database;
    for (const auto& [key, member] : members) {
        std::string_view value;
        if (record["database"][key].get(value) == simdjson::SUCCESS) database.*member = value;
    }
    return database;
}

}  // namespace

pulled_record read_record(const std::string& file) {
    simdjson::dom::parser parser;
    simdjson::dom::element all;
    simdjson::dom::object files;
    pulled_record record;
    bool is_whole = parser.parse(read_file(file)).get(all) == simdjson::SUCCESS && all["files"].get(files) == simdjson::SUCCESS;
    if (is_whole)
        for (const auto& [path, lines] : files) {
            simdjson::dom::array list;
            is_whole = is_whole && lines.get(list) == simdjson::SUCCESS;
            if (!is_whole) break;
            std::string& text = record.files[std::string(path)];
            for (const std::string& line : texts_of(list)) text += line + '\n';
        }
    if (!is_whole) throw failure(outcome::usage, file + " is not what squall wrote; restore it from version control");
    record.database = database_of_json(all);
    return record;
}

std::string to_json(const pulled_record& record) {
    std::string out = "{\n\"about\": \"The files that squall wrote from the database, unedited. squall pull --update needs them.\",\n";
    out += "\"database\": " + database_json(record.database) + ",\n\"files\": {";
    const char* before_file = "\n";
    for (const auto& [path, text] : record.files) {
        out += before_file + json_string(path) + ": [";
        const char* before_line = "\n";
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            out += before_line + json_string(std::string_view(text).substr(begin, end - begin));
            before_line = ",\n";
            begin = end + 1;
        }
        out += ']';
        before_file = ",\n";
    }
    return out + "}}\n";
}

}  // namespace squall::tool
