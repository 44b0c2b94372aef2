#pragma once
// Categories and products.
#include "customers.hpp"
#include "squall/core/choose.hpp"

namespace shop {

namespace categories {

template <template <squall::fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"parent_id", std::optional<std::int64_t>> parent_id{};
    arg<"name", std::string> name{};
};
squall::plan<schema::Category> create(squall::arguments<create_fields>&&);

template <template <squall::fixed_string, class, auto...> class field>
struct tree_node_fields {
    field<"id", std::int64_t> id{};
    field<"name", std::string> name{};
    field<"depth", std::int64_t> depth{};
};
using TreeNode = squall::fields_of<tree_node_fields>;
/// A category and everything below it, the nearest first.
squall::plan<std::vector<TreeNode>> subtree(squall::arguments<id_fields>&&);

using functions = squall::function_list<create, subtree>;

}  // namespace categories

namespace products {

template <template <squall::fixed_string, class, auto...> class arg>
struct new_product_fields {
    arg<"category_id", std::int64_t> category_id{};
    arg<"sku", std::string> sku{};
    arg<"name", std::string> name{};
    arg<"price", Money> price{};
    arg<"supplier_id", std::optional<squall::bigint>> supplier_id{};
    arg<"attributes", squall::json<>> attributes{};
};
template <template <squall::fixed_string, class, auto...> class arg>
struct import_fields {
    arg<"products", std::vector<squall::object<new_product_fields>>, squall::at_least<1>> products{};
};
/// Stores products; one whose SKU exists takes the new values and the next version.
squall::plan<std::vector<schema::Product>> import(squall::arguments<import_fields>&&);
squall::plan<std::optional<schema::Product>> get(squall::arguments<id_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct reprice_fields {
    arg<"id", std::int64_t> id{};
    arg<"version", std::int64_t> version{};
    arg<"price", Money> price{};
};
/// Changes a price if nobody has changed the product since it was read. Errors: not_found, guard_failed (version).
squall::plan<schema::Product> reprice(squall::arguments<reprice_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"category_id", std::optional<std::int64_t>> category_id{};
    arg<"color", std::optional<std::string>> color{};
    arg<"sort", squall::one_of<"name", "price">, squall::default_text<"name">> sort{};
    arg<"direction", squall::one_of<"asc", "desc">, squall::default_text<"asc">> direction{};
    arg<"limit", std::int64_t, squall::default_integer<20>, squall::between<1, 100>> limit{};
};
/// Products in a chosen order; all, or those of a category or a colour.
squall::plan<std::vector<schema::Product>> list(squall::arguments<list_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct page_fields {
    arg<"cursor", std::optional<std::string>> cursor{};
    arg<"limit", std::int64_t, squall::default_integer<20>, squall::between<1, 100>> limit{};
};
using ProductPage = squall::page<schema::Product, "price", "id">;
/// All products in pages, the most expensive first.
squall::plan<ProductPage> pages(squall::arguments<page_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct prefix_fields {
    arg<"prefix", std::string> prefix{};
};
/// Products whose SKU begins with a text, in which % and _ are themselves once they are escaped with !.
squall::plan<std::vector<schema::Product>> by_sku(squall::arguments<prefix_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct tag_fields {
    arg<"product_id", std::int64_t> product_id{};
    arg<"tags", std::vector<std::string>> tags{};
};
/// Adds tags; those that the product has already stay.
squall::plan<squall::nothing> tag(squall::arguments<tag_fields>&&);
template <template <squall::fixed_string, class, auto...> class arg>
struct tags_fields {
    arg<"tags", std::vector<std::string>> tags{};
};
/// Products with any of some tags.
squall::plan<std::vector<schema::Product>> with_any_tag(squall::arguments<tags_fields>&&);

template <template <squall::fixed_string, class, auto...> class field>
struct placed_fields {
    field<"category_id", std::int64_t> category_id{};
    field<"name", std::string> name{};
    field<"place", std::int64_t> place{};
};
using PlacedProduct = squall::fields_of<placed_fields>;
template <template <squall::fixed_string, class, auto...> class arg>
struct top_fields {
    arg<"count", std::int64_t, squall::default_integer<3>> count{};
};
/// The most expensive products of each category.
squall::plan<std::vector<PlacedProduct>> top(squall::arguments<top_fields>&&);

template <template <squall::fixed_string, class, auto...> class field>
struct found_fields {
    field<"id", std::int64_t> id{};
    field<"name", std::optional<std::string>> name{};
    field<"rank", double> rank{};
};
using FoundProduct = squall::fields_of<found_fields>;
template <template <squall::fixed_string, class, auto...> class arg>
struct search_fields {
    arg<"text", std::string> text{};
    arg<"limit", std::int64_t, squall::default_integer<20>, squall::between<1, 100>> limit{};
};
/// The products that have every word of a text, best first, with the found words in brackets. Any text may be typed.
squall::plan<std::vector<FoundProduct>> search(squall::arguments<search_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct image_fields {
    arg<"product_id", std::int64_t> product_id{};
    arg<"media_type", std::string> media_type{};
    arg<"content", squall::blob> content{};
};
squall::plan<schema::ProductImage> add_image(squall::arguments<image_fields>&&);
squall::plan<std::optional<schema::ProductImage>> image(squall::arguments<id_fields>&&);

using functions = squall::function_list<import, get, reprice, list, pages, by_sku, tag, with_any_tag, top, search, add_image, image>;

}  // namespace products
}  // namespace shop
