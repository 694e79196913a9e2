internal import JSONKit

extension World {
    /// Decides whether a request of a bot goes on to its operation, and counts it.
    ///
    /// What passes every window counts, whatever becomes of it then: a request that is refused with 403 or 404
    /// afterwards, and one that a fault strikes, for a fault stands for the service's own failure. What is refused here
    /// leaves no trace in the windows.
    /// - Returns: the fault that strikes it, if one does.
    /// - Throws: 429 with `Retry-After`.
    mutating func admit(_ request: ServiceRequest) throws(Refusal) -> FaultStrike? {
        do throws(Refusal) {
            try count(request)
        } catch {
            enterRefusal(of: request, status: error.status, code: error.code, note: error.note)
            throw error
        }
        guard let strike = strike(request) else { return nil }
        if strike.fault.answers, !strike.fault.isAfterDelivery {
            let status = strike.fault.status == 0 ? nil : strike.fault.status
            enterRefusal(of: request, status: status, code: strike.fault.code(of: request.operation), note: strike.note)
        }
        return strike
    }

    /// Writes down what a bot wanted to send and was refused before its operation began, and tells those who would have
    /// seen it.
    mutating func enterRefusal(of request: ServiceRequest, status: Int?, code: String?, note: String?) {
        guard request.isForTheLedger, let bot = request.bot, let conversation = request.conversation else { return }
        let isChange = request.operation == "update" || request.operation == "delete"
        recordRefusal(
            of: request.body, to: conversation, replyTo: isChange ? nil : request.message,
            changing: isChange ? request.message ?? "" : nil, targeted: request.isTargeted, by: bot, status: status,
            code: code, note: note)
    }
}

extension World {
    /// What a request is about, as far as it is there: a conversation, or the person for whom a creation is.
    func home(of request: ServiceRequest) -> (conversation: ConversationID?, person: Handle?) {
        guard request.operation == "create" else {
            guard let id = request.conversation else { return (nil, nil) }
            let base = ConversationAddress(id).base
            return (place(base)?.id ?? places.team(base)?.id, nil)
        }
        let members = request.body["members"]?.arrayValue ?? []
        let channel = Self.channel(ofCreation: request.body)
        guard !(request.body["isGroup"]?.boolValue ?? (channel != nil && members.isEmpty)) else {
            return (channel.flatMap { place($0) }.flatMap { $0.team == nil ? nil : $0.id }, nil)
        }
        guard members.count == 1, let id = members[0]["id"]?.stringValue else { return (nil, nil) }
        return (nil, handle(named: id))
    }
}
