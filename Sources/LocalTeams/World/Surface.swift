internal import JSONKit

// MARK: Reading

extension World {
    /// The world's time.
    var now: Instant { Instant(milliseconds: 0) }
    var clock: Workspace.Clock { Workspace.Clock() }
    /// When the next timer is due. On a real clock the host calls ``tick(_:)`` then.
    var nextTimer: Instant? { nil }
    /// `serviceUrl` of every activity: `<origin>/emea/<tenant>/`.
    var serviceURL: String { "\(origin)/emea/\(tenant.id)/" }
    /// As `GET /_local/workspace` shows it: `workspace.json`.
    var workspace: Workspace { .standard }

    func person(_ handle: String) -> Person? { nil }
    func bot(_ appId: String) -> Bot? { nil }
    /// The bot that `from.id` of a call without a token names: `28:<appId>` or `<appId>`.
    func bot(account: String) -> Bot? { nil }
    /// The bots of a conversation as bots name it, by app id.
    func bots(in conversation: String) -> [String] { [] }
    /// The id of a person as a bot sees it: `29:…`
    func account(of handle: String, for bot: String) -> String? { nil }
    /// The person behind an id as a bot sees it.
    func handle(account: String) -> String? { nil }

    /// The conversations that a person sees, newest first:
    /// `{id,kind:"personal"|"group"|"meeting"|"channel",name,members[],bots[],team?{id,name},lastMessage?,readUpTo?}`.
    func conversations(as handle: String) throws(Refusal) -> [JSONObject] { [] }
    /// What that person sees of a conversation (or thread, `;messageid=`), oldest first. `before` is a message id, not
    /// included.
    func history(
        of conversation: String, as handle: String, limit: Int? = nil, before: String? = nil
    ) throws(Refusal) -> [JSONObject] { [] }
    /// Entries after `seq`, oldest first.
    func ledger(after seq: Int = 0, limit: Int? = nil) -> [LedgerEntry] { [] }
}

/// What became of a bot's message, for whom.
struct LedgerEntry: Sendable, Equatable {
    enum Kind: String, Sendable { case visible, edited, removed, refused }
    var seq: Int
    var at: Instant
    var kind: Kind
    var conversation: String
    /// Without one when it was refused.
    var message: String?
    var bot: String
    /// Handles.
    var to: [String]
    var text: String
    var status: Int?
    var json: JSONObject { [:] }
}

// MARK: Service plane. `bot` is the app id that the caller proved; conversation and activity ids are decoded once.

/// The answer to a send or a create.
struct Sent: Sendable, Equatable {
    /// The conversation that was created.
    var conversation: String?
    /// Without one when Teams split the message.
    var id: String?
    /// The body of the answer. Status 201 for a create or a send, 200 for an update.
    var json: JSONObject { [:] }
}

extension World {
    /// C3–C6. `replyTo` is the id in the path of C5.
    mutating func send(
        _ activity: JSONObject, to conversation: String, replyTo: String? = nil, targeted: Bool = false, by bot: String
    ) throws(Refusal) -> Sent { throw .conversationNotFound }

    /// C7–C9. `id` is the one in the path, else the one in the body (C8).
    mutating func update(
        _ id: String?, with activity: JSONObject, in conversation: String, targeted: Bool = false, by bot: String
    ) throws(Refusal) -> Sent { throw .conversationNotFound }

    /// C10–C12.
    mutating func delete(
        _ id: String?, in conversation: String, targeted: Bool = false, by bot: String
    ) throws(Refusal) { throw .conversationNotFound }

    /// C1.
    mutating func createConversation(_ body: JSONObject, by bot: String) throws(Refusal) -> Sent {
        throw .conversationNotFound
    }

    /// C2 when lenient; 405 when strict.
    func conversations(for bot: String) throws(Refusal) -> [JSONObject] { [] }
    /// C14.
    func members(of conversation: String, for bot: String) throws(Refusal) -> [JSONObject] { [] }
    /// C13.
    func members(
        ofActivity id: String, in conversation: String, for bot: String
    ) throws(Refusal) -> [JSONObject] { [] }
    /// C15. `id` is an account id, a directory id or a user principal name.
    func member(_ id: String, of conversation: String, for bot: String) throws(Refusal) -> JSONObject {
        throw .conversationNotFound
    }
    /// C16: `{members[],continuationToken?}`.
    func pagedMembers(
        of conversation: String, for bot: String, pageSize: Int? = nil, continuationToken: String? = nil
    ) throws(Refusal) -> JSONObject { throw .conversationNotFound }
    /// C17: always refused.
    func removeMember(_ id: String, of conversation: String, by bot: String) throws(Refusal) {
        throw .conversationNotFound
    }
    /// T1.
    func team(_ id: String, for bot: String) throws(Refusal) -> JSONObject { throw .conversationNotFound }
    /// T2: `{conversations:[…]}`.
    func channels(ofTeam id: String, for bot: String) throws(Refusal) -> JSONObject { throw .conversationNotFound }
    /// C22.
    mutating func react(
        _ type: String, add: Bool, to id: String, in conversation: String, by bot: String
    ) throws(Refusal) {}

    /// A send that something before the world refused (a fault, a limit): the ledger keeps it.
    mutating func recordRefusal(
        of activity: JSONObject, to conversation: String, targeted: Bool, by bot: String, status: Int
    ) {}
}

// MARK: Control plane. `handle` is whose doing it is.

/// A file that a person attaches.
struct SentFile: Sendable, Equatable {
    var name: String
    var contentType: String
    var base64: String
}

