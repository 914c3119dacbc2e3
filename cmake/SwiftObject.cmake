# Swift modules as single object files, compiled as Embedded Swift: no Swift runtime is needed to run them.
#
# The C linker then makes the library, which CMake's own Swift support would leave to swiftc, together with
# the run-time libraries that Embedded Swift does without.

find_program(
    SWIFTC swiftc
    PATHS /opt/swift/usr/bin /usr/local/bin
    DOC "Swift compiler")
if(NOT SWIFTC)
    message(FATAL_ERROR "swiftc not found: install Swift 6.3 (https://www.swift.org/install) or set -DSWIFTC=<path>")
endif()

set(KULLBACK_SWIFT_FLAGS "" CACHE STRING "Further flags for swiftc, such as -target and a triple when cross-compiling")

# add_swift_object(<module> SOURCES <file ...> [FLAGS <flag ...>] [IMPORTS <module ...>] [KEEP_GLOBAL <symbol>])
#
# Appends the object to the global property SWIFT_OBJECTS. With KEEP_GLOBAL all other symbols become local.
function(add_swift_object module)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "KEEP_GLOBAL" "SOURCES;FLAGS;IMPORTS")
    set(directory ${CMAKE_CURRENT_BINARY_DIR}/swift)
    file(MAKE_DIRECTORY ${directory})
    set(object ${directory}/${module}.o)
    set(interface ${directory}/${module}.swiftmodule)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/*.h
         ${PROJECT_SOURCE_DIR}/Sources/KullbackPlatform/include/*.h)
    set(imported_interfaces)
    foreach(import IN LISTS arg_IMPORTS)
        list(APPEND imported_interfaces ${directory}/${import}.swiftmodule)
    endforeach()
    set(localize)
    if(arg_KEEP_GLOBAL)
        set(localize COMMAND ${CMAKE_OBJCOPY} --keep-global-symbol=${arg_KEEP_GLOBAL} ${object})
    endif()
    add_custom_command(
        OUTPUT ${object} ${interface}
        COMMAND
            ${SWIFTC} -swift-version 6 -O -wmo -Xfrontend -function-sections -parse-as-library -enable-experimental-feature Embedded
            -warnings-as-errors -module-name ${module} -module-cache-path ${directory}/cache -I ${directory}
            ${KULLBACK_SWIFT_FLAGS} ${arg_FLAGS} -emit-module -emit-module-path ${interface} -c ${arg_SOURCES} -o ${object}
        ${localize}
        DEPENDS ${arg_SOURCES} ${headers} ${imported_interfaces}
        COMMENT "Compiling Swift module ${module}"
        COMMAND_EXPAND_LISTS VERBATIM)
    set_property(GLOBAL APPEND PROPERTY SWIFT_OBJECTS ${object})
endfunction()
