import Teams

/// The last message of each kind that the bot sent for each person in each conversation.
actor Memory {
    enum Kind {
        case said, whispered
    }
    private struct Key: Hashable {
        let kind: Kind
        let conversation: ConversationID?
        let person: AccountID?

        init(_ kind: Kind, _ context: TurnContext) {
            self.kind = kind
            conversation = context.reference.conversation?.id?.base
            person = context.activity.from?.id
        }
    }
    private var messages: [Key: SentMessage] = [:]

    func remember(_ message: SentMessage, as kind: Kind, by context: TurnContext) {
        messages[Key(kind, context)] = message
    }

    func last(_ kind: Kind, by context: TurnContext) -> SentMessage? {
        messages[Key(kind, context)]
    }

    func forget(_ kind: Kind, by context: TurnContext) -> SentMessage? {
        messages.removeValue(forKey: Key(kind, context))
    }
}