extension World {
    /// On a real clock: time has come to `now`. Fires what is due. Does nothing on a virtual clock.
    mutating func tick(_ now: Instant) {}
    /// Moves a virtual clock forward, firing what becomes due in order. 409 on a real clock.
    mutating func advance(by duration: Duration) throws(Refusal) {}
    mutating func advance(to instant: Instant) throws(Refusal) {}
    /// Back to the workspace that the world was made from.
    mutating func reset() {}

    @discardableResult
    mutating func addPerson(
        handle: String, name: String, locale: String? = nil, timeZone: String? = nil, readReceipts: Bool? = nil
    ) throws(Refusal) -> Person { throw .conversationNotFound }
    @discardableResult
    mutating func changePerson(
        _ handle: String, locale: String? = nil, timeZone: String? = nil, readReceipts: Bool? = nil
    ) throws(Refusal) -> Person { throw .conversationNotFound }
    /// What is left out: `appId` and `secret` are made up, `auth` is on, all scopes, no permissions.
    @discardableResult
    mutating func addBot(
        name: String, endpoint: String?, appId: String? = nil, secret: String? = nil, auth: Bool? = nil,
        scopes: [String]? = nil, permissions: [String]? = nil
    ) throws(Refusal) -> Bot { throw .conversationNotFound }
    @discardableResult
    mutating func changeBot(
        _ appId: String, endpoint: String? = nil, disabled: Bool? = nil
    ) throws(Refusal) -> Bot { throw .conversationNotFound }
    /// Tells a bot that the workspace put it where it is (E18–E20, E24–E26), as if it had been installed now.
    mutating func announceInstallations(of bot: String) {}

    /// The id of the chat. A personal chat is with one `bot` or one other member; asking again gives the same id.
    mutating func createChat(
        as handle: String, kind: Workspace.Chat.Kind, members: [String] = [], bot: String? = nil, name: String? = nil
    ) throws(Refusal) -> String { throw .conversationNotFound }
    @discardableResult
    mutating func createTeam(
        as handle: String, name: String, members: [String] = [],
        channels: [(name: String, kind: Workspace.Channel.Kind)] = []
    ) throws(Refusal) -> Workspace.Team { throw .conversationNotFound }
    @discardableResult
    mutating func changeTeam(
        _ team: String, as handle: String, name: String? = nil, archived: Bool? = nil
    ) throws(Refusal) -> Workspace.Team { throw .conversationNotFound }
    mutating func deleteTeam(_ team: String, as handle: String, hard: Bool = false) throws(Refusal) {}
    @discardableResult
    mutating func restoreTeam(_ team: String, as handle: String) throws(Refusal) -> Workspace.Team {
        throw .conversationNotFound
    }
    @discardableResult
    mutating func createChannel(
        in team: String, as handle: String, name: String, kind: Workspace.Channel.Kind = .standard
    ) throws(Refusal) -> Workspace.Channel { throw .conversationNotFound }
    @discardableResult
    mutating func renameChannel(
        _ channel: String, in team: String, as handle: String, name: String
    ) throws(Refusal) -> Workspace.Channel { throw .conversationNotFound }
    mutating func deleteChannel(_ channel: String, in team: String, as handle: String) throws(Refusal) {}
    @discardableResult
    mutating func restoreChannel(
        _ channel: String, in team: String, as handle: String
    ) throws(Refusal) -> Workspace.Channel { throw .conversationNotFound }
    /// Into a team or a chat: one of the two.
    mutating func addMember(_ user: String, as handle: String, team: String? = nil, chat: String? = nil) throws(Refusal)
    {}
    mutating func removeMember(_ user: String, as handle: String, team: String? = nil, chat: String? = nil)
        throws(Refusal)
    {}

    /// `channel` is that of a team; without one it is General.
    @discardableResult
    mutating func install(
        _ bot: String, as handle: String, user: String? = nil, chat: String? = nil, team: String? = nil,
        channel: String? = nil
    ) throws(Refusal) -> Installation { throw .conversationNotFound }
    mutating func upgradeInstallation(_ id: String, as handle: String) throws(Refusal) {}
    mutating func removeInstallation(_ id: String, as handle: String) throws(Refusal) {}
    mutating func block(_ bot: String, as handle: String) throws(Refusal) {}
    mutating func unblock(_ bot: String, as handle: String) throws(Refusal) {}
    @discardableResult
    mutating func addWebhook(as handle: String, channel: String) throws(Refusal) -> Workspace.Webhook {
        throw .conversationNotFound
    }

    /// The message's id. Into a channel it is a new post, into `channel;messageid=root` a reply. `mentions` are handles
    /// and app ids; `quote` is a message id; `onlyTo` is an app id.
    @discardableResult
    mutating func post(
        _ text: String, to conversation: String, as handle: String, textFormat: String? = nil, mentions: [String] = [],
        attachments: [SentFile] = [], quote: String? = nil, onlyTo: String? = nil
    ) throws(Refusal) -> String { throw .conversationNotFound }
    mutating func edit(_ id: String, text: String, in conversation: String, as handle: String) throws(Refusal) {}
    mutating func delete(_ id: String, in conversation: String, as handle: String) throws(Refusal) {}
    mutating func undelete(_ id: String, in conversation: String, as handle: String) throws(Refusal) {}
    mutating func react(
        _ type: String, add: Bool, to id: String, in conversation: String, as handle: String
    ) throws(Refusal) {}
    /// How many read receipts went to bots.
    @discardableResult
    mutating func read(_ conversation: String, upTo id: String, as handle: String) throws(Refusal) -> Int { 0 }
    /// A person types: others see it; bots are not told.
    mutating func type(in conversation: String, as handle: String) throws(Refusal) {}
}
