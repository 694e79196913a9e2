internal import JSONKit

/// What a person's press came to, before any bot has answered.
struct Gesture: Sendable, Equatable {
    /// What the bot was asked.
    var asked: Asked?
    /// The address that the client opens.
    var opens: String?
    /// The message that the person wrote by it.
    var message: String?
    /// Why nothing was sent.
    var nothing: String?
}
