internal import Foundation
internal import TeamsConnector
internal import TeamsModels

/// By what a conversation is looked for, in the form in which it is compared.
struct ConversationFacts: Hashable, Sendable {
    let tenant: String?
    let type: String?
    let team: String?
    /// The person of a personal chat.
    let account: String?
    let directory: String?
    /// The person's sign-in name, else the mail address.
    let address: String?
    /// The person's name, the chat's topic, the channel's name; as it is written.
    let name: String?
    /// The team's name, as it is written.
    let teamName: String?
    let locale: String?
    let timeZone: String?
    /// Whether nothing says that the app was removed.
    let isInstalled: Bool
    let closure: String?

    /// The name of a team's first channel, which the service leaves out.
    static let general = "General"

    init(_ known: KnownConversation) {
        let type = Self.type(of: known)
        self.type = type?.rawValue
        tenant = known.tenant.flatMap { Self.written($0.rawValue) }.map(Self.folded)
        team = known.team?.id.flatMap { Self.written($0.rawValue) }
        account = known.person?.id.flatMap { Self.written($0.rawValue) }
        directory = known.person?.directoryID.flatMap(Self.written).map(Self.folded)
        address = (known.person?.userPrincipalName ?? known.person?.email).flatMap(Self.written).map(Self.folded)
        let chat = known.reference.conversation?.name.flatMap(Self.written)
        name =
            switch type {
            case .personal?: known.person?.name.flatMap(Self.written)
            case .channel?:
                known.channel?.name.flatMap(Self.written) ?? chat
                    ?? (known.isOfWholeTeam ? Self.general : nil)
            default: chat
            }
        teamName = known.team?.name.flatMap(Self.written)
        locale = known.reference.locale.flatMap(Self.written)
        timeZone = known.timeZone.flatMap(Self.written)
        isInstalled = known.uninstalledAt == nil
        closure = known.closure.map { $0.reason?.rawValue ?? "" }
    }

    private static func type(of known: KnownConversation) -> ConversationType? {
        known.reference.conversation?.conversationType ?? (known.reference.isPersonal ? .personal : nil)
    }

    /// Ids of Microsoft Entra are GUIDs, in whichever case they are written.
    static func folded(_ id: String) -> String { id.lowercased() }

    /// A name in the form in which names are the same: however their letters are written, and put together.
    static func foldedName(_ name: String) -> String {
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name.lowercased().trimmed }
        return name.lowercased().precomposedStringWithCanonicalMapping.trimmed
    }

    /// Whether both are one name.
    static func areSame(_ one: String?, _ other: String) -> Bool {
        one.map { foldedName($0) == foldedName(other) } ?? false
    }

    private static func written(_ id: String) -> String? { id.isEmpty ? nil : id }
}

extension KnownConversation {
    /// Whether it is the conversation with its team's id: the channel General, and the team's installation.
    package var isOfWholeTeam: Bool { team?.id.map { $0.conversationID == id } ?? false }
}
