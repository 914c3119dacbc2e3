// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "conformance",
    dependencies: [.package(name: "kullback", path: "../../..")],
    targets: [
        .executableTarget(
            name: "Conformance", dependencies: [.product(name: "Kullback", package: "kullback")],
            swiftSettings: [.treatAllWarnings(as: .error)])
    ],
    swiftLanguageModes: [.v6])
