# `cpack`: a .deb and a .tar.gz of what is installed. The .deb asks dpkg-shlibdeps which packages its
# libraries come from, so that nothing about them stands here.
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME letterlint)
set(CPACK_PACKAGE_CONTACT "The letterlint authors <letterlint@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
  "Reads a cover letter in Markdown and says, at the exact words, what a hiring\nmanager would hold \
against it, why, and what to write instead. Works offline.")
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
