public import JSONKit

/// The part that a piece of a streamed message plays. The letters' case does not matter.
public struct StreamType: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Says what the bot is doing, before any text.
    public static let informative: StreamType = "informative"
    /// The text so far.
    public static let streaming: StreamType = "streaming"
    /// The whole message.
    public static let final: StreamType = "final"

    /// Whether both are the same name, however its letters are written.
    public static func == (left: Self, right: Self) -> Bool {
        left.rawValue == right.rawValue || left.rawValue.lowercased() == right.rawValue.lowercased()
    }
    /// Hashes the name without regard to how its letters are written.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.lowercased()) }
}
