// swift-tools-version: 6.2
import PackageDescription

// Arrows point down only: programs, products, protocol, kits, C. See CONTRIBUTING.md.

let c: [Target] = [
    .systemLibrary(name: "CLibSystem", path: "Sources/C/CLibSystem"),
    .systemLibrary(
        name: "CLibCurl", path: "Sources/C/CLibCurl", pkgConfig: "libcurl",
        providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
        name: "CLibOpenSSL", path: "Sources/C/CLibOpenSSL", pkgConfig: "libcrypto",
        providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
        name: "CLibSQLite", path: "Sources/C/CLibSQLite", pkgConfig: "sqlite3",
        providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
]

// Homebrew's folder is on no search path, and pkg-config knows it. On Linux that would do nothing but warn of a flag it
// may not give.
#if os(macOS)
    let simdjson: [Target] = [
        .systemLibrary(
            name: "CLibSimdJSONFlags", path: "Sources/C/CLibSimdJSONFlags", pkgConfig: "simdjson",
            providers: [.brew(["simdjson"])]),
        .target(name: "CLibSimdJSON", dependencies: ["CLibSimdJSONFlags"], path: "Sources/C/CLibSimdJSON"),
    ]
#else
    let simdjson: [Target] = [
        .target(
            name: "CLibSimdJSON", path: "Sources/C/CLibSimdJSON", linkerSettings: [.linkedLibrary("simdjson")])
    ]
#endif

let kits: [Target] = [
    .target(name: "LockKit", path: "Sources/Kit/LockKit"),
    .target(name: "ServiceKit", path: "Sources/Kit/ServiceKit"),
    .target(name: "JSONKit", dependencies: ["CLibSimdJSON", "ServiceKit"], path: "Sources/Kit/JSONKit"),
    .target(
        name: "HTTPKit", dependencies: ["CLibSystem", "CLibCurl", "TokenKit", "ServiceKit"],
        path: "Sources/Kit/HTTPKit"),
    .target(name: "TokenKit", dependencies: ["CLibOpenSSL", "JSONKit", "ServiceKit"], path: "Sources/Kit/TokenKit"),
    .target(name: "SQLCore", dependencies: ["ServiceKit"], path: "Sources/Kit/SQLCore"),
    .target(
        name: "SQLiteStore", dependencies: ["CLibSQLite", "SQLCore", "ServiceKit"], path: "Sources/Kit/SQLiteStore"),
]

let protocols: [Target] = [
    .target(name: "TeamsModels", dependencies: ["JSONKit", "ServiceKit"]),
    .target(name: "TeamsCards", dependencies: ["JSONKit", "ServiceKit"]),
    .target(
        name: "TeamsConnector",
        dependencies: ["TeamsModels", "JSONKit", "HTTPKit", "TokenKit", "ServiceKit"]),
]

let products: [Target] = [
    .target(
        name: "TeamsApp",
        dependencies: ["TeamsModels", "TeamsCards", "TeamsConnector", "JSONKit", "HTTPKit", "TokenKit", "ServiceKit"]),
    .target(
        name: "Teams",
        dependencies: ["TeamsModels", "TeamsCards", "TeamsConnector", "TeamsApp", "JSONKit", "HTTPKit", "ServiceKit"]),
    .target(
        name: "LocalTeams",
        dependencies: ["JSONKit", "HTTPKit", "TokenKit", "SQLCore", "SQLiteStore", "ServiceKit"],
        resources: [.embedInCode("Web/Page")]),
]

let programs: [Target] = [
    .executableTarget(
        name: "TeamsCommand", dependencies: ["LocalTeams", "TeamsCards", "HTTPKit", "JSONKit", "ServiceKit"],
        path: "Sources/Command"),
    .executableTarget(name: "TourBot", dependencies: ["Teams"], path: "Examples/TourBot"),
    .executableTarget(
        name: "Benchmarks",
        dependencies: ["Teams", "HTTPKit", "JSONKit", "TokenKit", "TeamsModels", "TeamsCards", "ServiceKit"],
        path: "Benchmarks/Suite"),
]

let tests: [Target] = [
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "JSONKitTests", dependencies: ["JSONKit"]),
    .testTarget(name: "HTTPKitTests", dependencies: ["HTTPKit", "ServiceKit"]),
    .testTarget(name: "HTTPClientTests", dependencies: ["HTTPKit"]),
    .testTarget(name: "TokenKitTests", dependencies: ["TokenKit", "JSONKit"]),
    .testTarget(name: "SQLCoreTests", dependencies: ["SQLCore"]),
    .testTarget(name: "SQLiteStoreTests", dependencies: ["SQLiteStore", "SQLCore"]),
    .testTarget(name: "ServiceKitTests", dependencies: ["ServiceKit"]),
    .testTarget(
        name: "TeamsModelsTests", dependencies: ["TeamsModels", "JSONKit"], exclude: ["Fixtures"]),
    .testTarget(name: "TeamsCardsTests", dependencies: ["TeamsCards", "JSONKit"], resources: [.copy("Conformance")]),
    .testTarget(
        name: "TeamsConnectorTests",
        dependencies: ["TeamsConnector", "TeamsModels", "JSONKit", "HTTPKit", "ServiceKit"]),
    .testTarget(
        name: "TeamsAppTests",
        dependencies: [
            "TeamsApp", "TeamsModels", "TeamsCards", "TeamsConnector", "JSONKit", "HTTPKit", "TokenKit", "ServiceKit",
        ]),
    .testTarget(
        name: "LocalTeamsTests",
        dependencies: ["LocalTeams", "HTTPKit", "JSONKit", "ServiceKit", "TokenKit"], exclude: ["World/Fixtures"]),
    .testTarget(
        name: "CommandTests",
        dependencies: ["TeamsCommand", "LocalTeams", "HTTPKit", "JSONKit", "ServiceKit"]),
    .testTarget(
        name: "ExamplesTests",
        dependencies: ["TourBot", "Teams", "LocalTeams", "JSONKit", "HTTPKit", "ServiceKit"]),
]

/// Everything that runs on more than one thread takes its locks from `LockKit`, and every test can tell linear from
/// quadratic.
for target in kits.dropFirst() + protocols + products + programs + tests { target.dependencies.append("LockKit") }
for target in tests where target.type == .test { target.dependencies.append("TestSupport") }

let targets = c + simdjson + kits + protocols + products + programs + tests

/// The modules that own pointers; everywhere else an unsafe construct is an error.
let ownsPointers: Set<String> = ["LockKit", "JSONKit", "HTTPKit", "TokenKit", "SQLiteStore", "TestSupport"]

for target in targets where target.type != .system && target.name != "CLibSimdJSON" {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
    if !ownsPointers.contains(target.name), target.type != .test {
        target.swiftSettings?.append(.strictMemorySafety())
    }
}

let package = Package(
    name: "swift-teams",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Teams", targets: ["Teams"]),
        .executable(name: "teams", targets: ["TeamsCommand"]),
        .executable(name: "tour-bot", targets: ["TourBot"]),
        .executable(name: "benchmarks", targets: ["Benchmarks"]),
    ],
    targets: targets,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
