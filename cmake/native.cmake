# What runs on this machine: the SQLite binding, the generator of the client, the tests.
file(GLOB sqlite_binding_sources CONFIGURE_DEPENDS bindings/sqlite/*.cpp)
add_library(squall_sqlite STATIC ${sqlite_binding_sources})
target_link_libraries(squall_sqlite PUBLIC squall_core sqlite PRIVATE simdjson squall_warnings)

# What the JS side is made of, written from the declarations: client, types, row mappers.
add_executable(generate_client wasm/generate_client.cpp)
target_link_libraries(generate_client PRIVATE squall_repositories squall_sqlite squall_warnings)
set(generated ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${generated})
add_custom_command(
  OUTPUT ${generated}/client.js ${generated}/client.d.ts ${generated}/arguments.json
  COMMAND generate_client ${generated}
  DEPENDS generate_client
  VERBATIM)
add_custom_target(client ALL DEPENDS ${generated}/client.js ${generated}/client.d.ts)

enable_testing()
add_subdirectory(tests/native)
include(cmake/tool.cmake)
