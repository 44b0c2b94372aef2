#pragma once
#include <filesystem>

namespace iofold::test {

/// The root of the checkout that the tests were built from.
std::filesystem::path project_folder();

}  // namespace iofold::test
