#include "rest_target.hpp"

#include "bindings/d1_rest/rest_reply.hpp"
#include "failure.hpp"
#include "json_writer.hpp"
#include "split_statements.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

/// The value of a parameter as it stands in SQL: one text of several statements takes no parameters.
std::string literal(const std::string& text) {
    if (text.find('\0') == text.npos) return string_text(text);
    return "CAST(x'" + [&] {
        std::string digits;
        for (char c : text) digits += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4], digits += "0123456789abcdef"[c & 15];
        return digits;
    }() + "' AS TEXT)";
}
std::string with_values(const statement& s) {
    if (s.parameters.empty()) return s.sql;
    std::string out;
    std::size_t copied = 0;
    const std::vector<token> tokens = tokens_of(s.sql);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (!tokens[i].is_symbol("?") || tokens[i + 1].kind != token_kind::number) continue;
        out += s.sql.substr(copied, tokens[i].offset - copied) +
               literal(s.parameters.at(static_cast<std::size_t>(std::stoi(tokens[i + 1].text)) - 1));
        copied = tokens[i + 1].offset + tokens[i + 1].text.size();
    }
    return out + s.sql.substr(copied);
}

class rest_target final : public target {
  public:
    explicit rest_target(d1_rest::rest_api api) : api_(std::move(api)) {}

    using target::query;
    std::string name() const override { return "remote D1 " + api_.address().database; }

    row_set query(const statement& s) override {
        asked a = ask("/raw", request(s.sql, s.parameters), true);
        if (!a.why.empty()) throw failure(outcome::database, name() + ": " + a.why);
        if (a.results.size() != 1)
            throw failure(outcome::database, name() + ": " + std::to_string(a.results.size()) + " results for one statement");
        return rows_of(a.results[0]);
    }

    /// Several statements in one request are one transaction there, as wrangler uses it for migrations.
    std::optional<batch_failure> perform(const std::vector<statement>& all, std::vector<std::int64_t>& changed,
                                         std::vector<row_set>* returned) override {
        if (all.empty()) return std::nullopt;
        // One statement keeps its parameters apart: a text of SQL may have 100 KB, a value 2 MB.
        const std::string whole = all.size() == 1 ? request(all[0].sql, all[0].parameters) : request(text_of_first(all, all.size()), {});
        asked a = ask(returned ? "/raw" : "/query", whole, false);
        if (!a.why.empty()) {
            const bool is_named = a.why.find(refusal_mark) != a.why.npos;
            return batch_failure{a.status == 400 && !is_named ? find_failing(all) : std::nullopt, a.why, a.status < 400 || a.status >= 500};
        }
        if (a.results.size() != all.size())
            return batch_failure{std::nullopt,
                                 std::to_string(a.results.size()) + " results for " + std::to_string(all.size()) +
                                     " statements: they may have been applied: run squall status",
                                 true};
        for (d1_rest::statement_reply& one : a.results) {
            changed.push_back(one.changes);
            if (returned) returned->push_back(rows_of(one));
        }
        return std::nullopt;
    }

  private:
    static row_set rows_of(d1_rest::statement_reply& one) {
        row_set out;
        out.columns = std::move(one.columns);
        for (std::size_t i = 0; i < one.rows.rows(); ++i) {
            const cell* row = one.rows.row(i);
            out.rows.emplace_back(row, row + one.rows.width);
        }
        return out;
    }
    static std::string text_of_first(const std::vector<statement>& all, std::size_t count) {
        std::string sql;
        for (std::size_t i = 0; i < count; ++i) sql += with_values(all[i]) + ";\n";
        return sql;
    }
    /// The answer does not say which statement failed. The first so many are tried again with a statement behind them that
    /// always fails: if it is the one in the error, those before it are valid; in any case nothing of them stays.
    std::optional<std::size_t> find_failing(const std::vector<statement>& all) {
        const std::string stop = "SELECT json_extract('{}', 'squall: came to here' || one.text) FROM (SELECT '' AS text) AS one";
        std::size_t fine = 0, failing = all.size();  // so many are fine; among so many is the one that fails
        while (fine + 1 < failing) {
            const std::size_t middle = fine + (failing - fine) / 2;
            const asked a = ask("/query", request(text_of_first(all, middle) + stop, {}), false);
            if (a.status != 400) return std::nullopt;
            (a.why.find("squall: came to here") != a.why.npos ? fine : failing) = middle;
        }
        return fine;
    }

    static std::string request(const std::string& sql, const std::vector<std::string>& parameters) {
        return "{\"sql\": " + json_string(sql) + ", \"params\": " + json_list(parameters) + '}';
    }

    struct asked {
        long status = 0;  // 0: no answer came
        std::string why;  // it did not go well
        std::vector<d1_rest::statement_reply> results;
    };
    asked ask(const std::string& path, const std::string& request, bool only_reads) {
        d1_rest::reply reply = api_.ask(path, request, only_reads);
        if (reply.status == 0)
            return {
                0, "no answer (" + reply.no_answer + (only_reads ? ")" : "): the statements may have been applied: run squall status"), {}};
        const d1_rest::reply_form form = path == "/raw" ? d1_rest::reply_form::raw : d1_rest::reply_form::query;
        d1_rest::read_reply got = d1_rest::read(reply.body, reply.status, form, api_.token());
        if (reply.status == 429)
            got.fault += "; too many requests, given up after " + std::to_string(reply.attempts) + " attempts, nothing was applied";
        return {reply.status, std::move(got.fault), std::move(got.results)};
    }

    d1_rest::rest_api api_;
};

}  // namespace

std::unique_ptr<target> open_rest(d1_rest::rest_api api) { return std::make_unique<rest_target>(std::move(api)); }

}  // namespace squall::migrate
