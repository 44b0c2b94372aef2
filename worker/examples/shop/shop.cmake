# The shop: a module, and a squall command of its own, build/native/shop/squall, that writes and checks its migrations.
squall_add_worker_module(shop
  HEADER worker/examples/shop/functions.hpp
  FUNCTIONS shop::all_functions
  SOURCES worker/examples/shop/catalog.cpp worker/examples/shop/customers.cpp worker/examples/shop/orders.cpp
    worker/examples/shop/stock.cpp worker/examples/shop/tickets.cpp)
if(NOT EMSCRIPTEN)
  squall_add_tool(shop_tool HEADER worker/examples/shop/schema.hpp TABLES shop::schema::tables OTHERS shop::schema::others MODULE shop)
  set_target_properties(shop_tool PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/shop)
endif()
