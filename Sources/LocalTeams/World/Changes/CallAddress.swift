internal import JSONKit

/// What a call of the service plane says, decoded, of whom it is for.
struct CallAddress: Sendable {
    /// What the route is about.
    enum Topic: Sendable, Equatable {
        /// Keys and tokens: nobody's business in particular.
        case identity
        /// What is in the path's conversation.
        case conversation(ConversationID)
        /// A message that is there already, of the path's conversation. Without an id it is the one that the body
        /// names.
        case message(String, in: ConversationID)
        /// A conversation that is to be made.
        case creation
        case team(ConversationID)
        /// Nothing that tells whose it is: no route, a file by its id, a list of all conversations.
        case unknown
    }

    var topic: Topic
    /// The path's segments and the query's names and values.
    var words: [String] = []
    /// Whether the address asks for a message that one person sees, in whatever spelling.
    var isTargeted = false
    /// The body, when it is a JSON object.
    var body = JSONObject()
    /// Whether there was a body of which nobody knows what it says.
    var hasUnreadBody = false
}
