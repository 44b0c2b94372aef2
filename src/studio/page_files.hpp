#pragma once
// The page, bundled from studio/ by the build (studio/build.mjs writes the file that defines this).
#include <span>
#include <string_view>

namespace squall::studio {

struct page_file {
    std::string_view path, type, content;
};
std::span<const page_file> page_files();

}  // namespace squall::studio
