internal import JSONKit

extension World {
    /// Tries the next entries of an operation.
    mutating func step(_ operation: BatchOperation) {
        let done = batches.progress(of: operation.id)?.done ?? 0
        var outcomes: [Batches.Outcome] = []
        for recipient in operation.recipients.dropFirst(done).prefix(BatchRules.entriesPerStep) {
            do {
                try send(operation, to: recipient)
                outcomes.append(Batches.Outcome(status: 201))
            } catch {
                outcomes.append(Batches.Outcome(status: error.status, failure: (recipient, Self.words(of: error))))
            }
        }
        batches.advance(operation, outcomes, at: now)
    }

    private mutating func send(_ operation: BatchOperation, to recipient: String) throws(Refusal) {
        let conversation: ConversationID
        do {
            conversation = try self.conversation(of: operation, with: recipient)
        } catch {
            // Otherwise the ledger learns of it from the send itself.
            recordRefusal(
                of: operation.activity, to: ConversationID(rawValue: recipient), targeted: false, by: operation.bot,
                status: error.status)
            throw error
        }
        _ = try send(operation.activity, to: conversation, by: operation.bot)
    }

    /// Where the recipient is reached. A personal chat is made when it is not there.
    private mutating func conversation(
        of operation: BatchOperation, with recipient: String
    ) throws(Refusal) -> ConversationID {
        switch operation.place {
        case .channels:
            let id = ConversationID(rawValue: recipient)
            guard place(id)?.team != nil else { throw .conversationNotFound }
            return id
        case .personalChats:
            try registered(operation.bot)
            guard !recipient.contains("@"), try resolve(recipient, for: operation.bot) != nil else {
                throw .memberNotFound(recipient)
            }
            let created = try createConversation(
                ["members": [["id": .string(recipient)]], "tenantId": .string(tenant.id)], by: operation.bot)
            guard let conversation = created.conversation else { throw .memberNotFound(recipient) }
            return conversation
        }
    }

    /// Why an entry failed, in one line: the status, the code, and what happened.
    private static func words(of refusal: Refusal) -> String {
        let message =
            switch refusal.envelope {
            case .error: refusal.message
            case .writesBlocked: "Thread is blocked from message writes."
            }
        return "\(refusal.status) \(refusal.code): \(message)"
    }
}
