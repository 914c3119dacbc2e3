// swift-tools-version: 6.2
import PackageDescription

// For development and for `import Kullback`. The shared library with its C interface (Sources/KullbackC) is
// built by CMake, which can give it a soname and an export list.

/// The kernels for one instruction set: the same sources, through symbolic links to their folders. Each target exports
/// one C function and is reached through it, so that no code for a newer processor is shared with the rest.
func kernels(_ suffix: String, _ flags: [String] = []) -> [Target] {
    ["KullbackKernels", "KullbackClosedForms"].map {
        .target(
            name: $0 + suffix, dependencies: ["KullbackPlatform"],
            swiftSettings: flags.isEmpty ? [] : [.unsafeFlags(flags)])
    }
}

#if arch(x86_64)
    let levels =
        kernels("") + kernels("V3", ["-Xcc", "-march=x86-64-v3", "-D", "KULLBACK_V3"])
        + kernels(
            "V4", ["-Xcc", "-march=x86-64-v4", "-Xcc", "-mprefer-vector-width=512", "-D", "KULLBACK_V4"])
#else
    let levels = kernels("")
#endif

let package = Package(
    name: "kullback",
    products: [.library(name: "Kullback", targets: ["Kullback"])],
    targets: levels + [
        .target(name: "KullbackPlatform", linkerSettings: [.linkedLibrary("m")]),
        .target(
            name: "Kullback", dependencies: ["KullbackPlatform"] + levels.map { .target(name: $0.name) }),
        .testTarget(name: "KullbackTests", dependencies: ["Kullback"], path: "Tests/KullbackTests"),
    ],
    swiftLanguageModes: [.v6])
