#include "row_maker.hpp"

#include <algorithm>

#include "migrate/json_text.hpp"
#include "migrate/sql_tokens.hpp"

namespace squall::tool {

using migrate::json_string;

namespace {

/// "agent_versions" as "agent_version".
std::string singular(std::string name) {
    if (name.ends_with("ies")) return name.substr(0, name.size() - 3) + 'y';
    if (name.ends_with("ches")) return name.substr(0, name.size() - 2);
    if (name.ends_with('s') && !name.ends_with("ss")) name.pop_back();
    return name;
}
/// Columns that count the rows of one parent.
bool is_number_within_parent(std::string_view name) {
    return name == "version" || name == "attempt" || name.ends_with("_number") || name.ends_with("_version") || name == "position" ||
           name == "step_index";
}
bool is_later(std::string_view name) {
    return name.find("updated") != name.npos || name.find("completed") != name.npos || name.find("last") != name.npos ||
           name.find("resolved") != name.npos || name.find("expires") != name.npos;
}
/// What most rows do not have.
bool is_rare(std::string_view name) {
    return name.find("error") != name.npos || name == "stderr" || name.starts_with("resolved") || name.starts_with("next_retry");
}

}  // namespace

row_maker::row_maker(const migrate::declared_table& table, const migrate::table_shape& shape, const all_made_rows& made, std::uint64_t seed)
    : table_(table), made_(made), seed_(seed) {
    if (const auto at = made.find("workspaces"); at != made.end()) workspaces_ = at->second.ids;
    for (const column& c : table.columns)
        json_.push_back(c.type->kind == value_kind::json ? migrate::read_shape(c.type->typescript) : nullptr);
    std::vector<migrate::names> keys = shape.unique;
    keys.push_back(shape.primary_key);
    for (const migrate::index_shape& i : shape.indexes)
        if (i.unique) keys.push_back(i.columns);
    for (const migrate::names& key : keys) {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (std::find(key.begin(), key.end(), table.columns[i].name) != key.end()) places.push_back(i);
        if (!places.empty()) keys_.push_back(places);
    }
    taken_.resize(keys_.size());
}

std::optional<made_row> row_maker::make(std::uint64_t row) {
    random_source chance(seed_, table_.name, row);
    for (int tries = 0; tries < 12; ++tries)
        if (auto made = attempt(row, chance)) return made;
    return std::nullopt;
}

std::optional<made_row> row_maker::attempt(std::uint64_t row, random_source& chance) {
    workspace_ = workspaces_.empty() ? "" : workspaces_[row % workspaces_.size()];
    parent_.clear();
    made_row made;
    std::vector<std::string> cells(table_.columns.size());
    bool in_workspace = false;
    // References first: what else there is goes by the parent.
    for (const bool references : {true, false}) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const column& c = table_.columns[i];
            if (c.references_table.empty() == references) continue;
            const auto value = cell(c, row, chance);
            if (!value) return std::nullopt;
            cells[i] = *value;
            const auto parent = made_.find(std::string(c.references_table));
            in_workspace = in_workspace || c.name == "workspace_id" ||
                           (parent != made_.end() && *value != "null" && !parent->second.by_workspace.empty());
        }
    }
    if (!keys_are_free(cells)) return std::nullopt;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        made.json += (i ? "," : "[") + cells[i];
        if (table_.columns[i].is_primary_key && cells[i].starts_with('"')) made.id = cells[i].substr(1, cells[i].size() - 2);
    }
    made.json += ']';
    if (in_workspace) made.workspace = workspace_;
    if (table_.name == "workspaces") made.workspace = made.id;
    return made;
}

bool row_maker::keys_are_free(const std::vector<std::string>& cells) {
    std::vector<std::string> texts;
    for (std::size_t k = 0; k < keys_.size(); ++k) {
        std::string text;
        for (std::size_t place : keys_[k]) text += cells[place] + '|';
        if (taken_[k].contains(text)) return false;
        texts.push_back(std::move(text));
    }
    for (std::size_t k = 0; k < keys_.size(); ++k) taken_[k].insert(texts[k]);
    return true;
}

std::optional<std::string> row_maker::cell(const column& c, std::uint64_t row, random_source& chance) {
    if (!c.references_table.empty()) {
        const auto parent = parent_of(c, chance);
        if (parent && parent_.empty()) parent_ = *parent;
        if (parent) return json_string(*parent);
        return c.nullable ? std::optional<std::string>("null") : std::nullopt;
    }
    if (c.is_primary_key && c.type->kind == value_kind::text) return json_string(singular(table_.name) + '_' + chance.uuid());
    if (c.name == "workspace_id") return workspace_.empty() ? "null" : json_string(workspace_);
    if (c.name.ends_with("_id") && c.type->kind == value_kind::text && c.nullable) return "null";
    if (c.nullable && c.default_sql.empty() && chance.one_in(is_rare(c.name) ? 1 : 5) && c.type->kind != value_kind::real) return "null";
    return value_of(c, row, chance);
}

std::optional<std::string> row_maker::parent_of(const column& c, random_source& chance) {
    if (c.nullable && chance.one_in(5)) return std::nullopt;
    if (c.references_table == table_.name) return std::nullopt;  // set once the rows are there: seed_rows.cpp
    const auto parent = made_.find(std::string(c.references_table));
    if (parent == made_.end() || parent->second.ids.empty()) return std::nullopt;
    if (c.references_table == "workspaces") return workspace_;
    const auto same = parent->second.by_workspace.find(workspace_);
    if (same != parent->second.by_workspace.end()) return chance.of(same->second);
    // Another workspace's rows are not for this one.
    if (!parent->second.by_workspace.empty() && c.nullable) return std::nullopt;
    return chance.of(parent->second.ids);
}

std::string row_maker::value_of(const column& c, std::uint64_t row, random_source& chance) {
    switch (c.type->kind) {
        case value_kind::text: return json_string(believable_text(c.name, chance, row));
        case value_kind::integer:
            if (is_number_within_parent(c.name)) return std::to_string(++numbers_[std::string(c.name) + parent_]);
            return believable_number(c.name, true, chance);
        case value_kind::real: return believable_number(c.name, false, chance);
        case value_kind::boolean: return chance.one_in(3) ? "1" : "0";
        case value_kind::timestamp: return json_string(iso_time(moment_of(c, row, chance)));
        case value_kind::date: return json_string(iso_time(first_moment + static_cast<std::int64_t>(row % 700) * 86'400'000).substr(0, 10));
        case value_kind::enumeration: return json_string(c.type->values[chance.below(c.type->value_count)]);
        case value_kind::json: {
            const std::size_t place = static_cast<std::size_t>(&c - table_.columns.data());
            return json_string(believable_json(*json_[place], c.name, chance));
        }
        case value_kind::rows: break;  // no column of a table
    }
    return "null";
}

std::int64_t row_maker::moment_of(const column& c, std::uint64_t row, random_source& chance) const {
    constexpr std::int64_t minute = 60'000;
    const std::int64_t begun = first_moment + static_cast<std::int64_t>(row) * 7 * minute;
    if (c.name.find("created") != c.name.npos || c.name.find("first") != c.name.npos) return begun;
    return begun + static_cast<std::int64_t>(1 + chance.below(20)) * (is_later(c.name) ? 10 * minute : 1'000);
}

}  // namespace squall::tool
