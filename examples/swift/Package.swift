// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "KullbackDemo",
    dependencies: [.package(name: "kullback", path: "../..")],
    targets: [
        .executableTarget(
            name: "demo",
            dependencies: [.product(name: "Kullback", package: "kullback")],
            swiftSettings: [.treatAllWarnings(as: .error)]
        )
    ]
)
