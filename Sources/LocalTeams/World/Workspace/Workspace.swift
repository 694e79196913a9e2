internal import JSONKit

/// Who and what there is: the shape of `GET /_local/workspace` and of a workspace file.
struct Workspace: Sendable, Equatable {
    var tenant: Tenant
    var clock: Clock
    var users: [Person]
    var bots: [Bot]
    var chats: [Chat] = []
    var teams: [Team] = []
    var webhooks: [Webhook] = []
    /// Where bots are installed, beyond what `bots` of chats and teams says: in which channel, and what was removed.
    var installations: [Installation] = []

    struct Tenant: Sendable, Equatable {
        /// A GUID.
        var id: String
        var name: String
    }

    struct Clock: Sendable, Equatable {
        enum Mode: String, Sendable, CaseIterable { case real, virtual }
        var mode: Mode = .real
        /// What a virtual clock shows. Without it: the time at the start.
        var now: Instant?
    }

    struct Chat: Sendable, Equatable {
        enum Kind: String, Sendable, CaseIterable { case personal, group, meeting }
        var id: String
        var kind: Kind
        var name: String?
        /// Handles, in the order in which they came. Of a meeting the first is the organizer.
        var members: [String]
        /// App ids of the bots that are installed; in a personal chat the bot that it is with.
        var bots: [String]
    }

    struct Team: Sendable, Equatable {
        /// The same as the id of its General channel.
        var id: String
        var name: String
        var aadGroupId: String
        var archived = false
        var deleted = false
        var members: [String]
        var bots: [String]
        /// General comes first.
        var channels: [Channel]
    }

    struct Channel: Sendable, Equatable {
        enum Kind: String, Sendable, CaseIterable { case standard, `private`, shared }
        var id: String
        var name: String
        var kind: Kind = .standard
        var deleted = false
    }

    struct Webhook: Sendable, Equatable {
        var id: String
        /// Where posts go; made from the service's own address.
        var url: String?
        var channel: String
    }
}

/// Someone who works here.
struct Person: Sendable, Equatable {
    /// What control-plane calls know them by: `ines`.
    var handle: String
    var name: String
    /// An id as bots see it, when it was chosen by hand. Without one it differs for each bot, as in Teams.
    var id: String?
    var aadObjectId: String
    var userPrincipalName: String
    var email: String
    /// `en-GB`
    var locale: String
    /// An IANA name: `Europe/Stockholm`.
    var timeZone: String
    var readReceipts: Bool
}

/// An app with a messaging endpoint.
struct Bot: Sendable, Equatable {
    /// A GUID.
    var appId: String
    /// What the bot proves who it is with. Never leaves the process, except in the answer to its creation.
    var secret: String
    var name: String
    /// Where activities are posted. Without one nothing is.
    var endpoint: String?
    /// Whether deliveries are signed and calls must carry a token.
    var auth: Bool
    /// Where it can be installed: `personal`, `team`, `groupChat`.
    var scopes: [String]
    /// Resource-specific permissions: `ChatMessage.Read.Chat`, `ChannelMessage.Read.Group`, …
    var permissions: [String]
    /// By the admin.
    var disabled: Bool
    /// Installed for everyone, also for people who come later.
    var everyone: Bool

    static let allScopes = ["personal", "team", "groupChat"]
}

/// A bot's place in a personal chat, a chat, or a team.
struct Installation: Sendable, Equatable {
    enum Target: Sendable, Hashable {
        case user(String)
        case chat(String)
        /// A team, with the channel that was chosen.
        case team(String, channel: String)
    }
    var id: String
    var bot: String
    var target: Target
}
