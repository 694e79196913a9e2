internal import JSONKit

/// How far a message has come that a bot streams, or streamed.
struct StreamedMessage: Sendable, Hashable {
    enum Phase: String, WireChoice {
        /// It says what the bot is doing.
        case informative
        /// It has text, and more may come.
        case streaming
        /// The bot ended it.
        case final
        /// The person stopped it.
        case stopped
        /// Its time was over.
        case overdue
    }

    var phase = Phase.informative
    /// The highest number of its pieces so far.
    var number = 0
    var extras = JSONObject()

    /// Whether more may come.
    var isOpen: Bool { phase == .informative || phase == .streaming }
}

extension StreamedMessage: StoredRow {
    static let shape: RowShape<StreamedMessage> = [.required("phase", \.phase), .count("number", \.number)]
}
