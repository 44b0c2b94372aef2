#include "row_generator.hpp"

#include <algorithm>

#include "migrate/json_writer.hpp"

namespace squall::tool {

using migrate::json_string;
using migrate::names;

namespace {

constexpr int most_tries = 60;

/// "agent_versions" as "agent_version".
std::string singular(std::string name) {
    if (name.ends_with("ies")) return name.substr(0, name.size() - 3) + 'y';
    if (name.ends_with("ches")) return name.substr(0, name.size() - 2);
    if (name.ends_with('s') && !name.ends_with("ss")) name.pop_back();
    return name;
}
/// Columns that count the rows of one parent.
bool is_number_within_parent(std::string_view name) {
    return name == "version" || name == "attempt" || name == "position" || name.ends_with("_number") || name.ends_with("_version") ||
           name.ends_with("_index");
}
bool is_later(std::string_view name) {
    return name.find("updated") != name.npos || name.find("completed") != name.npos || name.find("last") != name.npos ||
           name.find("resolved") != name.npos || name.find("expires") != name.npos;
}
/// What most rows do not have.
bool is_rare(std::string_view name) {
    return name.find("error") != name.npos || name == "stderr" || name.starts_with("resolved") || name.starts_with("next_retry");
}
bool is_integer(const column_description& c) { return detail::is_integer(c.type); }
/// So many bytes, as the statement's unhex() reads them.
std::string hex_of(random_source& chance, std::uint64_t bytes) {
    std::string out;
    for (std::uint64_t i = 0; i < 2 * bytes; ++i) out += "0123456789abcdef"[chance.below(16)];
    return out;
}
std::string date_of(std::uint64_t row) { return iso_time(first_timestamp + static_cast<std::int64_t>(row) * 86'400'000).substr(0, 10); }

}  // namespace

row_generator::row_generator(const seeded_rows& made, std::size_t table, std::uint64_t seed, std::vector<migrate::names> checked)
    : made_(made), at_(table), table_(made.tables()[table]), seed_(seed), checked_(std::move(checked)), taken_(table_.keys.size()) {
    for (std::size_t i = 0; i < table_.width(); ++i) is_json_.push_back(table_.must_be_json(i));
    for (const column_description& c : table_.declared->columns)
        json_.push_back(c.type->kind == value_kind::json ? migrate::read_shape(c.type->typescript) : nullptr);
}

/// The DDL allows a NULL in a filled column; the declaration promises that there is none. SQLite allows one in a key.
bool row_generator::may_be_null(std::size_t column) const {
    const column_description& c = table_.column(column);
    const auto& key = table_.primary_key;
    return c.nullable && !c.is_filled && std::find(key.begin(), key.end(), column) == key.end();
}

std::string row_generator::key_cell(const seed_table& t, std::size_t column, std::uint64_t row, std::uint64_t seed) {
    const column_description& c = t.column(column);
    random_source chance(seed, t.name() + '.' + std::string(c.name), row);
    switch (c.type->kind) {
        case value_kind::text: {
            if (c.is_primary_key) return json_string(singular(t.name()) + '_' + chance.uuid());
            const std::string text = fake_text(c.name, chance, row);
            return json_string(text.find(std::to_string(row)) != text.npos ? text : text + ' ' + std::to_string(row + 1));
        }
        case value_kind::integer:
        case value_kind::bigint: return std::to_string(row + 1);
        case value_kind::blob: return json_string(hex_of(chance, 16));
        case value_kind::real: return std::to_string(row + 1);  // whole: integer columns may refer to it
        case value_kind::boolean: return row % 2 == 0 ? "0" : "1";
        case value_kind::timestamp: return json_string(iso_time(first_timestamp + static_cast<std::int64_t>(row) * 420'000));
        case value_kind::date: return json_string(date_of(row));
        case value_kind::enumeration: return json_string(c.type->values[row % std::max<std::size_t>(1, c.type->value_count)]);
        default: return json_string(std::to_string(row + 1));
    }
}

std::optional<seeded_row> row_generator::make(std::uint64_t row) {
    random_source chance(seed_, table_.name(), row);
    for (int tries = 0; tries < most_tries; ++tries) {
        auto made = attempt(row, tries, chance);
        if (made && keys_are_free(made->cells)) {
            why_.clear();
            return made;
        }
        if (made) why_ = "no unused key values are left";
    }
    return std::nullopt;
}

std::optional<seeded_row> row_generator::attempt(std::uint64_t row, int tries, random_source& chance) {
    seeded_row out;
    out.cells.resize(table_.width());
    // References first: all other values depend on the parent.
    bool is_first = true;
    for (const seed_reference& r : table_.references) {
        if (!set_reference(r, row, tries, is_first, out, chance)) return std::nullopt;
        is_first = false;
    }
    for (std::size_t i = 0; i < table_.width(); ++i)
        if (out.cells[i].empty()) out.cells[i] = plain_cell(i, row, tries, out, chance);
    // A row may refer to itself, whose key is known now.
    for (const seed_reference& r : table_.references)
        for (std::size_t i = 0; i < r.columns.size(); ++i)
            if (out.cells[r.columns[i]] == "itself") out.cells[r.columns[i]] = out.cells[r.to[i]];
    return out;
}

bool row_generator::set_reference(const seed_reference& r, std::uint64_t row, int tries, bool is_first, seeded_row& out,
                                  random_source& chance) {
    const auto leave = [&] {  // NULL in what is not set yet: set_later() of seed_rows.cpp may fill it
        bool is_null = false;
        for (std::size_t c : r.columns)
            if (out.cells[c].empty() && may_be_null(c)) out.cells[c] = "null", is_null = true;
        return is_null || r.is_inferred || out.cells[r.columns[0]] == "null";
    };
    if (std::any_of(r.columns.begin(), r.columns.end(), [&](std::size_t c) { return out.cells[c] == "null"; })) return leave() || true;
    const bool is_later = r.parent > at_ || (r.parent == at_ && (!r.required || row == 0));
    if (is_later && !r.required) return leave() || r.is_inferred;
    if (r.parent > at_) return refer_to_later(r, out, chance);
    const bool may_refer_to_itself = r.parent == at_ && (row == 0 || chance.one_in(3));
    if (may_refer_to_itself) {
        for (std::size_t i = 0; i < r.columns.size(); ++i)
            if (out.cells[r.columns[i]].empty() && r.columns[i] != r.to[i]) out.cells[r.columns[i]] = "itself";
        return true;
    }
    if (!r.required && !r.is_inferred && chance.one_in(5)) return leave();
    // A parent that only one row may refer to is taken in turn, and so is the first: its rows are served evenly.
    const bool is_key = std::any_of(table_.keys.begin(), table_.keys.end(), [&](const auto& key) {
        return std::all_of(key.begin(), key.end(),
                           [&](std::size_t c) { return std::find(r.columns.begin(), r.columns.end(), c) != r.columns.end(); });
    });
    std::optional<std::size_t> from;
    if (is_key || (is_first && tries == 0)) from = static_cast<std::size_t>(row) + static_cast<std::size_t>(tries);
    // Rows that belong together, as long as the keys allow it.
    const bool is_loose = r.required && tries >= most_tries / 3;
    const auto parent = made_.choose(r, out.cells, is_loose ? ancestors() : out.above, !r.required || tries == 0, from, chance);
    if (!parent) {
        if (r.required)
            why_ = made_.of(r.parent).empty() ? made_.tables()[r.parent].name() + " has no rows to refer to"
                                              : "no row of " + made_.tables()[r.parent].name() + " fits its other references";
        return !r.required && leave();
    }
    const seeded_row& chosen = made_.of(r.parent)[*parent];
    for (std::size_t i = 0; i < r.columns.size(); ++i) out.cells[r.columns[i]] = chosen.cells[r.to[i]];
    if (r.parent != at_) out.above.emplace(r.parent, *parent);
    out.above.insert(chosen.above.begin(), chosen.above.end());
    return true;
}

/// Tables that need one another: the later one's keys are foreseen.
bool row_generator::refer_to_later(const seed_reference& r, seeded_row& out, random_source& chance) {
    const seed_table& parent = made_.tables()[r.parent];
    const std::uint64_t row = chance.below(static_cast<std::uint64_t>(parent.rows));
    for (std::size_t i = 0; i < r.columns.size(); ++i) {
        const bool is_reference = std::any_of(parent.references.begin(), parent.references.end(), [&](const seed_reference& of_parent) {
            return std::find(of_parent.columns.begin(), of_parent.columns.end(), r.to[i]) != of_parent.columns.end();
        });
        if (is_reference || !out.cells[r.columns[i]].empty()) {
            why_ = "it and " + parent.name() + " refer to each other through keys that are references";
            return false;
        }
        out.cells[r.columns[i]] = key_cell(parent, r.to[i], row, seed_);
    }
    return true;
}

bool row_generator::keys_are_free(const std::vector<std::string>& cells) {
    std::vector<std::string> texts(table_.keys.size());
    for (std::size_t k = 0; k < table_.keys.size(); ++k) {
        for (std::size_t place : table_.keys[k]) {
            if (cells[place] == "null") {  // NULL is equal to nothing
                texts[k].clear();
                break;
            }
            texts[k] += cells[place] + '|';
        }
        if (taken_[k].contains(texts[k])) return false;
    }
    for (std::size_t k = 0; k < table_.keys.size(); ++k)
        if (!texts[k].empty()) taken_[k].insert(texts[k]);
    return true;
}

std::string row_generator::plain_cell(std::size_t column, std::uint64_t row, int tries, const seeded_row& so_far, random_source& chance) {
    const column_description& c = table_.column(column);
    const bool is_alone = table_.is_alone_in_key(column);
    const names& checked = checked_[column];
    if (is_alone && !checked.empty()) return checked[(row + static_cast<std::uint64_t>(tries)) % checked.size()];
    const bool is_for_references = c.is_primary_key || table_.is_named_by_others[column];
    if (checked.empty() && (is_for_references || (is_alone && is_integer(c))))
        return key_cell(table_, column, row + static_cast<std::uint64_t>(is_alone ? 0 : tries), seed_);
    if (c.type->kind == value_kind::text && may_be_null(column) && c.name.ends_with("_id")) return "null";
    if (!table_.is_in_key(column) && may_be_null(column) && c.default_sql.empty() && chance.one_in(is_rare(c.name) ? 1 : 5) &&
        c.type->kind != value_kind::real)
        return "null";
    if (!checked.empty()) return chance.of(checked);
    if (is_integer(c) && (is_number_within_parent(c.name) || table_.is_in_key(column))) {
        std::string parent;
        for (const seed_reference& r : table_.references)
            if (parent.empty()) parent = so_far.cells[r.columns[0]];
        return std::to_string(++numbers_[std::string(c.name) + parent]);
    }
    std::string value = value_of(column, row, chance);
    if (tries > 0 && table_.is_in_key(column) && c.type->kind == value_kind::text)
        value.insert(value.size() - 1, ' ' + std::to_string(row + 1) + (tries > 1 ? '.' + std::to_string(tries) : ""));
    return value;
}

std::string row_generator::value_of(std::size_t column, std::uint64_t row, random_source& chance) {
    const column_description& c = table_.column(column);
    if (c.type->kind == value_kind::text && is_json_[column])
        return json_string("{\"" + std::string(c.name) + "\":" + std::to_string(row + 1) + '}');
    switch (c.type->kind) {
        case value_kind::text: return json_string(fake_text(c.name, chance, row));
        case value_kind::integer:
        case value_kind::bigint: return fake_number(c.name, true, chance);
        case value_kind::blob: return json_string(hex_of(chance, 8 + chance.below(40)));
        case value_kind::real: return fake_number(c.name, false, chance);
        case value_kind::boolean: return chance.one_in(3) ? "1" : "0";
        case value_kind::timestamp: return json_string(iso_time(time_of(c, row, chance)));
        case value_kind::date: return json_string(date_of(table_.is_in_key(column) ? row : row % 700));
        case value_kind::enumeration:
            return c.type->value_count == 0 ? "null" : json_string(c.type->values[chance.below(c.type->value_count)]);
        case value_kind::json: return json_string(fake_json(*json_[column], c.name, chance));
        case value_kind::rows: break;  // no column of a table
    }
    return "null";
}

std::int64_t row_generator::time_of(const column_description& c, std::uint64_t row, random_source& chance) const {
    constexpr std::int64_t minute = 60'000;
    const std::int64_t begun = first_timestamp + static_cast<std::int64_t>(row) * 7 * minute;
    if (c.name.find("created") != c.name.npos || c.name.find("first") != c.name.npos) return begun;
    return begun + static_cast<std::int64_t>(1 + chance.below(20)) * (is_later(c.name) ? 10 * minute : 1'000);
}

}  // namespace squall::tool
