# find_package(squall): the targets squall::sql, squall::core and natively squall::sqlite; the functions
# squall_add_worker_module() and squall_add_tool(). Call it in the project's first CMakeLists.txt.
if(NOT TARGET squall_sql)
  include(${CMAKE_CURRENT_LIST_DIR}/library.cmake)
endif()
