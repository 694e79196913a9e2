public import TeamsModels

/// A message on its way out, as ``App/onSend(_:)`` sees it.
public struct OutgoingMessage: Sendable {
    /// What is sent. It may be changed; whom it is for may not.
    public var message: Message
    /// Where it goes.
    public let reference: ConversationReference
    /// Who sees it.
    public let audience: Audience
    /// Whether it takes the place of a message that was sent.
    public let isReplacement: Bool
}
