public import TeamsNotifications

/// What every store of notifications has to do, as checks that any test framework can run: to see that a disk, a
/// volume or a server is good enough for notifications, or that a new kind of store keeps every promise.
///
/// ```swift
/// let suite = NotificationStoreConformance { .sqlite("/mnt/volume/\(UUID()).db") }
///
/// @Test(arguments: suite.checks)
/// func storeKeepsItsPromises(_ check: NotificationStoreConformance.Check) async throws { try await check.run() }
/// ```
///
/// Each check asks for a place of its own, which has to be empty. Nothing in the suite knows what a store is made of.
public struct NotificationStoreConformance: Sendable {
    /// One promise of a store.
    public struct Check: Sendable, CustomStringConvertible {
        /// What is promised.
        public let name: String
        let body: @Sendable (StoreTrial) async throws -> Void
        let makeStore: @Sendable () async throws -> any NotificationStore

        /// Asks a new store.
        /// - Throws: ``ConformanceFailure`` when it does something else, or the store's own error.
        public func run() async throws { try await body(StoreTrial(store: makeStore())) }

        /// The name.
        public var description: String { name }
    }

    private let makeStore: @Sendable () async throws -> any NotificationStore

    /// The suite for stores that are kept where `makePlace` says, each time in another place.
    public init(_ makePlace: @escaping @Sendable () async throws -> NotificationStoreLocation) {
        makeStore = { try await makePlace().open() }
    }

    /// The suite for the stores that `makeStore` makes, each of them empty.
    package init(stores makeStore: @escaping @Sendable () async throws -> any NotificationStore) {
        self.makeStore = makeStore
    }

    /// All checks.
    public var checks: [Check] {
        let all =
            Self.intake + Self.planning + Self.lanes + Self.sending + Self.edits + Self.reasons + Self.small
            + Self.events + Self.retention + Self.random
        return all.map { Check(name: $0.name, body: $0.body, makeStore: makeStore) }
    }

    typealias Promise = (name: String, body: @Sendable (StoreTrial) async throws -> Void)
}
