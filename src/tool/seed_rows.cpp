#include "seed_rows.hpp"

#include <algorithm>

#include "checked_values.hpp"
#include "migrate/failure.hpp"
#include "migrate/sql_tokens.hpp"
#include "row_generator.hpp"

namespace squall::tool {

using namespace migrate;

namespace {

constexpr std::size_t batch_bytes = 500'000;

std::string json_list_of(const std::vector<std::string>& cells) {
    std::string out;
    for (const std::string& c : cells) out += (out.empty() ? "[" : ",") + c;
    return out + ']';
}

class seeder {
  public:
    seeder(target& db, const declared_schema& schema, const seed_options& o)
        : db_(db), o_(o), made_(seed_tables(schema, o.rows)), fresh_(made_.tables().size()), checked_(made_.tables().size()) {}

    std::vector<seeded_table> run() {
        for (std::size_t t = 0; t < made_.tables().size(); ++t) results_.push_back({table(t).name(), 0, ""});
        for (std::size_t t = 0; t < made_.tables().size();) {
            const std::size_t last = end_of_ring(t);
            last == t ? fill(t) : fill_ring(t, last);
            t = last + 1;
        }
        for (std::size_t t = 0; t < made_.tables().size(); ++t)
            for (const seed_reference& r : table(t).references)
                if (!r.required && r.parent >= t) set_later(t, r);
        return std::move(results_);
    }

  private:
    const seed_table& table(std::size_t t) const { return made_.tables()[t]; }

    /// The last table that rows of `t`, or of the tables behind it, cannot do without.
    std::size_t end_of_ring(std::size_t t) const {
        std::size_t last = t;
        for (std::size_t at = t; at <= last; ++at)
            for (const seed_reference& r : table(at).references)
                if (r.required) last = std::max(last, r.parent);
        return last;
    }

    /// A cell of a row in JSON, which has no blobs.
    static std::string cell_sql(const column_description& column, const std::string& row, std::size_t at) {
        const std::string cell = row + " ->> " + std::to_string(at);
        return column.type->kind == value_kind::blob ? "unhex(" + cell + ')' : cell;
    }
    /// One statement for any number of rows: they are one parameter.
    std::string insert_sql(std::size_t t) const {
        names columns;
        std::string values;
        for (std::size_t c = 0; c < table(t).width(); ++c) {
            if (table(t).is_generated(c)) continue;
            values += (columns.empty() ? "" : ", ") + cell_sql(table(t).column(c), "value", c);
            columns.emplace_back(table(t).column(c).name);
        }
        return "INSERT OR IGNORE INTO " + name_text(table(t).name()) + " (" + name_list(columns) + ") SELECT " + values +
               " FROM json_each(?1)";
    }
    std::vector<names> checked(std::size_t t) {
        std::vector<names> all;
        for (std::size_t c = 0; c < table(t).width(); ++c)
            all.push_back(checked_values(db_, table(t), c, random_source(o_.seed, table(t).name() + ".checks", c)));
        return all;
    }
    std::int64_t count(std::size_t t) { return db_.count("SELECT count(*) FROM " + name_text(table(t).name())); }

    /// The primary keys that are there, each as a JSON list.
    std::set<std::string> keys_there(std::size_t t) {
        std::set<std::string> all;
        std::string list;
        for (std::size_t c : table(t).primary_key) list += (list.empty() ? "" : ", ") + name_text(table(t).column(c).name);
        for (const auto& row : db_.query("SELECT json_array(" + list + ") FROM " + name_text(table(t).name())).rows)
            all.insert(text_of(row[0]));
        return all;
    }
    std::string key_of(std::size_t t, const seeded_row& row) const {
        std::vector<std::string> cells;
        for (std::size_t c : table(t).primary_key) cells.push_back(row.cells[c]);
        return json_list_of(cells);
    }

