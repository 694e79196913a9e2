internal import JSONKit

/// What was asked of a bot by an invoke: its answer decides what a person sees next.
struct Asked: Sendable, Equatable {
    enum Topic: Sendable, Equatable {
        /// `Action.Execute` of the card in this attachment.
        case card(attachment: Int)
        /// A dialog is to be opened.
        case dialog
        /// A dialog was submitted.
        case submitted(DialogID)
        /// The bot's own feedback form is to be opened for this reaction.
        case feedbackForm(reaction: String)
        case search
        /// Nothing follows from the answer.
        case nothing
    }

    var topic: Topic
    var bot: AppID
    var person: Handle
    /// Without a thread.
    var conversation: ConversationID
    var message: String?
}
