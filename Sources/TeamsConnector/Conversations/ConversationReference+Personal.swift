internal import JSONKit
package import TeamsModels

extension ConversationReference {
    /// Whether it is a chat of the bot with one person: its type says so, or, where it has none, its id.
    package var isPersonal: Bool {
        conversation?.conversationType.map { $0 == .personal } ?? conversation?.id?.isPersonal ?? false
    }

    /// Whether it is a chat of several, of a meeting or not: its type says so, or, where it has none, its id.
    var isChat: Bool {
        conversation?.conversationType.map { $0 == .groupChat }
            ?? conversation?.id?.base.rawValue.hasSuffix("@thread.v2") ?? false
    }
}

extension ConversationID {
    /// Whether the id has one of the shapes of chats of two, for references that do not say.
    fileprivate var isPersonal: Bool { rawValue.hasPrefix("a:") || rawValue.hasSuffix("@unq.gbl.spaces") }
}
