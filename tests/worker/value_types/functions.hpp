#pragma once
// Functions that take and return blobs and bigints in every place where a value can stand.
#include "schema.hpp"

namespace value_types {

namespace folders {

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", std::string> id{};
    arg<"key", blob> key{};
};
squall::plan<schema::Folder> create(squall::arguments<create_fields>&&);

template <template <fixed_string, class, auto...> class field>
struct file_summary_fields {
    field<"id", bigint> id{};
    field<"hash", std::optional<blob>> hash{};
    field<"size", std::optional<bigint>> size{};
};
using FileSummary = squall::fields_of<file_summary_fields>;
template <template <fixed_string, class, auto...> class field>
struct folder_tree_fields {
    field<"id", std::string> id{};
    field<"key", blob> key{};
    field<"files", std::vector<FileSummary>> files{};
    field<"largest", std::optional<schema::File>> largest{};
};
using FolderTree = squall::fields_of<folder_tree_fields>;
template <template <fixed_string, class, auto...> class arg>
struct key_fields {
    arg<"key", blob> key{};
};
/// A folder by its key, with its files, and with the largest one whole.
squall::plan<std::optional<FolderTree>> tree(squall::arguments<key_fields>&&);

using functions = squall::function_list<create, tree>;

}  // namespace folders

namespace files {

template <template <fixed_string, class, auto...> class arg>
struct new_file_fields {
    arg<"id", bigint> id{};
    arg<"folder_id", std::string> folder_id{};
    arg<"data", blob> data{};
    arg<"hash", std::optional<blob>> hash{};
    arg<"size", std::optional<bigint>> size{};
};
using new_file = squall::arguments<new_file_fields>;
squall::plan<schema::File> create(new_file&&);

template <template <fixed_string, class, auto...> class arg>
struct create_many_fields {
    arg<"files", std::vector<squall::object<new_file_fields>>> files{};
};
/// Inserts all files by one statement.
squall::plan<std::vector<schema::File>> create_many(squall::arguments<create_many_fields>&&);

template <template <fixed_string, class, auto...> class arg>
struct id_fields {
    arg<"id", bigint> id{};
};
squall::plan<std::optional<schema::File>> get(squall::arguments<id_fields>&&);
squall::plan<std::optional<blob>> data_of(squall::arguments<id_fields>&&);
squall::plan<std::optional<bigint>> size_of(squall::arguments<id_fields>&&);
/// The size and one more, which may be beyond 64 bits.
squall::plan<std::optional<bigint>> size_plus_one(squall::arguments<id_fields>&&);

template <template <fixed_string, class, auto...> class arg>
struct hashes_fields {
    arg<"hashes", std::vector<blob>> hashes{};
};
squall::plan<std::vector<schema::File>> list_by_hashes(squall::arguments<hashes_fields>&&);
template <template <fixed_string, class, auto...> class arg>
struct ids_fields {
    arg<"ids", std::vector<bigint>> ids{};
};
squall::plan<std::vector<schema::File>> list_by_ids(squall::arguments<ids_fields>&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"folder_id", std::string> folder_id{};
    arg<"larger_than", std::optional<bigint>, squall::at_least<0>> larger_than{};
    arg<"limit", std::int64_t, squall::default_integer<20>, squall::between<1, 100>> limit{};
    arg<"cursor", std::optional<std::string>> cursor{};
};
/// The largest first.
squall::plan<squall::page<schema::File, "size", "id">> list(squall::arguments<list_fields>&&);

template <template <fixed_string, class, auto...> class arg>
struct list_ordered_fields {
    arg<"folder_id", std::string> folder_id{};
    arg<"order", squall::one_of<"largest", "first", "last">, squall::default_text<"first">> order{};
    arg<"limit", std::int64_t, squall::default_integer<20>, squall::at_least<1>> limit{};
    arg<"cursor", std::optional<std::string>> cursor{};
};
using OrderedFiles = squall::ordered_page<schema::File, squall::page_order<"largest", "size", "id">, squall::page_order<"first", "id">,
                                          squall::page_order<"last", "id">>;
/// In the order of its name.
squall::plan<OrderedFiles> list_ordered(squall::arguments<list_ordered_fields>&&);

template <template <fixed_string, class, auto...> class arg>
struct patch_fields {
    arg<"data", std::optional<blob>> data{};
    arg<"hash", std::optional<blob>, squall::nullable> hash{};
    arg<"size", std::optional<bigint>, squall::nullable> size{};
};
template <template <fixed_string, class, auto...> class arg>
struct update_fields {
    arg<"id", bigint> id{};
    arg<"patch", squall::object<patch_fields>, squall::as_patch> patch{};
};
squall::plan<schema::File> update(squall::arguments<update_fields>&&);

template <template <fixed_string, class, auto...> class field>
struct totals_fields {
    field<"total", std::optional<bigint>> total{};
    field<"largest", std::optional<bigint>> largest{};
    field<"bytes", std::optional<std::int64_t>> bytes{};
};
using Totals = squall::fields_of<totals_fields>;
squall::plan<Totals> totals(squall::no_arguments&&);

template <template <fixed_string, class, auto...> class field>
struct number_fields {
    field<"number", std::optional<bigint>> number{};
};
using Number = squall::fields_of<number_fields>;
/// The ids and the sizes of all files, each once, the largest first.
squall::plan<std::vector<Number>> numbers(squall::no_arguments&&);

using functions = squall::function_list<create, create_many, get, data_of, size_of, size_plus_one, list_by_hashes, list_by_ids, list,
                                        list_ordered, update, totals, numbers>;

}  // namespace files

namespace prices {

template <template <fixed_string, class, auto...> class arg>
struct set_fields {
    arg<"country", Country> country{};
    arg<"price", Money> price{};
    arg<"reduced", std::optional<Money>> reduced{};
    arg<"priority", Priority> priority{};
};
squall::plan<schema::Price> set(squall::arguments<set_fields>&&);

template <template <fixed_string, class, auto...> class arg>
struct limit_fields {
    arg<"at_most", Money> at_most{};
};
/// The countries with a price of at most so much, the cheapest first.
squall::plan<std::vector<schema::Price>> list(squall::arguments<limit_fields>&&);

using functions = squall::function_list<set, list>;

}  // namespace prices

using all_functions = squall::joined_lists<folders::functions, files::functions, prices::functions>::type;

}  // namespace value_types
