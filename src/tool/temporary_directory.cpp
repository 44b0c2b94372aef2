#include "temporary_directory.hpp"

#include <cstdlib>

#include "migrate/failure.hpp"

namespace squall::tool {

temporary_directory::temporary_directory() {
    std::string name = (std::filesystem::temp_directory_path() / "squall-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw migrate::failure(migrate::outcome::usage, "cannot create a temporary directory");
    path_ = name;
}
temporary_directory::~temporary_directory() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
}

}  // namespace squall::tool
