internal import JSONKit

// Messages that a bot streams: wire contract, section 10.

extension World {
    /// How long a stream may take.
    static let streamLifetime = Duration.seconds(120)
    /// The longest informative update, in characters.
    static let maxInformativeUnits = 1_000

    /// A piece of a stream: it begins a message, adds to it, or ends it.
    /// - Parameter type: the activity's, in small letters.
    mutating func stream(
        _ piece: StreamRequest, _ activity: JSONObject, type: String, to place: Place, root: MessageNumber?,
        for audience: Message.Audience, by bot: AppID
    ) throws(Refusal) -> Sent {
        var warnings: [String] = []
        if !place.isPersonal { try warn(of: .streamElsewhere, in: &warnings) }
        try check(piece, activity, type: type, &warnings)
        guard let id = piece.id else {
            return begin(piece, activity, in: place, root: root, for: audience, by: bot, warnings)
        }
        guard let message = message(id, in: place), message.author == .bot(bot), message.state == .present else {
            throw .activityNotFound
        }
        guard let streamed = message.streamed else { throw .streamCompleted }
        try admit(piece, to: streamed)
        try checkPace(of: place, by: bot)
        countPiece(of: place, by: bot)
        if piece.kind == .final {
            return try finish(message, with: activity, in: place, warnings)
        }
        return try go(on: message, piece, activity, in: place, warnings)
    }

    /// What is wrong with a piece, whatever stream it is of.
    private func check(
        _ piece: StreamRequest, _ activity: JSONObject, type: String, _ warnings: inout [String]
    ) throws(Refusal) {
        guard let kind = piece.kind else {
            throw .badPiece(
                "The streamType is unknown.", "a piece of a stream is informative, streaming or final")
        }
        if (kind == .final) != (type == "message") {
            try warn(
                of: .badPiece(
                    "Streaming activities have the type typing, and the final one has message.",
                    "typing while it streams, message at the end"), in: &warnings)
        }
        if kind == .final {
            guard piece.id != nil else {
                throw .badPiece("The streamId is missing.", "the final message names its stream")
            }
            if piece.number != nil {
                try warn(
                    of: .badPiece("The final message must not have a streamSequence.", "only pieces are numbered"),
                    in: &warnings)
            }
            return
        }
        let text = activity["text"]?.stringValue ?? ""
        guard !text.isEmpty else { throw .streamNeedsText }
        if Self.isTooBig(activity) { try warn(of: .streamTooBig, in: &warnings) }
        if kind == .informative, text.utf16.count > Self.maxInformativeUnits {
            try warn(
                of: .badPiece(
                    "The informative message is too long.",
                    "an informative update has at most \(Self.maxInformativeUnits) characters"), in: &warnings)
        }
        let isFirst = piece.id == nil
        if piece.number.map({ isFirst ? $0 != 1 : $0 < 1 }) ?? true {
            try warn(
                of: .badPiece(
                    "The streamSequence is missing or wrong.", "the first piece has the number 1, later ones rise"),
                in: &warnings)
        }
    }

    private func warn(of refusal: Refusal, in warnings: inout [String]) throws(Refusal) {
        guard !rules.strict else { throw refusal }
        warnings.append("Teams refuses it: \(refusal.message)")
    }

    private mutating func begin(
        _ piece: StreamRequest, _ activity: JSONObject, in place: Place, root: MessageNumber?,
        for audience: Message.Audience, by bot: AppID, _ warnings: [String]
    ) -> Sent {
        countPiece(of: place, by: bot)
        var content = Self.pieceContent(of: activity)
        content.warnings = warnings
        let streamed = StreamedMessage(
            phase: piece.kind == .informative ? .informative : .streaming, number: piece.number ?? 1)
        let message = add(
            content, to: place, root: root, author: .bot(bot), audience: audience, streamed: streamed)
        return Sent(id: message.id, note: Self.note(warnings))
    }

    /// Whether a stream takes another piece at all.
    private func admit(_ piece: StreamRequest, to streamed: StreamedMessage) throws(Refusal) {
        switch streamed.phase {
        case .final: throw .streamCompleted
        case .stopped: throw .streamStopped
        case .overdue: throw .streamOverdue
        case .streaming where piece.kind == .informative:
            throw .badPiece("Informative updates come before text.", "no informative update once there is text")
        case .informative, .streaming: break
        }
    }

