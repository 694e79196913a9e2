/// The name of a value that the bot keeps, and its type: one that is read as another does not compile.
///
/// ```swift
/// extension StateKey<Int> {
///     static var visits: Self { "visits" }
/// }
/// let visits = try await context.state(for: .conversation).update(.visits, default: 0) { $0 += 1 }
/// ```
/// A value is stored as JSON, 64 KiB at most. `StateKey<JSONValue>` reads whatever stands there, also what another
/// version of the program wrote in another shape.
public struct StateKey<Value: Codable & Sendable>: Sendable, Hashable, ExpressibleByStringLiteral {
    /// What it is called in the store: 1 to 200 bytes.
    public let name: String

    /// A key by its name in the store.
    public init(_ name: String) { self.name = name }

    /// A key by its name in the store.
    public init(stringLiteral name: String) { self.name = name }
}
