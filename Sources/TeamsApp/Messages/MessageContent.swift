public import TeamsModels

/// What can be sent as a message: a text, an attachment, or a ``Message`` with all that a message can have.
public protocol MessageContent: Sendable {
    /// The message that it makes.
    var message: Message { get }
}

extension Message: MessageContent {
    /// Itself.
    public var message: Message { self }
}

extension String: MessageContent {
    /// A message with this text.
    public var message: Message { Message(self) }
}

extension Substring: MessageContent {
    /// A message with this text.
    public var message: Message { Message(String(self)) }
}

extension Attachment: MessageContent {
    /// A message with this attachment alone.
    public var message: Message { Message().attaching(self) }
}
