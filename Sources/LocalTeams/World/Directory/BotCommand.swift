internal import JSONKit

/// A command that an app's manifest offers: people see it after `/`.
struct BotCommand: Sendable, Hashable {
    /// What is written after the slash.
    var title: String
    /// What it does, for people.
    var description = ""
    var extras = JSONObject()

    /// How many commands a list of a manifest has at most, and how long their parts are, in characters
    /// (Microsoft, App manifest schema: `bots.commandLists.commands`).
    static let maxCommands = 10
    static let maxTitle = 32
    static let maxDescription = 128

    /// What is wrong with a manifest's commands, for people; nil when nothing is.
    static func problem(in commands: [BotCommand]) -> String? {
        guard commands.count <= maxCommands else { return "has more than \(maxCommands) commands" }
        var seen: Set<String> = []
        for (place, command) in commands.enumerated() {
            let title = command.title
            guard title.contains(where: { !$0.isWhitespace }), !title.contains(where: \.isNewline) else {
                return "[\(place)] needs a \"title\" of one line"
            }
            guard title.count <= maxTitle else {
                return "[\(place)]: a title has at most \(maxTitle) characters"
            }
            guard command.description.count <= maxDescription else {
                return "[\(place)]: a description has at most \(maxDescription) characters"
            }
            guard seen.insert(title.lowercased()).inserted else { return "has \"\(title)\" twice" }
        }
        return nil
    }
}

extension BotCommand: StoredRow {
    init() { self.init(title: "") }

    static let shape: RowShape<BotCommand> = [.required("title", \.title), .written("description", \.description)]
}
