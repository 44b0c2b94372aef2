# squall_add_tool(<name> HEADER <header> TABLES <list> [VIEWS <list>] [OTHERS <list>])
#
# The squall command for a schema: migrations and care of its databases. <header> declares each <list>, a value of
# squall::relation_list; OTHERS are full-text indexes and triggers. The program is bin/squall of the build.
#   <name>           the program
#   <name>_commands  all of it but main, for tests

# The engine, made for the first tool of a build.
function(squall_need_migrate)
  if(TARGET squall_migrate)
    return()
  endif()
  find_package(CURL REQUIRED)
  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/src/migrate/*.cpp)
  add_library(squall_migrate STATIC ${sources})
  target_include_directories(squall_migrate PRIVATE ${squall_root}/bindings/sqlite)
  target_link_libraries(squall_migrate PUBLIC squall_core simdjson PRIVATE squall_sqlite CURL::libcurl squall_warnings)
endfunction()

function(squall_add_tool name)
  cmake_parse_arguments(PARSE_ARGV 1 tool "" "HEADER;TABLES;VIEWS;OTHERS" "")
  foreach(needed HEADER TABLES)
    if(NOT tool_${needed})
      message(FATAL_ERROR "squall_add_tool(${name}): ${needed} is missing")
    endif()
  endforeach()
  set(views "squall::relation_list<>{}")
  set(others "squall::relation_list<>{}")
  if(tool_VIEWS)
    set(views "::${tool_VIEWS}")
  endif()
  if(tool_OTHERS)
    set(others "::${tool_OTHERS}")
  endif()
  squall_need_migrate()
  find_package(fmt REQUIRED)

  set(schema ${CMAKE_CURRENT_BINARY_DIR}/${name}_schema.cpp)
  configure_file(${squall_root}/src/tool/schema.cpp.in ${schema} @ONLY)
  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/src/tool/*.cpp)
  list(REMOVE_ITEM sources ${squall_root}/src/tool/main.cpp)
  if(NOT TARGET squall_studio)  # a project that only takes the library has none
    list(REMOVE_ITEM sources ${squall_root}/src/tool/studio.cpp)
  endif()
  add_library(${name}_commands STATIC ${sources} ${schema})
  target_include_directories(${name}_commands BEFORE PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name}_commands PUBLIC squall_migrate fmt::fmt PRIVATE squall_warnings)
  if(TARGET squall_studio)
    target_link_libraries(${name}_commands PRIVATE squall_studio)
    target_compile_definitions(${name}_commands PUBLIC SQUALL_HAS_STUDIO)
  endif()

  add_executable(${name} ${squall_root}/src/tool/main.cpp)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME squall RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  target_link_libraries(${name} PRIVATE ${name}_commands squall_warnings)
endfunction()
