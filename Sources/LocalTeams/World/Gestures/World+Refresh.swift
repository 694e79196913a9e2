internal import JSONKit

/// A card in front of a person, which may bring itself up to date.
struct CardRefresh: Hashable, Sendable {
    var message: MessageNumber
    var conversation: ConversationID
    var person: Handle
}

extension World {
    /// How often a client refreshes a card for a person by itself: a card that refreshes to another one that does would
    /// never come to rest.
    static let mostRefreshes = 3

    /// E50: a card is asked to bring itself up to date.
    /// - Parameter manual: whether the person asked for it, by the card's menu.
    mutating func refresh(
        _ id: String, in conversation: ConversationID, as handle: Handle, manual: Bool = false
    ) throws(Refusal) -> Gesture {
        let (place, message, bot) = try used(id, in: conversation, by: handle)
        let attachments = message.attachments(for: handle)
        let found = attachments.enumerated().lazy.compactMap { place, attachment in
            attachment["content"]?["refresh"]?.objectValue.map { (place, $0) }
        }.first
        guard let (attachment, refresh) = found, let action = refresh["action"]?.objectValue else {
            throw .badRequest("no card of the message has a \"refresh\" with an action")
        }
        let ids = refresh["userIds"]?.arrayValue?.compactMap(\.stringValue)
        let isNamed = ids.map { $0.contains(account(of: handle, for: bot) ?? "") } ?? true
        if !isNamed, ids?.isEmpty == false {
            throw .forbidden("the card's refresh is for others: its \"userIds\" do not name \(handle)")
        }
        let isManual = manual || !isNamed
        if !isManual {
            let view = CardRefresh(message: message.number, conversation: place.id, person: handle)
            let count = refreshes[view] ?? 0
            guard count < Self.mostRefreshes else {
                return Gesture(
                    nothing: "the card has refreshed itself \(count) times for \(handle): now it waits to be asked")
            }
            refreshes.add(count + 1, as: view)
        }
        let press = Press(
            button: CardButton(attachment: attachment, pointer: .root, action: action), message: message, place: place,
            bot: bot, person: handle)
        return execute(
            action, action["data"] ?? [:], trigger: isManual ? "manual" : "automatic", [:], press)
    }
}
