# The studio: a page over a database file, as `squall studio` serves it. Its web page is bundled into the program.
function(squall_need_studio)
  if(TARGET squall_studio)
    return()
  endif()
  find_library(HTTPLIB_LIBRARY cpp-httplib REQUIRED)
  find_program(NODE node REQUIRED)
  set(page ${CMAKE_BINARY_DIR}/generated/studio_page.cpp)
  file(GLOB page_sources CONFIGURE_DEPENDS ${squall_root}/studio/src/*)
  add_custom_command(
    OUTPUT ${page}
    COMMAND ${NODE} ${squall_root}/studio/build.mjs ${page}
    DEPENDS ${page_sources} ${squall_root}/studio/build.mjs
    VERBATIM)

  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/src/studio/*.cpp)
  add_library(squall_studio STATIC ${sources} ${page})
  target_include_directories(squall_studio PRIVATE ${squall_root}/src/studio)
  # The page is one literal, longer than what a compiler must take; those that we name take it.
  set_source_files_properties(${page} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  # What Debian's library was built with: its structs are laid out by it.
  target_compile_definitions(squall_studio PRIVATE CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT CPPHTTPLIB_BROTLI_SUPPORT)
  target_link_libraries(squall_studio PUBLIC squall_migrate PRIVATE sqlite ${HTTPLIB_LIBRARY} squall_warnings)
endfunction()