    private mutating func go(
        on message: Message, _ piece: StreamRequest, _ activity: JSONObject, in place: Place, _ warnings: [String]
    ) throws(Refusal) -> Sent {
        let before = message.streamed ?? StreamedMessage()
        let number = piece.number ?? before.number + 1
        guard number > before.number else {
            return Sent(status: 202, problem: .streamOutOfOrder, note: Refusal.streamOutOfOrder.note)
        }
        var content = Self.pieceContent(of: activity)
        content.warnings = warnings
        if before.phase == .streaming, !content.text.utf8.starts(with: message.content.text.utf8) {
            try warn(of: .streamDiffers, in: &content.warnings)
        }
        show(
            StreamedMessage(phase: piece.kind == .informative ? .informative : .streaming, number: number), content,
            of: message, in: place)
        return Sent(status: 202, note: Self.note(content.warnings))
    }

    private mutating func finish(
        _ message: Message, with activity: JSONObject, in place: Place, _ warnings: [String]
    ) throws(Refusal) -> Sent {
        var content: MessageContent
        do throws(Refusal) {
            content = try self.content(of: activity, in: place)
        } catch {
            throw error == .tooBig ? .streamTooBig : error
        }
        content.entities.removeAll(where: StreamRequest.isInfo)
        content.warnings += warnings
        var streamed = message.streamed ?? StreamedMessage()
        streamed.phase = .final
        show(streamed, content, of: message, in: place)
        if let ended = self.message(message.number, in: place) {
            enter(.edited, ended, in: place)
            alert(of: ended, in: place)
        }
        return Sent(status: 202, note: Self.note(content.warnings))
    }

    private mutating func show(
        _ streamed: StreamedMessage, _ content: MessageContent, of message: Message, in place: Place
    ) {
        change(message.number, in: place) { message in
            message.content = content
            message.streamed = streamed
        }
        if let changed = self.message(message.number, in: place) { show(.edited, changed, in: place) }
    }

    /// What a message shows while it is streamed.
    private static func pieceContent(of activity: JSONObject) -> MessageContent {
        var content = MessageContent()
        content.text = activity["text"]?.stringValue ?? ""
        content.textFormat = activity["textFormat"]?.stringValue
        return content
    }

    private static func note(_ warnings: [String]) -> String? {
        warnings.isEmpty ? nil : warnings.joined(separator: " ")
    }
}

// How fast.
extension World {
    /// The window of a stream is that of its chat: Teams shows one at a time there.
    private func scope(of place: Place, by bot: AppID) -> LimitScope {
        LimitScope(part: .perStream, bot: bot, conversation: place.id)
    }

    /// Counts a piece: the first of a stream too, which is never refused.
    private mutating func countPiece(of place: Place, by bot: AppID) {
        limits.count([scope(of: place, by: bot)], counting: 1, at: now, under: limitRules)
    }

    private mutating func checkPace(of place: Place, by bot: AppID) throws(Refusal) {
        guard
            let obstacle = limits.obstacle(
                to: [scope(of: place, by: bot)], counting: 1, at: now, under: limitRules)
        else { return }
        limits.refuse(obstacle.part, obstacle.limit)
        throw .streamThrottled(obstacle.limit, after: obstacle.wait)
    }
}

// How it ends without the bot.
extension World {
    /// The person presses Stop: no more of it is taken, and what is there stays.
    mutating func stopStream(_ id: String, in conversation: ConversationID, as handle: Handle) throws(Refusal) {
        let place = try enter(conversation, as: handle)
        let message = try seen(id, in: place, by: handle)
        guard message.isStreaming else { throw .conflict("the message is not being streamed") }
        endStream(message, as: .stopped, in: place)
    }

    /// The two minutes of a stream are over. A lenient service lets it go on.
    mutating func expireStream(_ number: MessageNumber, in conversation: ConversationID) {
        guard rules.strict, let place = place(conversation), let message = message(number, in: place),
            message.isStreaming
        else { return }
        endStream(message, as: .overdue, in: place)
    }

    private mutating func endStream(_ message: Message, as phase: StreamedMessage.Phase, in place: Place) {
        change(message.number, in: place) { $0.streamed?.phase = phase }
        if let ended = self.message(message.number, in: place) { show(.edited, ended, in: place) }
    }

    /// Whether a bot may update a message that it streamed: not once the person stopped it. An update of one that goes
    /// on ends it.
    func admitUpdate(of message: Message) throws(Refusal) {
        guard message.streamed?.phase == .stopped, rules.strict else { return }
        throw .streamStopped
    }
}
