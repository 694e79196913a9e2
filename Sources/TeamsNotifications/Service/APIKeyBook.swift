package import Foundation

/// The keys that the store keeps: each by its name, without the key itself.
package struct APIKeyBook: Sendable {
    /// Why a key was not added or removed.
    package struct Problem: Error, Hashable, CustomStringConvertible {
        package let description: String
    }

    private static let prefix = "key/"
    /// Each request is compared with every key.
    private static let maxKeys = 1_000

    let store: any NotificationStore

    package init(store: any NotificationStore) { self.store = store }

    /// Every key, by name.
    package func keys() async throws(NotificationStoreError) -> [APIKey] {
        try await store.values(prefix: Self.prefix).compactMap { stored in
            APIKey(name: String(stored.name.dropFirst(Self.prefix.count)), stored: stored.value)
        }.sorted { $0.name < $1.name }
    }

    /// Makes a key.
    /// - Parameter expiresAt: from when on it is refused; nil for never.
    /// - Returns: the key itself, which nobody can tell again.
    package func add(
        _ name: String, scope: APIScope, expiresAt: Date? = nil, now: Date
    ) async throws -> String {
        guard APIKey.isName(name) else {
            throw Problem(
                description: "'\(name)' is no name of a key: letters, digits, dot, dash and underscore, up to 64")
        }
        guard try await keys().count < Self.maxKeys else {
            throw Problem(description: "there are \(Self.maxKeys) keys already; revoke some first")
        }
        let secret = APIKey.newSecret()
        var key = APIKey(name: name, scope: scope, secret: secret)
        key.createdAt = now.apiText
        key.expiresAt = expiresAt
        key.ending = String(secret.suffix(4))
        guard try await store.setOnce(Self.prefix + name, to: key.stored) else {
            throw Problem(description: "there is a key \(name) already; revoke it first, or take another name")
        }
        return secret
    }

    /// Takes a key back: a running service refuses it within ten seconds.
    package func revoke(_ name: String) async throws {
        guard try await store.value(Self.prefix + name) != nil else {
            throw Problem(description: "there is no key '\(name)'; teams notifier keys list shows them")
        }
        try await store.set(Self.prefix + name, to: nil)
    }
}
