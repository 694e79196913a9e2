public import JSONKit

/// Whether the bot expects an answer.
public struct InputHint: OpenEnum {
    /// The name as it is written on the wire.
    public let rawValue: String
    /// Takes the name as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Ready for an answer, not waiting.
    public static let acceptingInput: InputHint = "acceptingInput"
    /// Waiting for an answer.
    public static let expectingInput: InputHint = "expectingInput"
    /// Not listening.
    public static let ignoringInput: InputHint = "ignoringInput"
}
