# The studio: a page over a database file, as `squall studio` serves it. Its web page is bundled into the program.

# The target microhttpd: GNU libmicrohttpd, by pkg-config, or by its header and library where there is no pkg-config. Its
# interface is C and the same in every build of it.
function(squall_find_microhttpd)
  find_package(PkgConfig QUIET)
  if(PkgConfig_FOUND)
    pkg_check_modules(MICROHTTPD QUIET IMPORTED_TARGET GLOBAL libmicrohttpd>=0.9.71)
  endif()
  add_library(microhttpd INTERFACE)
  if(TARGET PkgConfig::MICROHTTPD)
    target_link_libraries(microhttpd INTERFACE PkgConfig::MICROHTTPD)
    return()
  endif()
  find_path(MICROHTTPD_INCLUDE_DIR microhttpd.h)
  find_library(MICROHTTPD_LIBRARY microhttpd)
  if(NOT MICROHTTPD_INCLUDE_DIR OR NOT MICROHTTPD_LIBRARY)
    message(FATAL_ERROR "squall_add_tool(… STUDIO) needs GNU libmicrohttpd 0.9.71 or newer: install libmicrohttpd-dev (Debian), "
      "libmicrohttpd-devel (Fedora) or libmicrohttpd (Homebrew), or leave STUDIO out")
  endif()
  target_include_directories(microhttpd SYSTEM INTERFACE ${MICROHTTPD_INCLUDE_DIR})
  target_link_libraries(microhttpd INTERFACE ${MICROHTTPD_LIBRARY})
endfunction()

function(squall_need_studio)
  if(TARGET squall_studio)
    return()
  endif()
  find_program(NODE node REQUIRED)
  squall_find_npm(modules esbuild preact @dagrejs/dagre @codemirror/autocomplete @codemirror/commands @codemirror/lang-sql
    @codemirror/language @codemirror/state @codemirror/view @lezer/highlight)
  list(REMOVE_DUPLICATES modules)
  set(page ${CMAKE_BINARY_DIR}/generated/studio_page.cpp)
  file(GLOB page_sources CONFIGURE_DEPENDS ${squall_root}/studio/src/*)
  add_custom_command(
    OUTPUT ${page}
    COMMAND ${NODE} ${squall_root}/studio/build.mjs ${page} ${modules}
    DEPENDS ${page_sources} ${squall_root}/studio/build.mjs
    VERBATIM)

  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/src/studio/*.cpp)
  set(not_for_all)
  if(EMSCRIPTEN)
    set(not_for_all EXCLUDE_FROM_ALL)
    list(FILTER sources EXCLUDE REGEX "/(http_listener|server)\\.cpp$")  # bindings/node has the server
  endif()
  add_library(squall_studio STATIC ${not_for_all} ${sources} ${page})
  target_include_directories(squall_studio PRIVATE ${squall_root}/src/studio)
  # The page is one literal, longer than what a compiler must take; those that we name take it.
  set_source_files_properties(${page} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
  target_link_libraries(squall_studio PUBLIC squall_migrate PRIVATE squall_sqlite sqlite squall_warnings)
  squall_precompile_standard_headers(squall_studio)
  if(NOT EMSCRIPTEN)
    squall_find_microhttpd()
    target_link_libraries(squall_studio PRIVATE microhttpd Threads::Threads)
  endif()
endfunction()
