internal import JSONKit

extension WireLogEntry {
    /// The ids of the messages that the exchange speaks of: in its path, its request and its answer.
    var messages: [String] {
        var ids = message.map { [$0] } ?? []
        let segments = path.prefix { $0 != "?" }.split(separator: "/")
        if let place = segments.lastIndex(where: { $0.lowercased() == "activities" }), place + 1 < segments.endIndex {
            ids.append(String(segments[place + 1]))
        }
        for id in [
            request.body?["id"], request.body?["replyToId"], response?.body?["id"], response?.body?["activityId"],
        ] {
            if let id = id?.stringValue { ids.append(id) }
        }
        return ids
    }

    /// Whether it asked for a message that one person sees, whatever became of it.
    fileprivate var isTargeted: Bool {
        request.body?["recipient"]?["isTargeted"] == true || path.lowercased().contains("istargetedactivity=true")
    }

    /// The account of the person at the other end of a targeted message.
    fileprivate var person: String? {
        (direction == .outbound ? request.body?["from"] : request.body?["recipient"])?["id"]?.stringValue
    }
}

extension World {
    /// Whether `handle` may see an exchange: not when it is about a message that is for somebody else's eyes.
    func mayShow(_ entry: WireLogEntry, to handle: String) -> Bool {
        var isOwn = false
        if let conversation = entry.conversation, let place = place(conversation) {
            for id in entry.messages {
                guard let message = message(id, in: place), message.audience != .everyone else { continue }
                guard message.onlyReader == handle else { return false }
                isOwn = true
            }
        }
        guard entry.isTargeted, !isOwn else { return true }
        // No message came of it, or it is forgotten: it belongs to the one whom it names.
        return entry.person.flatMap { self.handle(account: $0) } == handle
    }
}
