import JSONKit
import TeamsConnector
import TeamsModels

/// What a bot does in a conversation.
enum Act: String, CaseIterable, Sendable {
    case send, reply, targetedSend, typing, createThread
    case update, targetedUpdate, addReaction, removeReaction
    case members, member, create
    case delete, targetedDelete

    /// What Local Teams calls it, in faults.
    var operation: String {
        switch self {
        case .send, .reply, .targetedSend, .typing: "send"
        case .update, .targetedUpdate: "update"
        case .delete, .targetedDelete: "delete"
        case .addReaction, .removeReaction: "reaction"
        case .members, .member: "members"
        case .create, .createThread: "create"
        }
    }

    /// Whether one person alone is to see it.
    var isTargeted: Bool { [.targetedSend, .targetedUpdate, .targetedDelete].contains(self) }
    /// Whether it carries a message of its own.
    var hasContent: Bool {
        [.send, .reply, .targetedSend, .createThread, .update, .targetedUpdate].contains(self)
    }
    /// Whether it is about a message that is there.
    var needsMessage: Bool {
        [.update, .targetedUpdate, .addReaction, .removeReaction, .delete, .targetedDelete].contains(self)
    }
    /// Whether it only asks.
    var isQuestion: Bool { self == .members || self == .member }
    /// Whether doing it twice would make two messages.
    var makesMessage: Bool { [.send, .reply, .targetedSend, .typing, .createThread].contains(self) }
    /// Whether it makes sense in a conversation of this type.
    func exists(in type: ConversationType?) -> Bool {
        switch type {
        case .personal?: self != .createThread && !isTargeted
        case .channel?: true
        default: self != .createThread
        }
    }
}

/// A conversation with a message and a whisper of the bot in it.
struct Scene: Sendable {
    let harbor: Harbor
    var connector: Connector
    var place: ConversationReference
    var message: ActivityID
    var whisper: ActivityID
    /// Whom the whisper is for.
    var reader: Account
    /// What is sent.
    var content = Activity(text: "the tide is high")

    /// Sends both; in a chat of two, where nobody whispers, a message in place of the whisper.
    init(_ harbor: Harbor, in place: ConversationReference) async throws {
        self.harbor = harbor
        self.place = place
        connector = harbor.connector
        reader = try await harbor.account(of: "Ines")
        let isPersonal = place.conversation?.conversationType == .personal
        message = try await harbor.connector.send(Activity(text: "for all"), in: place).id ?? ""
        let whisper = try await harbor.connector.send(
            Activity(text: "for one"), in: place, visibleTo: isPersonal ? nil : reader)
        self.whisper = whisper.id ?? ""
    }

    /// The same, done by a bot that remembers nothing.
    func anew() -> Scene {
        var scene = self
        scene.connector = harbor.anotherConnector()
        return scene
    }

    /// - Returns: where requests go from now on, for acts whose answer says.
    @discardableResult
    func perform(_ act: Act) async throws(ConnectorError) -> String? {
        switch act {
        case .send: return try await connector.send(content, in: place).serviceUrl
        case .reply: return try await connector.reply(content, to: message, in: place).serviceUrl
        case .targetedSend: return try await connector.send(content, in: place, visibleTo: reader).serviceUrl
        case .typing: return try await connector.sendTyping(in: place).serviceUrl
        case .update: return try await connector.update(message, to: content, in: place).serviceUrl
        case .targetedUpdate:
            return try await connector.update(whisper, to: content, in: place, isTargeted: true).serviceUrl
        case .delete: try await connector.delete(message, in: place)
        case .targetedDelete: try await connector.delete(whisper, in: place, isTargeted: true)
        case .addReaction: try await connector.addReaction("like", to: message, in: place)
        case .removeReaction: try await connector.removeReaction("like", from: message, in: place)
        case .members: _ = try await connector.members(of: place)
        case .member: _ = try await connector.member(reader.id ?? "", of: place)
        case .create:
            let chat = ConversationParameters.personal(with: reader.id ?? "", tenantId: harbor.tenant)
            return try await connector.createConversation(chat, serviceUrl: place.serviceUrl).reference.serviceUrl
        case .createThread:
            let channel = ChannelID(rawValue: place.conversation?.id?.rawValue ?? "")
            let thread = ConversationParameters.thread(
                in: channel, tenantId: harbor.tenant, startingWith: content)
            return try await connector.createConversation(thread, serviceUrl: place.serviceUrl).reference.serviceUrl
        }
        return nil
    }
}