    /// Rows are made until the table has as many as it should, or no more can be.
    void fill(std::size_t t) {
        const std::int64_t wanted = table(t).rows, before = count(t);
        const std::set<std::string> there_before = before > 0 && !table(t).primary_key.empty() ? keys_there(t) : std::set<std::string>();
        // Without a key nothing keeps the same rows from coming twice.
        if (table(t).keys.empty() && before >= wanted) return;
        row_generator maker(made_, t, o_.seed, checked_[t] = checked(t));
        std::int64_t now = before;
        std::uint64_t next = 0;
        std::size_t all_sent = 0;
        try {
            for (int round = 0; round < 6 && (round == 0 || now < wanted); ++round) {
                const auto more = static_cast<std::uint64_t>(round == 0 ? wanted : 4 * (wanted - now));
                const std::size_t sent = send(t, maker, next, more, before >= wanted);
                next += more;
                all_sent += sent;
                now = count(t);
                if (sent == 0) break;
                keep_what_is_there(t, now - before);
            }
        } catch (const failure& f) {
            results_[t].why = f.what();
            now = count(t);
            keep_what_is_there(t, now - before);
        }
        results_[t].rows = now - before;
        note_fresh(t, there_before);
        if (now < wanted && results_[t].why.empty() && now < max_rows(t))
            results_[t].why = reason(t, maker, all_sent > static_cast<std::size_t>(now - before));
    }
    /// A row without one would come again in each run: NULL is equal to nothing.
    bool has_whole_key(std::size_t t, const seeded_row& row) const {
        return std::any_of(table(t).keys.begin(), table(t).keys.end(), [&](const auto& key) {
            return std::none_of(key.begin(), key.end(), [&](std::size_t c) { return row.cells[c] == "null"; });
        });
    }
    std::size_t send(std::size_t t, row_generator& maker, std::uint64_t first, std::uint64_t rows, bool is_full) {
        std::string batch;
        std::size_t sent = 0;
        const std::string sql = insert_sql(t);
        const auto flush = [&] {
            if (!batch.empty()) db_.run({{sql, {'[' + batch + ']'}}});
            batch.clear();
        };
        for (std::uint64_t i = first; i < first + rows; ++i) {
            if (auto row = maker.make(i); row && (!is_full || has_whole_key(t, *row))) {
                batch += (batch.empty() ? "" : ",") + json_list_of(row->cells);
                made_.add(t, std::move(*row));
                ++sent;
            }
            if (batch.size() > batch_bytes) flush();
            if (o_.progress && i % 512 == 0)
                o_.progress(table(t).name(), static_cast<std::int64_t>(i), static_cast<std::int64_t>(first + rows));
        }
        flush();
        return sent;
    }
    /// A row that a key or a CHECK refused is not there: no later row may refer to it.
    void keep_what_is_there(std::size_t t, std::int64_t fresh) {
        if (table(t).primary_key.empty() || fresh == static_cast<std::int64_t>(made_.of(t).size())) return;
        const std::set<std::string> there = keys_there(t);
        std::vector<bool> keep;
        for (const seeded_row& row : made_.of(t)) keep.push_back(there.contains(key_of(t, row)));
        made_.keep(t, keep);
    }
    void note_fresh(std::size_t t, const std::set<std::string>& there_before) {
        for (const seeded_row& row : made_.of(t)) fresh_[t].push_back(there_before.empty() || !there_before.contains(key_of(t, row)));
    }

    /// Tables that need one another are filled in one transaction, which looks at the references at its end.
    void fill_ring(std::size_t first, std::size_t last) {
        std::vector<statement> batch{{"PRAGMA defer_foreign_keys = on"}};
        std::vector<std::int64_t> before;
        std::vector<std::string> reasons;
        std::vector<std::set<std::string>> there_before;
        bool is_full = true;
        for (std::size_t t = first; t <= last; ++t) {
            before.push_back(count(t));
            there_before.push_back(before.back() > 0 && !table(t).primary_key.empty() ? keys_there(t) : std::set<std::string>());
            is_full = is_full && before.back() >= table(t).rows;
        }
        for (std::size_t t = first; t <= last && !is_full; ++t) {
            // A row may refer to one that is not made yet, whose key is foreseen.
            checked_[t] = checked(t);
            for (std::size_t c = 0; c < table(t).width(); ++c)
                if (table(t).is_named_by_others[c]) checked_[t][c].clear();
            row_generator maker(made_, t, o_.seed, checked_[t]);
            std::string rows;
            for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(table(t).rows); ++i) {
                auto row = maker.make(i);
                if (!row) continue;
                rows += (rows.empty() ? "[" : ",") + json_list_of(row->cells);
                made_.add(t, std::move(*row));
            }
            reasons.push_back(reason(t, maker, false));
            if (!rows.empty()) batch.push_back({insert_sql(t), {rows + ']'}});
        }
        const auto failed = is_full ? std::nullopt : db_.batch(batch);
        for (std::size_t t = first; t <= last; ++t) {
            const std::int64_t now = count(t);
            results_[t].rows = now - before[t - first];
            keep_what_is_there(t, results_[t].rows);
            note_fresh(t, there_before[t - first]);
            if (now >= table(t).rows || now >= max_rows(t)) continue;
            results_[t].why = failed ? failed->reason : reasons[t - first];
        }
    }

