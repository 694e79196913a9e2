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
    .systemLibrary(
        name: "CLibPQ", path: "Sources/C/CLibPQ", pkgConfig: "libpq",
        providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .systemLibrary(
        name: "CLibRdKafka", path: "Sources/C/CLibRdKafka", pkgConfig: "rdkafka",
        providers: [.apt(["librdkafka-dev"]), .brew(["librdkafka"])]),
    .systemLibrary(
        name: "CLibPCRE2", path: "Sources/C/CLibPCRE2", pkgConfig: "libpcre2-8",
        providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
        name: "CLibXML2", path: "Sources/C/CLibXML2", pkgConfig: "libxml-2.0",
        providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
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
    .target(
        name: "ExpressionKit", dependencies: ["CLibPCRE2", "CLibXML2", "JSONKit", "ServiceKit"],
        path: "Sources/Kit/ExpressionKit"),
    .target(name: "SQLCore", dependencies: ["ServiceKit"], path: "Sources/Kit/SQLCore"),
    .target(
        name: "SQLiteStore", dependencies: ["CLibSQLite", "SQLCore", "ServiceKit"], path: "Sources/Kit/SQLiteStore"),
    .target(
        name: "PostgresStore", dependencies: ["CLibPQ", "SQLCore", "ServiceKit"], path: "Sources/Kit/PostgresStore"),
    .target(name: "KafkaStream", dependencies: ["CLibRdKafka", "ServiceKit"], path: "Sources/Kit/KafkaStream"),
]

let protocols: [Target] = [
    .target(name: "TeamsModels", dependencies: ["JSONKit", "ServiceKit"]),
    .target(name: "TeamsCards", dependencies: ["ExpressionKit", "JSONKit", "ServiceKit"]),
    .target(
        name: "TeamsConnector",
        dependencies: ["TeamsModels", "JSONKit", "HTTPKit", "TokenKit", "ServiceKit"]),
    .target(name: "TeamsPage", dependencies: ["HTTPKit", "TokenKit"], resources: [.embedInCode("Page")]),
]

let products: [Target] = [
    .target(
        name: "TeamsApp",
        dependencies: [
            "TeamsModels", "TeamsCards", "TeamsConnector", "JSONKit", "HTTPKit", "TokenKit", "ServiceKit", "SQLCore",
            "SQLiteStore",
        ]),
    .target(
        name: "Teams",
        dependencies: [
            "TeamsModels", "TeamsCards", "TeamsConnector", "TeamsApp", "ExpressionKit", "JSONKit", "HTTPKit",
            "ServiceKit",
        ]),
    .target(
        name: "TeamsNotifications",
        dependencies: [
            "TeamsModels", "TeamsCards", "TeamsConnector", "TeamsApp", "ExpressionKit", "JSONKit", "HTTPKit",
            "TokenKit", "ServiceKit", "SQLCore", "SQLiteStore", "PostgresStore", "KafkaStream",
            "TeamsPage",
        ], resources: [.embedInCode("Web/Page")]),
    .target(
        name: "TeamsTesting",
        dependencies: ["TeamsNotifications", "TeamsApp", "TeamsModels", "JSONKit", "ServiceKit"]),
    .target(
        name: "LocalTeams",
        dependencies: [
            "TeamsCards", "TeamsPage", "ExpressionKit", "JSONKit", "HTTPKit", "TokenKit", "SQLCore", "SQLiteStore",
            "ServiceKit",
        ],
        resources: [.embedInCode("Web/Page")]),
]

let programs: [Target] = [
    .executableTarget(
        name: "TeamsCommand",
        dependencies: [
            "LocalTeams", "Teams", "TeamsApp", "TeamsConnector", "TeamsModels", "TeamsNotifications", "TeamsCards",
            "ExpressionKit", "HTTPKit", "JSONKit", "ServiceKit", "TokenKit",
        ],
        path: "Sources/Command"),
    .executableTarget(name: "TourBot", dependencies: ["Teams"], path: "Examples/TourBot"),
    .executableTarget(name: "StreamingBot", dependencies: ["Teams"], path: "Examples/StreamingBot"),
    .executableTarget(
        name: "NotificationBot", dependencies: ["Teams", "TeamsNotifications"], path: "Examples/NotificationBot"),
    .executableTarget(
        name: "Benchmarks",
        dependencies: [
            "Teams", "TeamsNotifications", "TeamsApp", "TeamsConnector", "HTTPKit", "JSONKit", "TokenKit",
            "TeamsModels", "TeamsCards", "ExpressionKit", "ServiceKit",
        ],
        path: "Benchmarks/Suite"),
]

let tests: [Target] = [
    .target(name: "TestSupport", dependencies: ["JSONKit", "ServiceKit"], path: "Tests/TestSupport"),
    .testTarget(name: "JSONKitTests", dependencies: ["JSONKit"]),
    .testTarget(name: "HTTPKitTests", dependencies: ["HTTPKit", "ServiceKit"]),
    .testTarget(name: "HTTPClientTests", dependencies: ["HTTPKit"]),
    .testTarget(
        name: "TokenKitTests", dependencies: ["TokenKit", "JSONKit"], exclude: ["Certificates"]),
    .testTarget(
        name: "ExpressionKitTests", dependencies: ["ExpressionKit", "JSONKit"],
        exclude: ["Cases", "Conformance"]),
    .testTarget(name: "SQLCoreTests", dependencies: ["SQLCore"]),
    .testTarget(name: "SQLiteStoreTests", dependencies: ["SQLiteStore", "SQLCore"]),
    .target(name: "PostgresServer", path: "Tests/PostgresServer"),
    .testTarget(
        name: "PostgresStoreTests", dependencies: ["PostgresStore", "PostgresServer", "SQLCore", "ServiceKit"]),
    .target(name: "KafkaServer", dependencies: ["CLibRdKafka"], path: "Tests/KafkaServer"),
    .testTarget(name: "KafkaStreamTests", dependencies: ["KafkaStream", "KafkaServer", "ServiceKit"]),
    .testTarget(name: "ServiceKitTests", dependencies: ["ServiceKit"]),
    .testTarget(
        name: "TeamsModelsTests", dependencies: ["TeamsModels", "JSONKit"], exclude: ["Fixtures"]),
    .testTarget(
        name: "TeamsCardsTests", dependencies: ["TeamsCards", "ExpressionKit", "JSONKit"],
        exclude: ["Cases", "Conformance"]),
    .testTarget(
        name: "TeamsConnectorTests",
        dependencies: ["TeamsConnector", "TeamsModels", "JSONKit", "HTTPKit", "TokenKit", "ServiceKit"],
        exclude: ["Cases"]),
    .testTarget(name: "TeamsPageTests", dependencies: ["TeamsPage", "HTTPKit"]),
    .testTarget(
        name: "TeamsAppTests",
        dependencies: [
            "TeamsApp", "TeamsModels", "TeamsCards", "TeamsConnector", "JSONKit", "HTTPKit", "TokenKit", "ServiceKit",
            "SQLCore", "SQLiteStore",
        ], exclude: ["Cases"]),
    .testTarget(
        name: "TeamsNotificationsTests",
        dependencies: [
            "TeamsNotifications", "TeamsTesting", "TeamsApp", "TeamsModels", "TeamsCards", "TeamsConnector",
            "ExpressionKit", "JSONKit", "HTTPKit", "TokenKit", "ServiceKit", "SQLCore", "SQLiteStore", "PostgresStore",
            "PostgresServer", "KafkaStream", "KafkaServer",
        ], exclude: ["Schedule/zones.py"]),
    .testTarget(
        name: "LocalTeamsTests",
        dependencies: ["LocalTeams", "TeamsPage", "HTTPKit", "JSONKit", "ServiceKit", "TokenKit"],
        exclude: ["Cases", "Events/events.json", "World/Fixtures"]),
    .testTarget(
        name: "CommandTests",
        dependencies: ["TeamsCommand", "TeamsNotifications", "LocalTeams", "HTTPKit", "JSONKit", "ServiceKit"]),
    .testTarget(
        name: "ExamplesTests",
        dependencies: [
            "TourBot", "StreamingBot", "NotificationBot", "Teams", "TeamsNotifications", "LocalTeams", "JSONKit",
            "HTTPKit", "ServiceKit",
        ]),
    .testTarget(
        name: "TogetherTests",
        dependencies: [
            "Teams", "TeamsApp", "TeamsConnector", "TeamsModels", "TeamsNotifications", "LocalTeams", "JSONKit",
            "HTTPKit", "ServiceKit", "TokenKit",
        ]),
    .testTarget(
        name: "NotificationsTogetherTests",
        dependencies: [
            "Teams", "TeamsApp", "TeamsConnector", "TeamsModels", "TeamsNotifications", "LocalTeams", "JSONKit",
            "HTTPKit", "ServiceKit", "SQLCore", "TokenKit",
        ]),
]

/// Everything that runs on more than one thread takes its locks from `LockKit`, and every test can tell linear from
/// quadratic.
for target in kits.dropFirst() + protocols + products + programs + tests { target.dependencies.append("LockKit") }
for target in tests where target.type == .test { target.dependencies.append("TestSupport") }

/// The tests of what has no thread of its own, and those of commands, are not built for ThreadSanitizer.
let threadless: Set<String> = [
    "JSONKitTests", "ExpressionKitTests", "TeamsModelsTests", "TeamsCardsTests", "TeamsPageTests", "CommandTests",
    "NotificationsTogetherTests",
]
let chosenTests = tests.filter { Context.environment["THREAD_TESTS"] == nil || !threadless.contains($0.name) }

let targets = c + simdjson + kits + protocols + products + programs + chosenTests

/// The modules that own pointers; everywhere else an unsafe construct is an error.
let ownsPointers: Set<String> = [
    "LockKit", "JSONKit", "HTTPKit", "TokenKit", "SQLiteStore", "PostgresStore", "PostgresServer", "KafkaStream",
    "KafkaServer", "TestSupport",
]

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
        .library(name: "TeamsNotifications", targets: ["TeamsNotifications"]),
        .library(name: "TeamsTesting", targets: ["TeamsTesting"]),
        .executable(name: "teams", targets: ["TeamsCommand"]),
        .executable(name: "tour-bot", targets: ["TourBot"]),
        .executable(name: "streaming-bot", targets: ["StreamingBot"]),
        .executable(name: "notification-bot", targets: ["NotificationBot"]),
        .executable(name: "benchmarks", targets: ["Benchmarks"]),
    ],
    targets: targets,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
