public import JSONKit

/// How urgent a message is.
public struct Importance: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Can wait.
    public static let low: Importance = "low"
    /// As any other.
    public static let normal: Importance = "normal"
    /// Marked as important.
    public static let high: Importance = "high"
    /// Repeats its notification until read.
    public static let urgent: Importance = "urgent"
}