    /// As many rows as the keys of a table allow, where all columns of one have a known number of values.
    std::int64_t max_rows(std::size_t t) const {
        double most = 9e18;
        for (const auto& key : table(t).keys) {
            double values = 1;
            std::set<std::size_t> parents;
            for (std::size_t c : key) values *= values_of(t, c, key, parents);
            most = std::min(most, values);
        }
        return static_cast<std::int64_t>(most);
    }
    double values_of(std::size_t t, std::size_t column, const std::vector<std::size_t>& key, std::set<std::size_t>& parents) const {
        const column_description& c = table(t).column(column);
        for (const seed_reference& r : table(t).references) {
            const bool is_in_key = std::all_of(r.columns.begin(), r.columns.end(),
                                               [&](std::size_t i) { return std::find(key.begin(), key.end(), i) != key.end(); });
            if (!is_in_key || r.parent == t || std::find(r.columns.begin(), r.columns.end(), column) == r.columns.end()) continue;
            const bool is_new = parents.insert(r.columns[0]).second;
            return is_new ? static_cast<double>(made_.of(r.parent).size()) : 1;
        }
        // Fewer numbers than were looked for: there are no more. Of texts only some are looked for.
        const std::size_t found = checked_[t].empty() ? 0 : checked_[t][column].size();
        if (found == 1 || (found > 0 && found < static_cast<std::size_t>(table(t).rows) && c.type->kind != value_kind::text))
            return static_cast<double>(found);
        if (c.type->kind == value_kind::boolean) return 2;
        if (c.type->kind == value_kind::enumeration) return static_cast<double>(c.type->value_count);
        return 9e18;
    }
    /// `refused`: SQLite did not take rows that were made, which its constraints explain.
    std::string reason(std::size_t t, const row_generator& maker, bool refused) const {
        std::string checks;
        const auto add = [&](const names& extras) {
            for (const std::string& e : extras)
                if (e.starts_with("CHECK") || e.starts_with("CONSTRAINT")) checks += (checks.empty() ? "" : ", ") + e;
        };
        add(table(t).shape->extras);
        for (const column_shape& c : table(t).shape->columns) add(c.extras);
        if (!maker.why().empty() && (!refused || checks.empty())) return maker.why();
        return checks.empty() ? "its keys or constraints refused the rows" : "its constraints refused the rows: " + checks;
    }

    /// References to rows that were made later, or to rows of the same table: to a row below this one, where there is one, and to
    /// an earlier one that has the same rows above it. Only new rows are changed.
    void set_later(std::size_t t, const seed_reference& r) {
        if (table(t).primary_key.empty()) return;
        const auto& rows = made_.of(t);
        std::string batch;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto parent = fresh_[t][i] ? later_parent(t, r, i) : std::nullopt;
            if (!parent) continue;
            std::vector<std::string> cells;
            for (std::size_t c : table(t).primary_key) cells.push_back(rows[i].cells[c]);
            for (std::size_t c : r.to) cells.push_back(made_.of(r.parent)[*parent].cells[c]);
            batch += (batch.empty() ? "" : ",") + json_list_of(cells);
            if (batch.size() > batch_bytes) send_later(t, r, batch);
        }
        if (!batch.empty()) send_later(t, r, batch);
    }
    std::optional<row_number> later_parent(std::size_t t, const seed_reference& r, std::size_t i) {
        const seeded_row& row = made_.of(t)[i];
        std::vector<std::string> cells = row.cells;
        for (std::size_t c : r.columns)
            if (cells[c] == "null") cells[c].clear();
        random_source chance(o_.seed, table(t).name() + "." + std::string(table(t).column(r.columns[0]).name), i);
        if (r.parent == t) {
            if (i == 0 || i % 2 == 0) return std::nullopt;
            const auto earlier = made_.choose(r, cells, row.above, true, i - 1, chance);
            return earlier && *earlier < i ? earlier : std::nullopt;
        }
        if (made_.is_below(r.parent, t)) return made_.first_below(r.parent, t, static_cast<row_number>(i));
        return made_.choose(r, cells, row.above, true, i, chance);
    }
    void send_later(std::size_t t, const seed_reference& r, std::string& batch) {
        const seed_table& own = table(t);
        const std::string name = name_text(own.name());
        std::string set, where;
        for (std::size_t i = 0; i < own.primary_key.size(); ++i)
            where +=
                (i ? " AND " : "") + name + '.' + name_text(own.column(own.primary_key[i]).name) + " = " +
                cell_sql(own.column(own.primary_key[i]), "made.value", i);
        for (std::size_t i = 0; i < r.columns.size(); ++i) {
            const auto& keys = own.primary_key;
            if (std::find(keys.begin(), keys.end(), r.columns[i]) != keys.end()) continue;
            set += (set.empty() ? "" : ", ") + name_text(own.column(r.columns[i]).name) + " = " +
                   cell_sql(own.column(r.columns[i]), "made.value", keys.size() + i);
        }
        if (!set.empty())
            db_.run({{"UPDATE OR IGNORE " + name + " SET " + set + " FROM json_each(?1) AS made WHERE " + where, {'[' + batch + ']'}}});
        batch.clear();
    }

    target& db_;
    const seed_options& o_;
    seeded_rows made_;
    std::vector<std::vector<bool>> fresh_;
    std::vector<std::vector<names>> checked_;  // by table and column
    std::vector<seeded_table> results_;
};

}  // namespace

std::vector<seeded_table> seed_rows(target& db, const declared_schema& schema, const seed_options& o) {
    return seeder(db, schema, o).run();
}

}  // namespace squall::tool
