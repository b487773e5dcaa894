# What `cmake --install` puts where: the client, both libraries, one header, what pkg-config and CMake
# need to find them, the rules to read, the schemas for editors, man pages, completions and documents.
# Folders of the distribution's own tools (completions, man) are theirs by convention.
include(CMakePackageConfigHelpers)

install(TARGETS letterlint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(lib ${LL_LIBRARIES})
  string(REPLACE letterlint_ "" kind ${lib})
  set_target_properties(${lib} PROPERTIES EXPORT_NAME ${kind})
  install(TARGETS ${lib} EXPORT letterlint-${kind}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT letterlint-${kind} NAMESPACE letterlint::
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/letterlint)
endforeach()
install(FILES src/letterlint.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

configure_package_config_file(cmake/letterlintConfig.cmake.in letterlintConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/letterlint)
write_basic_package_version_file(letterlintConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/letterlintConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/letterlintConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/letterlint)

# The pkg-config file finds its prefix from where it lies, so that an installed tree can be moved.
# GNUInstallDirs allows absolute folders; they are named as they are.
foreach(dir LIBDIR INCLUDEDIR)
  cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_${dir} BASE_DIRECTORY "\${prefix}"
             OUTPUT_VARIABLE LL_PC_${dir})
endforeach()
set(LL_PC_PREFIX ${CMAKE_INSTALL_PREFIX})
if(NOT IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
  file(RELATIVE_PATH up /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
  string(REGEX REPLACE "/$" "" LL_PC_PREFIX "\${pcfiledir}/${up}")
endif()
configure_file(cmake/letterlint.pc.in letterlint.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/letterlint.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(DIRECTORY rules schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/letterlint)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md"
  PATTERN man EXCLUDE)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(FILES completions/letterlint.bash RENAME letterlint
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
# zsh looks in the first of these below /usr/local, and on Debian in the second below /usr.
foreach(folder site-functions vendor-completions)
  install(FILES completions/_letterlint DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${folder})
endforeach()
install(FILES completions/letterlint.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES docs/man/letterlint.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES docs/man/letterlint-rules.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
