#include "sample_writes.hpp"

#include <sqlite3.h>

#include <map>
#include <memory>
#include <set>

#include "faulty_database.hpp"
#include "squall/core/text.hpp"
#include "squall/sqlite/native_host.hpp"
#include "support/sample_calls.hpp"
#include "support/test_database.hpp"

namespace iofold::test {
namespace {

using namespace squall;

/// A world, and what was in it before anybody called.
struct prepared_world {
    sample_world world;
    std::unique_ptr<faulty_database> db;
    std::string before;

    void make() {
        if (db) return;
        db = std::make_unique<faulty_database>(make_sample_world(world));
        before = db->everything();
    }
};

using sent = std::vector<std::pair<const statement_data*, std::uint32_t>>;
sent statements_of(const plan_core& p) {
    sent all;
    for (const plan_statement& s : p.statements()) all.emplace_back(s.statement, s.active_conditions);
    return all;
}

class finder {
  public:
    finder() {
        for (const sample_world& w : sample_worlds()) worlds_.push_back({w, nullptr, {}});
    }
    void find(const exported_function& f, found_writes& all) {
        std::map<sent, std::vector<std::size_t>> ways;
        std::size_t number = 0;
        for_each_sample_call(f, [&](const std::vector<value>& arguments) {
            const plan_core p = f.plan_for(arguments.data());
            if (!p.refused() && p.writes()) ways[statements_of(p)].push_back(number);
            ++number;
        });
        if (ways.empty()) return;
        ++all.functions;
        bool any = false;
        for (const auto& [statements, calls] : ways) any = find_one(f, calls, all) || any;
        if (!any) all.not_found.push_back(f.full_name());
    }

  private:
    std::vector<prepared_world> worlds_;

    bool find_one(const exported_function& f, const std::vector<std::size_t>& calls, found_writes& all) {
        for (prepared_world& w : worlds_) {
            w.make();
            for (std::size_t call : calls) {
                const sample_write candidate{&f, call, w.world};
                bool changed = false;
                candidate.with_plan([&](const plan_core& p) {
                    const plan_core* one = &p;
                    const int changes = sqlite3_total_changes(w.db->handle());
                    if (!w.db->healthy({&one, 1}, false) || sqlite3_total_changes(w.db->handle()) == changes) return;
                    changed = w.db->everything() != w.before;
                });
                if (!changed) continue;
                w.db.reset();
                all.writes.push_back(candidate);
                return true;
            }
        }
        return false;
    }
};

}  // namespace

void sample_write::with_arguments(const std::function<void(const std::vector<value>&)>& use) const {
    std::size_t number = 0;
    for_each_sample_call(*function, [&](const std::vector<value>& arguments) {
        if (number++ == call) use(arguments);
    });
}
void sample_write::with_plan(const std::function<void(const plan_core&)>& use) const {
    set_native_host({.now_ms = [] { return *parse_timestamp(now); }, .uuid = [n = 0]() mutable { return new_id("", ++n); }});
    with_arguments([&](const std::vector<value>& arguments) { use(function->plan_for(arguments.data())); });
    set_native_host({});
}

const found_writes& sample_writes() {
    static const found_writes all = [] {
        found_writes found;
        finder f;
        for (const exported_function& one : exported_functions()) f.find(one, found);
        return found;
    }();
    return all;
}

}  // namespace iofold::test
