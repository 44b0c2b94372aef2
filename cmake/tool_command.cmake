# squall_add_tool(<name> HEADER <header> TABLES <list> [VIEWS <list>] [MODULE <module>])
#
# The squall command for a schema: migrations and care of its databases. <header> declares <list>, squall::relation_list
# values. <module>: what squall_add_worker_module() made; its functions can be called by name. The program is bin/squall of
# the build.
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
  cmake_parse_arguments(PARSE_ARGV 1 tool "" "HEADER;TABLES;VIEWS;MODULE" "")
  foreach(needed HEADER TABLES)
    if(NOT tool_${needed})
      message(FATAL_ERROR "squall_add_tool(${name}): ${needed} is missing")
    endif()
  endforeach()
  set(views "squall::relation_list<>{}")
  if(tool_VIEWS)
    set(views "::${tool_VIEWS}")
  endif()
  set(include_functions "")
  set(functions "squall::function_list<>")
  if(tool_MODULE)
    get_target_property(header ${tool_MODULE}_functions SQUALL_HEADER)
    get_target_property(functions ${tool_MODULE}_functions SQUALL_FUNCTIONS)
    set(include_functions "#include \"${header}\"")
    set(functions "::${functions}")
  endif()
  squall_need_migrate()
  find_package(fmt REQUIRED)

  set(schema ${CMAKE_CURRENT_BINARY_DIR}/${name}_schema.cpp)
  configure_file(${squall_root}/src/tool/schema.cpp.in ${schema} @ONLY)
  set(callables ${CMAKE_CURRENT_BINARY_DIR}/${name}_functions.cpp)
  configure_file(${squall_root}/src/tool/functions.cpp.in ${callables} @ONLY)
  file(GLOB sources CONFIGURE_DEPENDS ${squall_root}/src/tool/*.cpp)
  list(REMOVE_ITEM sources ${squall_root}/src/tool/main.cpp)
  add_library(${name}_commands STATIC ${sources} ${schema} ${callables})
  target_include_directories(${name}_commands BEFORE PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${name}_commands PUBLIC squall_migrate fmt::fmt PRIVATE squall_warnings)
  # The functions' core asks the binding for the clock, ids and a judgement of JSON; the binding is made of the core.
  set(core squall_core,squall_sqlite)
  if(tool_MODULE)
    set(core ${tool_MODULE}_functions,${core})
  endif()
  target_link_libraries(${name}_commands PRIVATE $<LINK_GROUP:RESCAN,${core}>)

  add_executable(${name} ${squall_root}/src/tool/main.cpp)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME squall RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  target_link_libraries(${name} PRIVATE ${name}_commands squall_warnings)
endfunction()
