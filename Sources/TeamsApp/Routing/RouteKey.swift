internal import TeamsModels

/// What a handler without captures asked for. Two handlers for one key contradict each other.
enum RouteKey: Hashable, Sendable {
    /// Messages with such a text.
    case text(TextCondition)
    /// Activities of a kind; of a whole type when the kind has no detail.
    case kind(ActivityKind)
    case membersAdded
    case membersRemoved
    /// Every activity that nothing else wanted.
    case activity

    /// The keys of `activity` besides its text, the most specific first.
    ///
    /// An update that adds or removes the bot itself is no news of other members. An invoke wants an answer of its own
    /// kind, so it never falls to the handler for every activity.
    static func keys(of activity: Activity) -> [RouteKey] {
        let kind = activity.kind
        var keys: [RouteKey] = kind.detail == nil ? [] : [.kind(kind)]
        if kind.type == .conversationUpdate {
            if activity.membersAdded?.isEmpty == false, !activity.isRecipientAdded { keys.append(.membersAdded) }
            if activity.membersRemoved?.isEmpty == false, !activity.isRecipientRemoved { keys.append(.membersRemoved) }
        }
        keys.append(.kind(kind.general))
        if kind.type != .invoke { keys.append(.activity) }
        return keys
    }
}

extension RouteKey: CustomStringConvertible {
    /// As it stands in a diagnostic: "two handlers for …".
    var description: String {
        switch self {
        case .text(let condition): condition.description
        case .kind(let kind) where kind.detail == nil: "any \(kind)"
        case .kind(let kind): "\(kind)"
        case .membersAdded: "added members"
        case .membersRemoved: "removed members"
        case .activity: "any activity"
        }
    }
}
