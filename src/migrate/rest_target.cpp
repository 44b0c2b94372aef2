#include "rest_target.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "failure.hpp"
#include "http_post.hpp"
#include "json_text.hpp"
#include "split_statements.hpp"
#include "sql_tokens.hpp"

namespace squall::migrate {
namespace {

using simdjson::dom::element;

cell cell_of(element e) {
    std::int64_t i = 0;
    double d = 0;
    bool b = false;
    std::string_view s;
    if (e.get(i) == simdjson::SUCCESS) return i;
    if (e.get(d) == simdjson::SUCCESS) return d;
    if (e.get(s) == simdjson::SUCCESS) return std::string(s);
    if (e.get(b) == simdjson::SUCCESS) return std::int64_t{b};
    return std::monostate{};
}

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
        out += s.sql.substr(copied, tokens[i].offset - copied) + literal(s.parameters.at(static_cast<std::size_t>(std::stoi(tokens[i + 1].text)) - 1));
        copied = tokens[i + 1].offset + tokens[i + 1].text.size();
    }
    return out + s.sql.substr(copied);
}

class rest_target final : public target {
  public:
    explicit rest_target(rest_address address) : address_(std::move(address)) {}

    using target::query;
    std::string name() const override { return "remote D1 " + address_.database; }

    row_set query(const statement& s) override {
        simdjson::dom::parser parser;
        std::string body, why;
        element root;
        ask("/raw", request(s.sql, s.parameters), true, body, why);
        if (!why.empty()) throw failure(outcome::database, name() + ": " + why);
        if (parser.parse(body).get(root) != simdjson::SUCCESS) throw failure(outcome::database, name() + ": the answer is not JSON");
        row_set out;
        for (element one : list_at(root, "result")) {
            element results;
            if (one["results"].get(results) != simdjson::SUCCESS) continue;
            out.columns = texts_at(results, "columns");
            for (element row : list_at(results, "rows")) {
                simdjson::dom::array cells;
                if (row.get(cells) != simdjson::SUCCESS) continue;
                auto& into = out.rows.emplace_back();
                for (element c : cells) into.push_back(cell_of(c));
            }
        }
        return out;
    }

    /// Several statements in one request are one transaction there, as wrangler uses it for migrations.
    std::optional<batch_failure> perform(const std::vector<statement>& all, std::vector<std::int64_t>& changed) override {
        std::string body, why;
        if (all.empty()) return std::nullopt;
        const long status = ask("/query", request(text_of_first(all, all.size()), {}), false, body, why);
        if (!why.empty()) return batch_failure{status == 400 ? find_failing(all) : std::nullopt, why, status == 0 || status >= 500};
        simdjson::dom::parser parser;
        element root;
        if (parser.parse(body).get(root) != simdjson::SUCCESS) return std::nullopt;
        for (element one : list_at(root, "result")) {
            std::int64_t rows = 0;
            element meta;
            if (one["meta"].get(meta) == simdjson::SUCCESS && meta["changes"].get(rows) != simdjson::SUCCESS) rows = 0;
            changed.push_back(rows);
        }
        return std::nullopt;
    }

  private:
    static std::string text_of_first(const std::vector<statement>& all, std::size_t count) {
        std::string sql;
        for (std::size_t i = 0; i < count; ++i) sql += with_values(all[i]) + ";\n";
        return sql;
    }
    /// The answer does not say which statement failed. The first so many are tried again with a statement behind them that
    /// always fails: if it is the one that is told of, those before it are fine; in any case nothing of them stays.
    std::optional<std::size_t> find_failing(const std::vector<statement>& all) {
        const std::string stop = "SELECT json_extract('{}', 'squall: came to here' || one.text) FROM (SELECT '' AS text) AS one";
        std::size_t fine = 0, failing = all.size();  // so many are fine; among so many is the one that fails
        while (fine + 1 < failing) {
            const std::size_t middle = fine + (failing - fine) / 2;
            std::string body, why;
            if (ask("/query", request(text_of_first(all, middle) + stop, {}), false, body, why) != 400) return std::nullopt;
            (why.find("squall: came to here") != why.npos ? fine : failing) = middle;
        }
        return fine;
    }

    static std::string request(const std::string& sql, const std::vector<std::string>& parameters) {
        return "{\"sql\": " + json_string(sql) + ", \"params\": " + json_list(parameters) + '}';
    }

    /// The status of the answer, 0 without one, and why it did not go well. 429 is tried again, for nothing was done then; a fault of the network or of the
    /// server only where the statement reads.
    long ask(const std::string& path, const std::string& request, bool only_reads, std::string& body, std::string& why) {
        const std::string url = address_.base + "/accounts/" + address_.account + "/d1/database/" + address_.database + path;
        constexpr int most = 6;
        for (int attempt = 1;; ++attempt) {
            http_answer answer = http_post(url, address_.token, request);
            const bool again = answer.status == 429 || (only_reads && (answer.status == 0 || answer.status >= 500));
            if (again && attempt < most) {
                wait(attempt, answer.retry_after);
                continue;
            }
            body = std::move(answer.body);
            if (answer.status == 0) {
                why = "no answer (" + answer.no_answer + (only_reads ? ")" : "): it is not known whether the statements were applied: look at squall status");
                return 0;
            }
            why = fault_in(body, answer.status);
            if (answer.status == 429) why += "; too many requests, given up after " + std::to_string(most) + " attempts, nothing was applied";
            return answer.status;
        }
    }
    static void wait(int attempt, long retry_after) {
        const char* unit = std::getenv("SQUALL_RETRY_UNIT_MS");  // tests need not wait
        const long ms = unit ? std::atol(unit) : 1000;
        const long times = retry_after > 0 ? std::min(retry_after, 60L) : 1L << (attempt - 1);
        std::this_thread::sleep_for(std::chrono::milliseconds(ms * times));
    }
    static std::string fault_in(const std::string& body, long status) {
        simdjson::dom::parser parser;
        element root;
        if (parser.parse(body).get(root) != simdjson::SUCCESS) return "HTTP " + std::to_string(status) + " without JSON";
        for (element e : list_at(root, "errors")) {
            std::int64_t code = 0;
            const bool has_code = e["code"].get(code) == simdjson::SUCCESS;
            return text_at(e, "message") + (has_code ? " [code: " + std::to_string(code) + ']' : "");
        }
        if (status < 300 && flag_at(root, "success")) return {};
        return "HTTP " + std::to_string(status);
    }

    rest_address address_;
};

}  // namespace

std::unique_ptr<target> open_rest(rest_address address) { return std::make_unique<rest_target>(std::move(address)); }

}  // namespace squall::migrate
