// swift-tools-version: 6.2
import PackageDescription

// A program that lives with the packages of others and with `Teams`, and sees of us what every user sees. Stubs stand
// in for those packages: modules of their names with the names that matter.
let package = Package(
    name: "guest",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "swift-teams", path: "../..")],
    targets: [
        .target(name: "Logging"), .target(name: "HTTPTypes"), .target(name: "Metrics"),
        .target(name: "Hummingbird", dependencies: ["HTTPTypes", "Logging"]),
        .target(name: "Vapor", dependencies: ["Logging"]),
        .target(
            name: "Names",
            dependencies: [
                "Logging", "HTTPTypes", "Metrics", "Hummingbird", "Vapor",
                .product(name: "Teams", package: "swift-teams"),
            ]),
        .executableTarget(name: "Doubles", dependencies: [.product(name: "Teams", package: "swift-teams")]),
    ],
    swiftLanguageModes: [.v6]
)
