// Random sequences of calls on SQLite, written with what they come to, as JSON: play <file> <first seed> <seeds> <steps>.
#include <fstream>
#include <random>

#include "functions.hpp"
#include "squall/sqlite/sqlite_database.hpp"
#include "squall/squall.hpp"

namespace {

using namespace squall;
using namespace random_plans;
using namespace random_plans::items;

std::string json(const std::string& text) {
    std::string out;
    append_json(out, text_value(text));
    return out;
}
std::string json(std::int64_t n) { return std::to_string(n); }
std::string json(bool b) { return b ? "true" : "false"; }
std::string json(nothing) { return "null"; }
std::string json(double d) {
    std::string out;
    append_json(out, real_value(d));
    return out;
}
template <class T>
std::string json(const std::optional<T>& v) {
    return v ? json(*v) : "null";
}
template <declared_row Row>
std::string json(const Row& row) {
    std::string cells;
    boost::pfr::for_each_field(row, [&](const auto& field) { cells += (cells.empty() ? "" : ",") + json(field); });
    return '[' + cells + ']';
}
template <class T>
std::string json(const std::vector<T>& all) {
    std::string items;
    for (const T& one : all) items += (items.empty() ? "" : ",") + json(one);
    return '[' + items + ']';
}
std::string json(const ItemPage& page) { return "{\"items\":" + json(page.items) + ",\"next_cursor\":" + json(page.next_cursor) + '}'; }
template <class T>
std::string json(const result<T>& r) {
    if (r) return "{\"value\":" + json(r.value()) + '}';
    return "{\"error\":[" + json(std::string(name_of(r.error().kind))) + ',' + json(r.error().guard) + "]}";
}

class player {
  public:
    explicit player(std::uint64_t seed) : random_(seed) {
        if (!db_.execute(std::string(create_table<stored_items>))) throw std::logic_error("no table");
    }
    std::string play(std::size_t steps) {
        for (std::size_t i = 0; i < steps; ++i) step();
        return '[' + steps_ + ']';
    }

  private:
    sqlite_database db_ = sqlite_database::in_memory();
    std::mt19937_64 random_;
    std::string steps_;
    std::optional<std::string> cursor_;

    std::size_t below(std::size_t n) { return random_() % n; }
    std::string id() { return "item " + std::to_string(below(9)); }
    std::string kind() { return std::string(1, static_cast<char>('a' + below(3))); }
    std::int64_t amount() { return static_cast<std::int64_t>(below(12)) - 2; }
    std::optional<double> weight() { return below(3) == 0 ? std::nullopt : std::optional(static_cast<double>(below(7)) / 4 - 0.5); }
    std::optional<std::string> note() {
        static const std::string notes[] = {"", "it's", "\xc3\xa9 \xf0\x9f\x90\xbf", "null", std::string("a\0b", 3), "1e3", "%_\\"};
        return below(2) == 0 ? std::nullopt : std::optional(notes[below(std::size(notes))]);
    }

    static std::string named(const char* name, const std::string& args) {
        return "{\"name\":\"items." + std::string(name) + "\",\"args\":{" + args + "}}";
    }
    void add(const std::string& calls, const std::string& outcome) {
        steps_ += (steps_.empty() ? "\n" : ",\n") + ("{\"calls\":[" + calls + "],\"outcome\":" + outcome + '}');
    }

    struct item {
        std::string id, kind;
        std::int64_t amount;
        std::optional<double> weight;
        std::optional<std::string> note;

        std::string args() const {
            return "\"id\":" + json(id) + ",\"kind\":" + json(kind) + ",\"amount\":" + json(amount) +
                   (weight ? ",\"weight\":" + json(*weight) : "") + (note ? ",\"note\":" + json(*note) : "");
        }
        put_args fields() const { return {.id = id, .kind = kind, .amount = amount, .weight = weight, .note = note}; }
    };
    item any_item() { return {id(), kind(), amount(), weight(), note()}; }

