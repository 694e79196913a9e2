/// `19:…@thread.tacv2;messageid=123`, taken apart.
struct ConversationAddress: Equatable {
    /// The conversation itself.
    var base: ConversationID
    /// The post whose thread is named.
    var root: MessageNumber?

    init(_ conversation: ConversationID) {
        let text = conversation.rawValue
        guard let range = text.firstRange(of: ";messageid="), let root = Int64(text[range.upperBound...]) else {
            base = conversation
            return
        }
        base = ConversationID(rawValue: String(text[..<range.lowerBound]))
        self.root = MessageNumber(rawValue: root)
    }
}
