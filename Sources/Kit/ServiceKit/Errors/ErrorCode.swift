/// What went wrong, for code that decides: a name, so that a minor release may add codes and a code that nobody knows
/// yet is a value too.
///
/// ```swift
/// public struct Code: ErrorCode {
///     public let rawValue: String
///     public init(rawValue: String) { self.rawValue = rawValue }
///     /// Another connection holds the lock; the same call may succeed later.
///     public static let busy: Code = "busy"
/// }
/// ```
public protocol ErrorCode: RawRepresentable<String>, Hashable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// A code by its name.
    init(rawValue: String)
}

extension ErrorCode {
    public init(stringLiteral name: String) { self.init(rawValue: name) }

    /// The code's name.
    public var description: String { rawValue }
}
