internal import JSONKit
internal import TeamsModels

/// The `commandLists` of an app manifest. Pure.
///
/// - SeeAlso: [commandLists](https://learn.microsoft.com/microsoft-365/extensibility/schema/root-bots-command-lists);
///   its limits differ between versions of the manifest, and these hold in all of them.
struct CommandLists {
    static let maxCommands = 10
    static let maxTitle = 32
    static let maxDescription = 128

    /// - Throws: ``AppError/Code/configuration`` that names each command which the manifest would not take.
    static func json(of commands: [Command], triggers: [CommandTrigger]?) throws(AppError) -> JSONValue {
        var problems: [String] = []
        for command in commands {
            // The schema counts as JSON Schema does, in code points.
            let title = command.name.unicodeScalars.count
            let description = command.help.unicodeScalars.count
            if title > maxTitle {
                problems.append("the name of \"\(command.name)\" has \(title) characters; \(maxTitle) are the most")
            }
            if description > maxDescription {
                problems.append(
                    "the help of \"\(command.name)\" has \(description) characters; \(maxDescription) are the most")
            }
        }
        var lists: [(scopes: [CommandScope], commands: [Command])] = []
        for scope in [CommandScope].everywhere {
            let offered = commands.filter { $0.scopes.contains(scope) }
            guard !offered.isEmpty else { continue }
            if offered.count > maxCommands {
                problems.append(
                    "\(offered.count) commands are offered in \(scope.rawValue), and a menu has \(maxCommands) at the most: "
                        + "say for some by `in:` in which scopes"
                )
            }
            if let same = lists.firstIndex(where: { $0.commands.map(\.words) == offered.map(\.words) }) {
                lists[same].scopes.append(scope)
            } else {
                lists.append(([scope], offered))
            }
        }
        guard problems.isEmpty else { throw AppError(.configuration, problems.joined(separator: "; ")) }
        return .array(lists.map { json(of: $0.commands, in: $0.scopes, triggers) })
    }

    private static func json(
        of commands: [Command], in scopes: [CommandScope], _ triggers: [CommandTrigger]?
    ) -> JSONValue {
        var list: JSONObject = [
            "scopes": .array(scopes.map { .string($0.rawValue) }),
            "commands": .array(commands.map { ["title": .string($0.name), "description": .string($0.help)] }),
        ]
        if let triggers { list["triggers"] = .array(triggers.map { .string($0.rawValue) }) }
        return .object(list)
    }
}