    struct move_call {
        std::string from, to;
        std::int64_t amount;
        std::string args() const { return "\"from\":" + json(from) + ",\"to\":" + json(to) + ",\"amount\":" + json(amount); }
        plan<Item> make() const { return items::move({.from = from, .to = to, .amount = amount}); }
    };
    move_call any_move() { return {id(), id(), static_cast<std::int64_t>(below(5)) + 1}; }

    void step() {
        switch (below(10)) {
            case 0:
            case 1: {
                const item one = any_item();
                return add(named("put", one.args()), json(db_.run(put(one.fields()))));
            }
            case 2: return put_several();
            case 3: {
                const move_call one = any_move();
                return add(named("move", one.args()), json(db_.run(one.make())));
            }
            case 4: {
                const std::string one = id();
                return add(named("remove", "\"id\":" + json(one)), json(db_.run(remove({.id = one}))));
            }
            case 5: {
                const std::string one = id();
                return add(named("get", "\"id\":" + json(one)), json(db_.run(get({.id = one}))));
            }
            case 6: {
                std::vector<std::string> ids;
                for (std::size_t n = below(5); n > 0; --n) ids.push_back(id());
                return add(named("find", "\"ids\":" + json(ids)), json(db_.run(find({.ids = list_of(ids)}))));
            }
            case 7: return add(named("totals", ""), json(db_.run(totals({}))));
            case 8: return list_some();
            default: {
                const item one = any_item();
                const move_call moved = any_move();
                const std::string last = id();
                const auto done = db_.batch(put(one.fields()), moved.make(), get({.id = last}));
                std::string outcome = json(result<nothing>(nothing{}));
                if (done)
                    outcome = "{\"value\":[" + json(std::get<0>(done.value())) + ',' + json(std::get<1>(done.value())) + ',' +
                              json(std::get<2>(done.value())) + "]}";
                else
                    outcome = json(result<nothing>(done.error()));
                return add(named("put", one.args()) + ',' + named("move", moved.args()) + ',' + named("get", "\"id\":" + json(last)),
                           outcome);
            }
        }
    }
    void put_several() {
        std::vector<item> all;
        std::vector<put_fields<squall::argument>> fields;
        for (std::size_t n = below(4); n > 0; --n) all.push_back(any_item());
        std::string args;
        for (const item& one : all) {
            fields.push_back(one.fields());
            args += (args.empty() ? "{" : ",{") + one.args() + '}';
        }
        add(named("put_many", "\"items\":[" + args + ']'), json(db_.run(put_many({.items = list_of(fields)}))));
    }
    void list_some() {
        const std::optional<std::string> of = below(3) == 0 ? std::optional(kind()) : std::nullopt;
        const std::optional<std::int64_t> least = below(3) == 0 ? std::optional(amount()) : std::nullopt;
        const auto limit = static_cast<std::int64_t>(below(4)) + 1;
        const std::optional<std::string> from =
            below(2) == 0 ? cursor_ : std::nullopt;  // of another list of the kind: it is a place all the same
        const auto page = db_.run(items::list({.kind = of, .least = least, .limit = limit, .cursor = from}));
        add(named("list", "\"limit\":" + json(limit) + (of ? ",\"kind\":" + json(*of) : "") + (least ? ",\"least\":" + json(*least) : "") +
                              (from ? ",\"cursor\":" + json(*from) : "")),
            json(page));
        if (page) cursor_ = page.value().next_cursor;
    }
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) return 2;
    const std::uint64_t first = std::stoull(arguments[2]), seeds = std::stoull(arguments[3]);
    std::ofstream out(arguments[1]);
    out << '[';
    for (std::uint64_t seed = first; seed < first + seeds; ++seed)
        out << (seed == first ? "" : ",") << "{\"seed\":" << seed << ",\"steps\":" << player(seed).play(std::stoull(arguments[4])) << '}';
    out << "]\n";
}
