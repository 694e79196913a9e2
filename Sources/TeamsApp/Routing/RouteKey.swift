internal import JSONKit
internal import TeamsModels

/// What a handler without captures asked for. Two handlers for one key contradict each other.
enum RouteKey: Hashable, Sendable {
    /// Messages with such a text.
    case text(TextCondition)
    /// Messages that carry a value.
    case value
    /// Messages that mention the bot.
    case mention
    /// Activities of a kind; of a whole type when the kind has no detail.
    case kind(ActivityKind)
    /// Invokes of a name that are for one dialog, verb or data set.
    case invokePart(InvokeName, String)
    /// Buttons of cards with a verb, however they are sent.
    case cardPress(String)
    /// Buttons of cards, whatever their verb.
    case anyCardPress
    /// Cards that bring themselves up to date with a verb.
    case cardRefresh(String)
    case reactionAdded
    case reactionRemoved
    case membersAdded
    case membersRemoved
    case botAdded
    case botRemoved
    /// Every activity that nothing else wanted.
    case activity

    /// The keys of `activity` besides its text, the most specific first.
    ///
    /// An update that adds or removes the bot itself is no news of other members. An invoke wants an answer of its own
    /// kind, so it never falls to the handler for every activity.
    /// - Parameter bot: who the bot is, in whichever spelling.
    static func keys(of activity: Activity, for bot: BotIdentity) -> [RouteKey] {
        let kind = activity.kind
        var keys: [RouteKey] = []
        if kind.type == .invoke {
            let name = InvokeName(rawValue: activity.name ?? "")
            keys = InvokePart.named(by: activity.value, of: name).map { .invokePart(name, $0) }
        }
        let press = activity.pressKeys
        if let press { keys += press.own }
        if kind.type == .conversationUpdate { keys += ownKeys(of: activity, for: bot) }
        if kind.detail != nil { keys.append(.kind(kind)) }
        if let press { keys.append(press.any) }
        switch kind.type {
        case .message:
            if let value = activity.value, !value.isNull { keys.append(.value) }
            if bot.isMentioned(in: activity) { keys.append(.mention) }
        case .messageReaction:
            if activity.reactionsAdded?.isEmpty == false { keys.append(.reactionAdded) }
            if activity.reactionsRemoved?.isEmpty == false { keys.append(.reactionRemoved) }
        case .conversationUpdate: keys += memberKeys(of: activity, for: bot)
        default: break
        }
        keys.append(.kind(kind.general))
        if kind.type != .invoke { keys.append(.activity) }
        return keys
    }

    /// What becomes of the bot itself comes before what becomes of others.
    private static func ownKeys(of activity: Activity, for bot: BotIdentity) -> [RouteKey] {
        var keys: [RouteKey] = []
        if bot.isAmong(activity.membersAdded) { keys.append(.botAdded) }
        if bot.isAmong(activity.membersRemoved) { keys.append(.botRemoved) }
        return keys
    }

    /// Nobody joins or leaves a chat of two: who is there is there since it is.
    private static func memberKeys(of activity: Activity, for bot: BotIdentity) -> [RouteKey] {
        guard !activity.isPersonal else { return [] }
        var keys: [RouteKey] = []
        if let added = activity.membersAdded, !added.isEmpty, !bot.isAmong(added) { keys.append(.membersAdded) }
        if let removed = activity.membersRemoved, !removed.isEmpty, !bot.isAmong(removed) {
            keys.append(.membersRemoved)
        }
        return keys
    }
}

extension RouteKey: CustomStringConvertible {
    /// As it stands in a diagnostic: "two handlers for …".
    var description: String {
        switch self {
        case .text(let condition): condition.description
        case .value: "messages with a value"
        case .mention: "mentions of the bot"
        case .kind(let kind) where kind.detail == nil: "any \(kind)"
        case .kind(let kind): "\(kind)"
        case .invokePart(let name, let part): "invoke/\(name.rawValue) of \"\(part)\""
        case .cardPress(let verb): "buttons of cards with the verb \"\(verb)\""
        case .anyCardPress: "buttons of cards"
        case .cardRefresh(let verb): "cards that refresh themselves with the verb \"\(verb)\""
        case .reactionAdded: "added reactions"
        case .reactionRemoved: "removed reactions"
        case .membersAdded: "added members"
        case .membersRemoved: "removed members"
        case .botAdded: "the bot's being added"
        case .botRemoved: "the bot's being removed"
        case .activity: "any activity"
        }
    }
}
