# The studio: a page over a database file, as `squall studio` serves it. Its web page is bundled into the program.
find_library(HTTPLIB_LIBRARY cpp-httplib REQUIRED)
find_program(NODE node REQUIRED)
# What Debian's library was built with: its structs are laid out by it.
set(httplib_definitions CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT CPPHTTPLIB_BROTLI_SUPPORT)

set(page ${CMAKE_BINARY_DIR}/generated/studio_page.cpp)
file(GLOB page_sources CONFIGURE_DEPENDS studio/src/*)
add_custom_command(
  OUTPUT ${page}
  COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/studio/build.mjs ${page}
  DEPENDS ${page_sources} studio/build.mjs
  VERBATIM)

file(GLOB studio_sources CONFIGURE_DEPENDS src/studio/*.cpp)
add_library(squall_studio STATIC ${studio_sources} ${page})
target_include_directories(squall_studio PRIVATE src/studio)
target_compile_definitions(squall_studio PRIVATE ${httplib_definitions})
target_link_libraries(squall_studio PUBLIC squall_migrate PRIVATE sqlite ${HTTPLIB_LIBRARY} squall_warnings)
