# The squall command as a program for Node: the same sources, compiled with Emscripten. What the native program takes from the
# system, libcurl and libmicrohttpd comes from Node there: bindings/node, whose imports js-shim/tool supplies.

# link_folder(<target> <folder> <header>): an interface library that sees this folder of the system's headers, found by a header.
function(link_folder target folder header)
  find_path(${target}_found_in NAMES ${folder}/${header} PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH NO_CACHE REQUIRED)
  set(links ${CMAKE_BINARY_DIR}/include/${target})
  file(MAKE_DIRECTORY ${links})
  file(CREATE_LINK ${${target}_found_in}/${folder} ${links}/${folder} SYMBOLIC)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${links})
endfunction()

# The core, the bindings and Node's side, made for the first tool of a build.
function(squall_need_node_platform)
  if(TARGET squall_node)
    return()
  endif()
  link_folder(fmt_headers fmt format.h)
  target_compile_definitions(fmt_headers INTERFACE FMT_HEADER_ONLY)
  add_library(fmt::fmt ALIAS fmt_headers)
  link_folder(cli11 CLI App.hpp)
  link_folder(tomlplusplus toml++ toml.h)

  # Exceptions are WebAssembly's own.
  add_library(squall_node_options INTERFACE)
  target_compile_options(squall_node_options INTERFACE -Oz -fwasm-exceptions)

  # Not the core of a Worker's module, which has no exceptions.
  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/src/core/*.cpp)
  set(native_host ${squall_root}/bindings/sqlite/native_host.cpp ${squall_root}/bindings/sqlite/json_check.cpp)
  add_library(squall_tool_core STATIC EXCLUDE_FROM_ALL ${sources} ${native_host})
  target_link_libraries(squall_tool_core PUBLIC squall_sql squall_node_options PRIVATE simdjson squall_internal squall_warnings)

  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/bindings/sqlite/*.cpp)
  list(REMOVE_ITEM sources ${native_host})
  list(FILTER sources EXCLUDE REGEX "/(file_openers|native_number)\\.cpp$")
  add_library(squall_sqlite STATIC EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(squall_sqlite PUBLIC squall_tool_core sqlite PRIVATE squall_internal squall_warnings)

  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/bindings/d1_rest/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/(http_client|api_base|pause)\\.cpp$")
  add_library(squall_d1_rest STATIC EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(squall_d1_rest PUBLIC squall_tool_core PRIVATE simdjson squall_internal squall_warnings)

  # What bindings/node defines in place of the sources that are left out above and in the other files of this folder.
  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/bindings/node/*.cpp)
  add_library(squall_node OBJECT EXCLUDE_FROM_ALL ${sources})
  target_include_directories(squall_node PRIVATE ${squall_root}/src/migrate ${squall_root}/src/studio)
  target_link_libraries(squall_node PUBLIC squall_tool_core PRIVATE sqlite simdjson squall_internal squall_warnings)
endfunction()

# squall_link_node_tool(<program> [<module>]): the rest of a program of squall_add_tool(), with the functions of the module.
# It becomes tool.wasm, without JavaScript of Emscripten's.
function(squall_link_node_tool name)
  if(ARGC GREATER 1)
    # Their objects, not their library: that one comes with the core of a Worker's module.
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:${ARGV1}_functions>)
  endif()
  target_sources(${name} PRIVATE $<TARGET_OBJECTS:squall_node>)
  target_link_libraries(${name} PRIVATE cli11)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME tool SUFFIX .wasm)
  target_link_options(${name} PRIVATE
    -Oz
    -fwasm-exceptions
    -sSTANDALONE_WASM
    -sERROR_ON_UNDEFINED_SYMBOLS=0 -sWARN_ON_UNDEFINED_SYMBOLS=0  # the imports are named by attributes in the source
    -sFILESYSTEM=0
    -sALLOW_MEMORY_GROWTH=1
    -sMAXIMUM_MEMORY=4GB
    -sTOTAL_STACK=4194304
    -sINITIAL_MEMORY=16777216)
endfunction()
