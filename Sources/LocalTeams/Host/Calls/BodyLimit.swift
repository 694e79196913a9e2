/// How long the body of a request may be, as its head tells.
enum BodyLimit: Sendable, Equatable {
    /// The path is of another plane.
    case notMine
    /// The request is refused whatever its body says.
    case refused
    case bytes(Int)

    /// The longest body of all, in bytes: a message with files, an upload. They come as base64.
    static let maxUploadBytes = 32 << 20
}
