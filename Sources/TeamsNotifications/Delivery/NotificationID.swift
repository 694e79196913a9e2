/// The id of a notification, unique in its store: 20 characters that sort in the order of acceptance.
public struct NotificationID: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The id as text.
    public let rawValue: String
    /// An id by its text.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// An id by its text.
    public init(stringLiteral text: String) { self.init(rawValue: text) }
    /// The id as text.
    public var description: String { rawValue }
}
