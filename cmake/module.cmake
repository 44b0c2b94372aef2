# squall.wasm: no JS glue; its few imports are what js-shim/ supplies.
file(GLOB module_sources CONFIGURE_DEPENDS wasm/*.cpp bindings/d1/*.cpp)
list(REMOVE_ITEM module_sources ${CMAKE_SOURCE_DIR}/wasm/generate_client.cpp)

# The repositories are many and run once a call: small. What they all run through: fast.
set(plain -flto -fno-exceptions -fno-rtti)
target_compile_options(squall_core PRIVATE -O2 ${plain})
target_compile_options(squall_repositories PRIVATE -Oz ${plain})

add_executable(squall ${module_sources})
set_target_properties(squall PROPERTIES SUFFIX .wasm)
target_compile_options(squall PRIVATE -O2 ${plain})
target_link_libraries(squall PRIVATE squall_repositories squall_warnings)
target_link_options(squall PRIVATE
  -Oz
  -flto
  --no-entry
  -sSTANDALONE_WASM
  -sERROR_ON_UNDEFINED_SYMBOLS=0 -sWARN_ON_UNDEFINED_SYMBOLS=0  # the imports are named by attributes in the source
  -sFILESYSTEM=0
  -sMALLOC=emmalloc
  -sALLOW_MEMORY_GROWTH=1
  -sTOTAL_STACK=262144
  -sINITIAL_MEMORY=1048576)
