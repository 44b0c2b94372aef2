#include "project_folder.hpp"

namespace iofold::test {

// Of CMake: __FILE__ is relative to the build's folder where the compiler's cache is shared.
std::filesystem::path project_folder() { return SQUALL_PROJECT_FOLDER; }

}  // namespace iofold::test
