// Rows for a bound list: values by name from an item and beside it, and their JSON texts, which the plan owns.
#include "squall/core/row_lists.hpp"

#include <numeric>

#include "bank.hpp"
#include "core/json_check.hpp"
#include "squall/core/json_text.hpp"
#include "squall/core/object_text.hpp"
#include "squall/core/value_list.hpp"
#include "squall/sqlite/native_host.hpp"

using namespace bank;

namespace {

enum class Mood { calm, loud };

template <template <fixed_string, class, auto...> class arg>
struct stored_note_fields {
    arg<"text", std::string> text{};
    arg<"id", std::optional<std::string>> id{};
    arg<"mood", Mood, default_enum<Mood::calm>> mood{};
    arg<"rank", std::int64_t, nullable> rank{};
    arg<"is_new", bool, default_false> is_new{};
    arg<"data", std::optional<json<>>> data{};
};
using note = arguments<stored_note_fields>;
template <template <fixed_string, class, auto...> class arg>
struct note_patch_fields {
    arg<"name", std::optional<std::string>> name{};
    arg<"size", std::optional<std::int64_t>, nullable> size{};
};
template <template <fixed_string, class, auto...> class arg>
struct write_notes_fields {
    arg<"notes", std::vector<object<stored_note_fields>>> notes{};
    arg<"patch", object<note_patch_fields>, as_patch> patch{};
};
using write_args = arguments<write_notes_fields>;
using change = arguments<note_patch_fields>;

/// Rows of positional values, as no repository writes them.
struct plain_rows {
    detail::text_arena texts;
    detail::row_texts rows{texts};
    void add(const std::vector<value>& row) {
        std::vector<std::uint8_t> indexes(row.size());
        std::iota(indexes.begin(), indexes.end(), std::uint8_t{0});
        rows.add(row.data(), nullptr, row.size(), indexes);
    }
    lines all() {
        lines found;
        rows.close();
        for (const value& list : rows.lists()) found.emplace_back(list.view());
        return found;
    }
};

}  // namespace

TEST_CASE("the objects of a list and the fields of a patch are read by name", "[core][row_lists]") {
    const auto notes =
        list_of(std::vector{note{.text = "a", .rank = 7}, note{.text = "b", .id = "n2", .rank = std::nullopt, .is_new = true}});
    const change patch{.size = std::nullopt};
    write_args args{.notes = notes, .patch = patch};
    plan<nothing> p{args};
    REQUIRE_FALSE(p.refused());
    std::string seen;
    for (const note& one : args.notes)
        seen += std::string((*one.text).view()) + (one.id.has_value() ? "+" : "-") +
                (one.rank.is_null() ? "null" : std::to_string(one.rank.integer())) + (one.is_new.is_true() ? "!" : ".") +
                std::string((*one.mood).view()) + " ";
    CHECK(seen == "a-7.calm b+null!calm ");
    CHECK_FALSE(args.patch->name.given());
    CHECK(args.patch->size.is_null());
    CHECK(&*args.patch == args.patch.operator->());
    CHECK_FALSE(p.has_duplicates<"text">(args.notes));
}

TEST_CASE("a field takes the further value of its name, else the item's, whatever the order", "[core][row_lists]") {
    constexpr auto list =
        rows<"notes", typed_field<"is_new", bool>, typed_field<"at", timestamp>, fields_in<note>, typed_field<"id", std::string>>;
    const auto notes = list_of(std::vector{note{.text = "a\"", .rank = 7},
                                           note{.text = "b", .id = "n2", .mood = Mood::loud, .rank = std::nullopt, .data = "[1]"}});
    const change patch{};
    write_args args{.notes = notes, .patch = patch};
    plan<nothing> p{args};
    REQUIRE_FALSE(p.refused());
    row_lists all(p, list);
    const auto at = p.keep<timestamp>("2026-02-03T04:05:06.789Z");
    for (const note& one : args.notes) all.add(one, bind<"at">(at), bind<"id">(one.id.value_or("made")));
    lines texts;
    for (const auto& text : all) texts.emplace_back(text.content.view());
    CHECK(texts == lines{R"([[0,"2026-02-03T04:05:06.789Z","a\"","made","calm",7,null],)"
                         R"([0,"2026-02-03T04:05:06.789Z","b","n2","loud",null,"[1]"]])"});
}

TEST_CASE("statements that bind one list point at one text", "[core][row_lists]") {
    constexpr auto list = rows<"new_accounts", accounts.id, accounts.owner>;
    constexpr auto insert = insert_into(accounts).set_each(list);
    constexpr auto removal = delete_from(accounts).where(accounts.id.in(select_value<std::string>(list.field<"id">()).from(list)));
    plan<nothing> p;
    row_lists all(p, list);
    for (int i = 0; i < 3; ++i) {
        const std::string id = "a" + std::to_string(i);
        all.add(bind<"owner">(p.keep("o" + std::to_string(i))), bind<"id">(p.keep(id)));
    }
    for (const auto& text : all) p.run(removal, inputs{text}).run(insert, inputs{text});
    REQUIRE(p.statements().size() == 2);
    const value &first = p.values_of(p.statements()[0])[0], &second = p.values_of(p.statements()[1])[0];
    CHECK(first.view() == R"([["a0","o0"],["a1","o1"],["a2","o2"]])");
    CHECK(first.text == second.text);
    opened database;
    CHECK(database.run(p).ok());
    CHECK(database.balances().size() == 5);
}

