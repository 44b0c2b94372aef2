#pragma once
// SQUALL_MODULE_SECTION("name"): a constant stands in that section of a module, beside those that are like it. gzip compares with
// the 32 KB before and no more: the texts of 285 functions, put together, take 4 KB less.
#ifdef __wasm__
#define SQUALL_MODULE_SECTION(section_name) [[gnu::section(section_name)]]
#else
#define SQUALL_MODULE_SECTION(section_name)
#endif
