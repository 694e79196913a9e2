public import JSONKit
public import TeamsModels

/// The name of an `invoke` activity, and the type of the value it carries: a handler for another does not compile.
///
/// Name your own where several places use it:
/// ```swift
/// extension Invoke<Approval> {
///     static var approve: Self { "approve" }
/// }
/// ```
public struct Invoke<Payload: WireValue>: Sendable, ExpressibleByStringLiteral {
    /// The name on the wire.
    public let name: InvokeName

    /// An invoke by its name on the wire.
    public init(_ name: InvokeName) { self.name = name }

    /// An invoke by its name on the wire.
    public init(stringLiteral name: String) { self.name = InvokeName(rawValue: name) }
}
