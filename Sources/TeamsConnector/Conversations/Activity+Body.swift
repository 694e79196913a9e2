internal import JSONKit
internal import TeamsModels

extension Activity {
    /// What a body is for.
    enum Purpose {
        /// A new activity.
        case new
        /// Another shape of an existing one.
        case replacement
    }

    /// What goes over the wire: without what the address says already. Sending `from` and `conversation` as well made
    /// the service show targeted and quoted replies at the wrong place.
    func body(_ purpose: Purpose) -> JSONValue {
        var activity = self
        activity.type = type ?? .message
        activity.from = nil
        activity.conversation = nil
        activity.serviceUrl = nil
        activity.channelId = nil
        for name in ["from", "conversation", "serviceUrl", "channelId"] { activity.extras[name] = nil }
        switch purpose {
        case .new:
            // Pieces of a stream carry the id of its first one; a new message has none yet.
            if !isStreamed { activity.id = nil }
        case .replacement:
            activity.id = nil
            activity.recipient = nil
        }
        return activity.json
    }

    /// As how many messages the service counts it: one with a text and attachments may become two, unless it is the
    /// end of a stream.
    /// - SeeAlso: [Rate limiting for
    ///   agents](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit)
    var sendingWeight: Int {
        guard type ?? .message == .message, !isStreamed, let text, !text.isEmpty, let attachments else { return 1 }
        return attachments.isEmpty ? 1 : 2
    }

    private var isStreamed: Bool {
        channelData?.streamType != nil
            || entities?.contains { if case .streamInfo = $0 { true } else { false } } == true
    }
}
