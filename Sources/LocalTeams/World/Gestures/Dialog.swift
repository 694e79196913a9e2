internal import JSONKit

/// What a dialog is known by.
struct DialogID: Identifier {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
}

/// A dialog that is open in front of a person.
struct Dialog: Sendable, Equatable {
    var bot: AppID
    var person: Handle
    /// As bots know it, with its thread.
    var conversation: ConversationID
    /// The message whose button opened it.
    var message: String?
    /// The reaction that a feedback form is about; nil for a dialog of any other kind.
    var reaction: String?
    /// Its form, when that is a card.
    var card: JSONValue?
}
