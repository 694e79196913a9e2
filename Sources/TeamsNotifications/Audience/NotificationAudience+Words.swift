internal import TeamsModels

extension NotificationAudience: CustomStringConvertible {
    /// For people: `everyone, but not the members of 19:berth@thread.tacv2`.
    public var description: String { words(inside: false) }

    private func words(inside: Bool) -> String {
        switch kind {
        case .everyone: return "everyone"
        case .scope(.personal): return "every person"
        case .scope(.group): return "every group chat"
        case .scope(.team): return "every team"
        case .users(let ids): return Self.counted(ids, "person", "people")
        case .conversations(let ids): return Self.counted(ids.map(\.rawValue), "conversation", "conversations")
        case .teams(let ids, let channels):
            return "\(channels.words) of " + Self.counted(ids.map(\.rawValue), "team", "teams")
        case .members(let conversation): return "the members of \(conversation)"
        case .visible(let person, let conversation): return "\(person) alone, in \(conversation)"
        case .unread(let id): return "who has not read \(id)"
        case .withoutAction(let id): return "who has not acted on \(id)"
        case .webhook(let name): return "the webhook \(name.shown)"
        case .activityFeed(let ids): return "the activity feed of " + Self.counted(ids, "person", "people")
        case .any(let parts): return Self.joined(parts, "or", inside: inside)
        case .all(let parts):
            let wanted = parts.filter { if case .not = $0.kind { false } else { true } }
            let unwanted = parts.compactMap { if case .not(let part) = $0.kind { part } else { nil } }
            let first = wanted.isEmpty ? "everyone" : Self.joined(wanted, "and", inside: inside || !unwanted.isEmpty)
            return ([first] + unwanted.map { "but not \($0.words(inside: true))" }).joined(separator: ", ")
        case .not(let part): return "everyone, but not \(part.words(inside: true))"
        }
    }

    private static func joined(_ parts: [NotificationAudience], _ word: String, inside: Bool) -> String {
        let text = parts.map { $0.words(inside: parts.count > 1) }.joined(separator: " \(word) ")
        return inside && parts.count > 1 ? "(\(text))" : text
    }

    private static func counted(_ ids: [String], _ one: String, _ many: String) -> String {
        ids.count == 1 ? "the \(one) \(ids[0])" : "\(ids.count) \(many)"
    }
}

extension ChannelChoice {
    fileprivate var words: String {
        switch kind {
        case .general: "General"
        case .all: "all channels"
        case .named(let names) where names.count == 1: "the channel \(names[0])"
        case .named(let names): "\(names.count) channels"
        }
    }
}
