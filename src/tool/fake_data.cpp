#include "fake_data.hpp"

#include <fmt/format.h>

#include <chrono>

#include "migrate/json_writer.hpp"

namespace squall::tool {

using migrate::json_shape;
using migrate::json_string;
using migrate::shape_kind;

namespace {

constexpr std::string_view people[] = {"ada",    "grace",   "linus", "barbara", "donald", "margaret",
                                       "edsger", "frances", "alan",  "hedy",    "dennis", "radia"};
constexpr std::string_view families[] = {"lovelace", "hopper", "liskov", "knuth",   "hamilton", "dijkstra",
                                         "allen",    "turing", "lamarr", "ritchie", "perlman"};
constexpr std::string_view subjects[] = {"Support", "Billing", "Research", "Onboarding", "Refund",
                                         "Search",  "Summary", "Triage",   "Review",     "Booking"};
constexpr std::string_view things[] = {"assistant", "agent", "planner", "classifier", "writer", "checker", "router", "extractor"};
constexpr std::string_view models[] = {"claude-sonnet-4-5", "claude-haiku-4-5", "gpt-5-mini", "gemini-2.5-flash"};
constexpr std::string_view sentences[] = {
    "The customer asks where the parcel is, and the answer names the carrier.",
    "The summary leaves out the second attachment.",
    "Correct and complete; the tone is friendly.",
    "It calls the search tool twice with the same words.",
    "The refund is explained, but the date is missing.",
    "Answers in English although the question was in German.",
    "The plan has four steps, and each is checked before the next.",
    "No source is given for the figure.",
};
constexpr std::string_view purposes[] = {
    "Sorts incoming messages and hands each to the right team.",
    "Drafts answers that a person reads before they are sent.",
    "Finds what was agreed in long conversations.",
    "Checks invoices against orders, and names what differs.",
};
constexpr std::string_view prompts[] = {
    "You are a support agent. Answer in the customer's language, and name your source.",
    "Summarise the conversation in three sentences. Leave out greetings.",
    "Sort the message into one of: billing, delivery, product, other.",
    "Extract order number, date and amount. Say unknown where one is missing.",
};
constexpr std::string_view codes[] = {
    "def evaluate(trace):\n    return 1.0 if trace.output else 0.0",
    "def evaluate(trace):\n    return sum(s.ok for s in trace.steps) / len(trace.steps)",
    "def extract(text):\n    return text.strip().splitlines()[0]",
};
constexpr std::string_view failures[] = {"the model did not answer within 30 s", "429 from the provider", "the answer was no JSON"};

constexpr std::string_view keys[] = {"topic", "language", "channel"};

bool has(std::string_view name, std::string_view part) { return name.find(part) != name.npos; }

std::string list_of(const json_shape& inner, std::string_view name, random_source& chance, int depth) {
    const std::uint64_t count = depth > 2 ? 0 : 1 + chance.below(3);
    std::string out;
    for (std::uint64_t i = 0; i < count; ++i) out += (i ? ", " : "") + fake_json(inner, name, chance, depth + 1);
    return '[' + out + ']';
}

}  // namespace

std::string fake_text(std::string_view name, random_source& chance, std::uint64_t row) {
    // One draw a statement: the order of a call's arguments is the compiler's own, and rows are the same with each.
    if (has(name, "email")) {
        const auto family = chance.of(families);
        const auto person = chance.of(people);
        return fmt::format("{}.{}{}@example.com", person, family, row);
    }
    if (has(name, "url")) return fmt::format("https://example.com/{}", chance.hex(8));
    if (has(name, "hash") || has(name, "encrypted")) return chance.hex(64);
    if (has(name, "model")) return std::string(chance.of(models));
    if (has(name, "code")) return std::string(chance.of(codes));
    if (has(name, "prompt") || has(name, "template") || name == "content") return std::string(chance.of(prompts));
    if (has(name, "error") || has(name, "stderr")) return std::string(chance.of(failures));
    if (name == "description") return std::string(chance.of(purposes));
    if (name == "stdout") return "ok\n";
    if (name == "role") return chance.one_in(2) ? "user" : "assistant";
    if (name == "id" || name.ends_with("_id") || name.ends_with("Id")) return chance.uuid();
    if (has(name, "timestamp") || name.ends_with("_at"))
        return iso_time(first_timestamp + static_cast<std::int64_t>(chance.below(86'400'000)));
    if (name == "name" || name.ends_with("_name") || name == "title") {
        const auto thing = chance.of(things);
        const auto subject = chance.of(subjects);
        return fmt::format("{} {} {}", subject, thing, row + 1);
    }
    return std::string(chance.of(sentences));
}

std::string fake_number(std::string_view name, bool whole, random_source& chance) {
    if (whole) {
        if (has(name, "timestamp") || has(name, "time_ms") || has(name, "duration") || has(name, "delay") || has(name, "_ms"))
            return std::to_string(50 + chance.below(4950));
        if (has(name, "token")) return std::to_string(100 + chance.below(4000));
        if (has(name, "retries")) return "5";
        if (has(name, "retry") || has(name, "priority") || has(name, "error") || has(name, "cache")) return std::to_string(chance.below(3));
        if (name == "progress") return std::to_string(chance.below(101));
        return std::to_string(1 + chance.below(40));
    }
    if (has(name, "cost") || has(name, "usd")) return fmt::format("{:.4f}", static_cast<double>(1 + chance.below(500)) / 10'000);
    if (has(name, "ms")) return fmt::format("{}.5", 50 + chance.below(4000));
    if (has(name, "delta") || has(name, "improvement")) return fmt::format("{:.3f}", static_cast<double>(chance.below(200)) / 1000 - 0.05);
    return fmt::format("{:.3f}", static_cast<double>(500 + chance.below(500)) / 1000);
}

std::string fake_json(const json_shape& shape, std::string_view name, random_source& chance, int depth) {
    switch (shape.kind) {
        case shape_kind::string: return json_string(fake_text(name, chance, chance.below(1000)));
        case shape_kind::number: {
            const bool fraction = has(name, "accuracy") || has(name, "core") || has(name, "rate") || has(name, "Error");
            return fake_number(name, !fraction, chance);
        }
        case shape_kind::boolean: return chance.one_in(4) ? "false" : "true";
        case shape_kind::null: return "null";
        case shape_kind::literal: return json_string(shape.text);
        case shape_kind::list: return list_of(*shape.inner[0], name, chance, depth);
        case shape_kind::one_of: return fake_json(*chance.of(shape.inner), name, chance, depth);
        case shape_kind::record: {
            const std::string_view key = has(name, "file") ? "/notes.txt" : chance.of(keys);
            return '{' + json_string(key) + ": " + (depth > 3 ? "{}" : fake_json(*shape.inner[0], "text", chance, depth + 1)) + '}';
        }
        case shape_kind::object: {
            std::string out;
            for (const json_shape::field& f : shape.fields) {
                if (f.optional && chance.one_in(2)) continue;
                out += (out.empty() ? "" : ", ") + json_string(f.name) + ": " + fake_json(*f.shape, f.name, chance, depth + 1);
            }
            return '{' + out + '}';
        }
        case shape_kind::anything: return json_string(chance.of(subjects));
    }
    return "null";
}

std::string iso_time(std::int64_t ms) {
    using namespace std::chrono;
    const sys_time<milliseconds> at{milliseconds(ms)};
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss<milliseconds> time(at - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

}  // namespace squall::tool
