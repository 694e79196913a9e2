internal import TeamsModels

// A text with attachments in one activity may become two messages, of which nobody learns the ids (wire-contract 3.1,
// split rule). So it is sent as two.

extension Outgoing {
    /// The text, and what follows it; nil for what is one message anyhow.
    var halves: (text: Outgoing, attachments: Outgoing)? {
        activity.halves.map { (replacing($0.text, reference), replacing($0.attachments, reference)) }
    }

    /// The same below the message that it belongs to: a text that began a thread of a channel takes its attachments
    /// along.
    func following(_ first: SentMessage) -> Outgoing {
        guard !isTargeted, let conversation = reference.conversation, let id = conversation.id, id.threadRoot == nil,
            conversation.conversationType == .channel || id.rawValue.hasSuffix("@thread.tacv2"),
            let root = first.id, let thread = try? reference.thread(of: root)
        else { return self }
        return replacing(activity, thread)
    }
}

extension Activity {
    /// A text without its attachments, and the attachments without the text; nil for what is one message anyhow.
    ///
    /// What is said about the message as a whole stands on both; who is mentioned, quoted and notified goes with the
    /// text; buttons of the conversation, which stand below the last message, with the attachments.
    var halves: (text: Activity, attachments: Activity)? {
        guard type ?? .message == .message, !isPartOfStream, text?.isEmpty == false, attachments?.isEmpty == false
        else { return nil }
        var words = self
        words.attachments = nil
        words.attachmentLayout = nil
        words.suggestedActions = nil
        words.channelData?.feedbackLoop = nil
        words.channelData?.feedbackLoopEnabled = nil
        if words.channelData == ChannelData() { words.channelData = nil }
        var rest = self
        rest.text = nil
        rest.textFormat = nil
        rest.summary = nil
        rest.speak = nil
        rest.entities = entities?.compactMap(\.withoutText)
        if rest.entities?.isEmpty == true { rest.entities = nil }
        rest.channelData?.notification = nil
        if rest.channelData == ChannelData() { rest.channelData = nil }
        return (words, rest)
    }
}

extension Activity {
    /// Whether it is a piece of a stream, in either of the ways in which one says so.
    fileprivate var isPartOfStream: Bool {
        channelData?.streamType != nil || (entities ?? []).contains { if case .streamInfo = $0 { true } else { false } }
    }
}

extension Entity {
    /// What it says of a message that has no text; nil for what is about the text alone.
    fileprivate var withoutText: Entity? {
        switch self {
        case .mention, .quotedReply: return nil
        case .message(var entity):
            entity.citation = nil
            return entity.additionalType == nil && entity.usageInfo == nil ? nil : .message(entity)
        default: return self
        }
    }
}
