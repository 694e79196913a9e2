internal import TeamsModels

/// The bot in whichever way an activity writes it: with `28:` in front or without, in upper or lower case.
struct BotIdentity: Sendable, Hashable {
    private let names: Set<String>

    /// - Parameters:
    ///   - recipient: the bot as the activity names it.
    ///   - clientID: its registration.
    init(recipient: Account?, clientID: AppID?) {
        let written = [recipient?.id?.rawValue, clientID?.rawValue]
        names = Set(written.compactMap { $0 }.filter { !$0.isEmpty }.map(Self.folded))
    }

    func isSame(_ account: Account?) -> Bool {
        guard let id = account?.id, !id.isEmpty else { return false }
        return names.contains(Self.folded(id.rawValue))
    }

    func isAmong(_ accounts: [Account]?) -> Bool { accounts?.contains { isSame($0) } ?? false }

    func isMentioned(in activity: Activity) -> Bool { activity.mentions.contains { isSame($0.mentioned) } }

    private static func folded(_ id: String) -> String {
        let id = id.lowercased()
        return id.hasPrefix("28:") ? String(id.dropFirst(3)) : id
    }
}
