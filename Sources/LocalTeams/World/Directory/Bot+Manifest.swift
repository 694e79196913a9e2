internal import JSONKit

// What an app's manifest says of its bot: where it can be installed, and what it may.

extension Bot {
    static let personal = "personal"
    static let team = "team"
    static let groupChat = "groupChat"
    static let allScopes = [personal, team, groupChat]

    /// Permissions that decide what Local Teams sends to a bot. Others are kept, and mean nothing here.
    enum Permission {
        /// What people have read of a personal chat.
        static let readReceipts = "ChatMessageReadReceipt.Read.Chat"
        /// All messages of group chats and meetings, mentioned or not.
        static let chatMessages = "ChatMessage.Read.Chat"
        /// All messages of a team's channels, mentioned or not.
        static let channelMessages = "ChannelMessage.Read.Group"
    }

    /// Whether people have it in a chat of their own, also those who come later.
    var isForEveryone: Bool { everyone && scopes.contains(Self.personal) }

    func may(_ permission: String) -> Bool { permissions.contains(permission) }

    /// What is wrong with a manifest's scopes, for people; nil when nothing is.
    static func problem(inScopes scopes: [String]) -> String? {
        let all = allScopes.joined(separator: ", ")
        guard !scopes.isEmpty else { return "names no scope; there are \(all)" }
        return scopes.first { !allScopes.contains($0) }.map { "can be \(all), but not \"\($0.excerpt)\"" }
    }

    /// What is wrong with a manifest's permissions, for people; nil when nothing is. Microsoft adds to them, so a name
    /// that nobody knows is none the worse: only its shape counts.
    static func problem(inPermissions permissions: [String]) -> String? {
        guard permissions.count <= 100 else { return "has more than 100 names" }
        return permissions.first { !looksLikePermission($0) }.map {
            "has \"\($0.excerpt)\": a permission's name looks like \(Permission.readReceipts)"
        }
    }

    /// Words of letters and digits with dots between them: `TeamsActivity.Send.User`.
    private static func looksLikePermission(_ name: String) -> Bool {
        let words = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return name.utf8.count <= 128 && words.count > 1
            && words.allSatisfy { word in
                !word.isEmpty
                    && word.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Takes what a manifest says; nil leaves it as it is.
    mutating func change(
        scopes: [String]?, permissions: [String]?, commands: [BotCommand]? = nil
    ) throws(Refusal) {
        if let problem = scopes.flatMap(Self.problem(inScopes:)) { throw .badRequest("\"scopes\" \(problem)") }
        if let problem = permissions.flatMap(Self.problem(inPermissions:)) {
            throw .badRequest("\"permissions\" \(problem)")
        }
        if let problem = commands.flatMap(BotCommand.problem(in:)) { throw .badRequest("\"commands\" \(problem)") }
        take(scopes: scopes, permissions: permissions)
        if let commands { self.commands = commands }
    }

    /// As ``change(scopes:permissions:)``, of what has no problem. Each name is taken once.
    mutating func take(scopes: [String]?, permissions: [String]?) {
        if let scopes { self.scopes = Self.allScopes.filter { scopes.contains($0) } }
        if let permissions {
            var seen: Set<String> = []
            self.permissions = permissions.filter { seen.insert($0).inserted }
        }
    }
}
