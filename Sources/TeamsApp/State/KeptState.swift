internal import LockKit

/// The values of one owner: read, set, changed without losing what others change meanwhile.
///
/// What is read is a copy: changing it changes nothing until it is set. Every write is stored when the call returns.
public struct KeptState: Sendable {
    /// Whose values they are.
    public let owner: StateOwner
    private let store: any StateStore

    init(_ owner: StateOwner, in store: any StateStore) {
        self.owner = owner
        self.store = store
    }

    /// The value of `key`; nil when there is none.
    ///
    /// - Throws: ``StateError``; ``StateError/Code/notDecodable`` when something else stands there.
    public func value<Value>(_ key: StateKey<Value>) async throws(StateError) -> Value? {
        try StateCodec.check(key)
        guard let text = try await store.text(key.name, of: owner) else { return nil }
        return try StateCodec.value(in: text, key, of: owner)
    }

    /// Sets the value of `key`, whatever stands there; nil forgets it.
    ///
    /// - Throws: ``StateError``, for a value that is too long as for a store that fails; then nothing has changed.
    public func set<Value>(_ key: StateKey<Value>, to value: Value?) async throws(StateError) {
        try StateCodec.check(key)
        let text: String?
        if let value { text = try StateCodec.text(of: value, key, of: owner) } else { text = nil }
        do {
            try await store.update(key.name, of: owner) { _ in text }
        } catch {
            throw error as? StateError ?? StateError(.failed, "\(error)")
        }
    }

    /// Changes the value of `key`, or `initial` when there is none, in one step: of many changes at the same time, in
    /// this process and in others that share the store, none is lost.
    ///
    /// ```swift
    /// let place = try await context.state(for: .conversation).update(.queue, default: []) { queue in
    ///     queue.append(name)
    ///     return queue.count
    /// }
    /// ```
    /// - Parameters:
    ///   - key: whose value.
    ///   - initial: where to begin when there is none.
    ///   - change: must not wait for anything, since writes of others wait for it; it may run more than once. When it
    ///     throws, nothing changes.
    /// - Returns: what `change` returned.
    /// - Throws: what `change` throws; ``StateError`` as ``value(_:)`` and ``set(_:to:)`` do, and then nothing has
    ///   changed.
    @discardableResult
    public func update<Value, Result: Sendable>(
        _ key: StateKey<Value>, default initial: Value,
        _ change: @escaping @Sendable (inout Value) throws -> Result
    ) async throws -> Result {
        try await self.change(key) { value in
            var changed = value ?? initial
            let result = try change(&changed)
            value = changed
            return result
        }
    }

    /// Changes the value of `key`, nil when there is none, in one step, as ``update(_:default:_:)`` does. Setting it to
    /// nil forgets it.
    @discardableResult
    public func update<Value, Result: Sendable>(
        _ key: StateKey<Value>, _ change: @escaping @Sendable (inout Value?) throws -> Result
    ) async throws -> Result {
        try await self.change(key, change)
    }

    /// Forgets all values of the owner.
    public func removeAll() async throws(StateError) { try await store.removeAll(of: owner) }

    private final class Outcome<Result: Sendable>: Sendable {
        let result = Mutex<Result?>(nil)
    }

    private func change<Value, Result: Sendable>(
        _ key: StateKey<Value>, _ change: @escaping @Sendable (inout Value?) throws -> Result
    ) async throws -> Result {
        try StateCodec.check(key)
        let outcome = Outcome<Result>()
        try await store.update(key.name, of: owner) { [owner] text in
            var value = try text.map { try StateCodec.value(in: $0, key, of: owner) }
            let result = try change(&value)
            outcome.result.withLock { $0 = result }
            return try value.map { try StateCodec.text(of: $0, key, of: owner) }
        }
        guard let result = outcome.result.withLock({ $0 }) else {
            throw StateError(.failed, "The store of state did not run the change of \(key.name)")
        }
        return result
    }
}