TEST_CASE("what a plan has made is bound where it stands, what a caller holds is copied", "[core][row_lists]") {
    constexpr auto insert = insert_into(accounts).set(accounts.id, accounts.owner);
    plan<nothing> p;
    const auto id = p.new_id("a");
    std::string owner = "ann";
    const inputs in{bind<"id">(id), bind<"owner">(text_value(owner))};
    p.run(insert, in).run(insert, in);
    owner = "bob";
    const value *one = p.values_of(p.statements()[0]), *two = p.values_of(p.statements()[1]);
    CHECK(one[0].text == id.content.text);
    CHECK(two[0].text == id.content.text);
    CHECK(one[1].view() == "ann");
    CHECK(two[1].view() == "ann");
    CHECK(one[1].text != owner.data());
}

TEST_CASE("a plan takes over no text of another plan", "[core][row_lists]") {
    constexpr auto insert = insert_into(accounts).set(accounts.id, accounts.owner);
    plan<nothing> p;
    {
        plan<nothing> other;
        p.run(insert, inputs{bind<"id">(other.new_id("a")), bind<"owner">(other.keep(std::string(5000, 'o')))});
    }
    CHECK(p.values_of(p.statements()[0])[0].size == 38);
    CHECK(p.values_of(p.statements()[0])[1].view() == std::string(5000, 'o'));
}

TEST_CASE("rows are arrays in one array", "[core][row_lists]") {
    plain_rows rows;
    CHECK(rows.all().empty());
    rows.add({text_value("a"), integer_value(1)});
    rows.add({text_value("b"), null_value()});
    rows.add({});
    CHECK(rows.all() == lines{"[[\"a\",1],[\"b\",null],[]]"});
    CHECK(rows.all().size() == 1);
}

TEST_CASE("rows that would make a text too long go on in the next, in order", "[core][row_lists]") {
    plain_rows rows;
    const std::string big(longest_list_text / 4, 'x');
    for (int i = 0; i < 10; ++i) rows.add({integer_value(i), text_value(big)});
    const auto texts = rows.all();
    CHECK(texts.size() == 4);  // 3 + 3 + 3 + 1
    std::string order;
    for (const std::string& text : texts) {
        CHECK(text.size() <= longest_list_text);
        CHECK_FALSE(json_problem(text));
        for (std::size_t at = text.find("\"x"); at != text.npos; at = text.find("\"x", at + 1)) order += text[at - 2];
    }
    CHECK(order == "0123456789");
}

TEST_CASE("a list text is filled to the last byte", "[core][row_lists]") {
    const auto texts_of = [](std::size_t second) {
        plain_rows rows;
        rows.add({text_value(std::string(1000, 'a'))});  // [["…"]] is 1006 bytes
        const std::string text(second, 'b');
        rows.add({text_value(text)});  // ,["…"] is 5 more
        return rows.all();
    };
    CHECK(texts_of(longest_list_text - 1011).size() == 1);
    CHECK(texts_of(longest_list_text - 1011)[0].size() == longest_list_text);
    CHECK(texts_of(longest_list_text - 1010).size() == 2);
}

TEST_CASE("a row that is longer than a list text goes alone", "[core][row_lists]") {
    plain_rows rows;
    const std::string huge(longest_list_text + 1, 'x');
    rows.add({integer_value(1)});
    rows.add({text_value(huge)});
    rows.add({integer_value(2)});
    const auto texts = rows.all();
    REQUIRE(texts.size() == 3);
    CHECK(texts[0] == "[[1]]");
    CHECK(texts[1].size() == huge.size() + 6);
    CHECK(texts[2] == "[[2]]");
}

TEST_CASE("lists and objects inside a row are lists, none is lost", "[core][row_lists]") {
    const std::vector<value> tags{text_value("a"), text_value("b\"")}, none;
    value inner = list_value(tags);
    inner.type = value_type::object;
    plain_rows rows;
    rows.add({integer_value(1), list_value(tags), list_value(none), inner, null_value()});
    CHECK(rows.all() == lines{R"([[1,["a","b\""],[],["a","b\""],null]])"});
}

TEST_CASE("a struct of arguments is a JSON object without what is left out", "[core][row_lists]") {
    std::string out;
    append_object(out, note{.text = "a\n", .rank = std::nullopt, .data = R"({"k":[true]})"});
    CHECK(out == R"({"text":"a\u000a","rank":null,"data":{"k":[true]}})");
    out.clear();
    append_object(out, change{});
    CHECK(out == "{}");
}
