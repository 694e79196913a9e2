internal import JSONKit

/// Who gets a notification: one person, or everyone in a chat, a team or a channel.
/// - SeeAlso: [Graph API,
///   teamworkNotificationRecipient](https://learn.microsoft.com/graph/api/resources/teamworknotificationrecipient)
enum NotificationRecipient: Sendable, Hashable {
    case person(String)
    case chatMembers(String)
    case teamMembers(String)
    case channelMembers(team: String, channel: String)

    /// In how many a bulk call names them.
    static let maxCount = 100

    init(_ json: JSONValue?) throws(Refusal) {
        guard let json, let type = json["@odata.type"]?.stringValue else {
            throw .badGraphRequest(
                "A recipient needs @odata.type, such as microsoft.graph.aadUserNotificationRecipient.")
        }
        // Documents write it with and without `#`, and in the namespaces of Graph and of Teams.
        switch type.split(separator: ".").last?.lowercased() {
        case "aadusernotificationrecipient"?: self = .person(try Self.text("userId", json))
        case "chatmembersnotificationrecipient"?: self = .chatMembers(try Self.text("chatId", json))
        case "teammembersnotificationrecipient"?: self = .teamMembers(try Self.text("teamId", json))
        case "channelmembersnotificationrecipient"?:
            self = .channelMembers(team: try Self.text("teamId", json), channel: try Self.text("channelId", json))
        default: throw .badGraphRequest("The recipient type '\(type.prefix(100))' is not known.")
        }
    }

    /// Those of a bulk call: people, each once.
    static func people(_ json: JSONValue?) throws(Refusal) -> [String] {
        guard let list = json?.arrayValue, !list.isEmpty else {
            throw .badGraphRequest("recipients is missing or empty.")
        }
        guard list.count <= maxCount else {
            throw Refusal.badGraphRequest(
                "recipients holds \(list.count); at most \(maxCount) can be notified at once."
            )
            .noted("Rule: \(maxCount) recipients a call (Microsoft, teamwork: sendActivityNotificationToRecipients).")
        }
        var names: [String] = []
        var seen: Set<String> = []
        for element in list {
            guard case .person(let name) = try NotificationRecipient(element) else {
                throw .badGraphRequest("recipients holds people only: microsoft.graph.aadUserNotificationRecipient.")
            }
            if seen.insert(name.lowercased()).inserted { names.append(name) }
        }
        return names
    }

    private static func text(_ name: String, _ json: JSONValue) throws(Refusal) -> String {
        guard let text = json[name]?.stringValue, !text.isEmpty else {
            throw .badGraphRequest("The recipient's \(name) is missing.")
        }
        return text
    }
}
