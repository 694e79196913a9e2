internal import JSONKit
internal import TeamsModels

/// Where a call goes: a conversation without its thread, the thread, and the conversation's own service URL.
struct Place: Sendable {
    let conversation: ConversationID
    let threadRoot: ActivityID?
    let serviceUrl: String
    let isPersonal: Bool

    /// Throws before anything is sent when `reference` does not name a conversation or a service URL.
    init(_ reference: ConversationReference, for operation: String) throws(ConnectorError) {
        guard let id = reference.conversation?.id, !id.base.isEmpty else {
            throw .invalid("\(operation): the conversation's id is missing")
        }
        guard let url = reference.serviceUrl, !url.isEmpty else {
            throw .invalid("\(operation): the conversation carries no service URL; store the whole reference")
        }
        conversation = id.base
        threadRoot = id.threadRoot
        serviceUrl = url
        isPersonal = reference.isPersonal
    }

    /// The path of the conversation, with what follows it.
    func path(_ rest: String...) -> [String] { ["v3", "conversations", conversation.rawValue] + rest }
}

extension ConversationReference {
    /// Whether it is a chat of the bot with one person: its type says so, or, where it has none, its id.
    package var isPersonal: Bool {
        conversation?.conversationType.map { $0 == .personal } ?? conversation?.id?.isPersonal ?? false
    }
}

extension ConversationID {
    /// Whether the id has one of the shapes of chats of two, for references that do not say.
    fileprivate var isPersonal: Bool { rawValue.hasPrefix("a:") || rawValue.hasSuffix("@unq.gbl.spaces") }
}
