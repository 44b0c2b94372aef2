# cmake --install build/native --prefix P puts the library under P/share/squall, where find_package(squall) looks. It is
# sources: each project compiles them for its own targets, with its own flags. What npm packs is the same (package.json).
include(GNUInstallDirs)
set(squall_share ${CMAKE_INSTALL_DATADIR}/squall)
foreach(part core migrate tool studio)
  install(DIRECTORY src/${part} DESTINATION ${squall_share}/src)
endforeach()
install(DIRECTORY bindings include wasm js-shim studio template DESTINATION ${squall_share})
install(DIRECTORY cmake DESTINATION ${squall_share}
  PATTERN tool.cmake EXCLUDE PATTERN install.cmake EXCLUDE PATTERN ccache.cmake EXCLUDE)
install(FILES package.json LICENSE README.md DESTINATION ${squall_share})
