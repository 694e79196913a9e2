import HTTPKit
import JSONKit
import ServiceKit

/// The body of `POST /v1/notifications`: a file's, or one made from options. The notifier checks it; here is checked
/// only what would be lost on the way.
struct NotifyBody {
    var json: JSONObject

    /// What makes a body without a file.
    static let options: [CommandLineParser.Option] = [
        .value("text", "text", "What to say, in Markdown."),
        .value("card", "file", "An Adaptive Card, or a template of one, as JSON."),
        .value("template", "name", "A template of the notifier's, by its name."),
        .value("data", "file", "What the names of the card or template mean, as JSON."),
        .value("summary", "text", "What lists and banners show of a card."),
        .flag("everyone", "To every person."),
        .value("user", "id", "To a person, by the id in Microsoft Entra.", repeats: true),
        .value("conversation", "id", "To a chat or channel, by its id.", repeats: true),
        .value(
            "team", "id", "To a team, by its id: its channel General, unless --channel says another.", repeats: true),
        .value("channel", "name", "The channels of the teams, by name; all for every one.", repeats: true),
        .value("members-of", "id", "To the members of a chat or team, each alone.", repeats: true),
        .value("about", "category", "What it is about: people opt out of categories."),
        .value(
            "at", "time", "When: 2026-11-28T09:00:00+01:00, or with --time-zone each person's own 2026-11-28T09:00."),
        .value("cron", "fields", "Again and again: \"0 9 * * 1-5\", with --time-zone."),
        .value("every", "period", "Again and again: PT30S."),
        .value("time-zone", "name", "The zone of --cron, and of people whose own is not known: Europe/Stockholm."),
        .value("priority", "name", "urgent, normal or bulk."),
        .value("guarantee", "name", "documented, atLeastOnce or atMostOnce."),
        .flag("install", "Install the app first, through Microsoft Graph, for people of whom no chat is known."),
        .value("expires-at", "time", "What has not gone by then does not go."),
    ]

    /// Reads what stands on the command line.
    init(_ invocation: CommandInvocation, read: (String) -> [UInt8]?) throws {
        let given = Self.options.map(\.name).filter { name in
            ["everyone", "install"].contains(name) ? invocation.flag(name) : invocation.option(name) != nil
        }
        guard let file = invocation.argument("file") else {
            json = try Self.made(invocation, read)
            return
        }
        if let first = given.first {
            throw SettingError(
                setting: "--\(first)", message: "--\(first) stands beside \(oneLine(file.text)); put it into the file")
        }
        json = try Self.object(file, read)
    }

    /// Whether it comes again and again: nobody waits for the end of that.
    var isRecurring: Bool {
        let schedule = json["schedule"]
        return schedule?["cron"] != nil || schedule?["every"] != nil
    }

    // MARK: From options

    private static func made(_ invocation: CommandInvocation, _ read: (String) -> [UInt8]?) throws -> JSONObject {
        var body = JSONObject()
        for (option, member) in [("about", "category"), ("priority", "priority"), ("guarantee", "guarantee")] {
            body[member] = invocation.option(option).map { .string($0.text) }
        }
        body["audience"] = try audience(invocation)
        body["content"] = try content(invocation, read)
        body["schedule"] = try schedule(invocation)
        body["expiresAt"] = invocation.option("expires-at").map { .string($0.text) }
        if invocation.flag("install") { body["install"] = true }
        return body
    }

    private static func content(
        _ invocation: CommandInvocation, _ read: (String) -> [UInt8]?
    ) throws -> JSONValue {
        let kinds = ["text", "card", "template"].filter { invocation.option($0) != nil }
        guard kinds.count == 1, let kind = kinds.first, let setting = invocation.option(kind) else {
            throw SettingError(
                setting: "--text",
                message: kinds.isEmpty
                    ? "there is nothing to say: a file is missing, or one of --text, --card and --template"
                    : "--\(kinds.joined(separator: " and --")) stand together; a notification has one content")
        }
        var content = JSONObject()
        content[kind] = kind == "card" ? .object(try object(setting, read)) : .string(setting.text)
        if let data = invocation.option("data") {
            guard kind != "text" else {
                throw SettingError(
                    setting: "--data", message: "--data stands beside --text, which has no names to fill")
            }
            content["data"] = .object(try object(data, read))
        }
        content["summary"] = invocation.option("summary").map { .string($0.text) }
        return .object(content)
    }

    private static func audience(_ invocation: CommandInvocation) throws(SettingError) -> JSONValue {
        let texts = { (name: String) in invocation.options(name).map { JSONValue.string($0.text) } }
        var parts: [JSONValue] = []
        if invocation.flag("everyone") { parts.append(["everyone": true]) }
        if case let users = texts("user"), !users.isEmpty { parts.append(["users": .array(users)]) }
        if case let ids = texts("conversation"), !ids.isEmpty { parts.append(["conversations": .array(ids)]) }
        let (teams, channels) = (texts("team"), texts("channel"))
        if !teams.isEmpty {
            let choice: JSONValue =
                channels.isEmpty ? "general" : channels == ["all"] ? "all" : .array(channels)
            parts.append(["teams": .array(teams), "channels": choice])
        } else if !channels.isEmpty {
            throw SettingError(
                setting: "--channel",
                message: "--channel needs --team; a channel whose id you know is a --conversation")
        }
        parts += texts("members-of").map { ["membersOf": $0] }
        guard let first = parts.first else {
            throw SettingError(
                setting: "--everyone",
                message: "nobody is named: --everyone, --user, --conversation, --team or --members-of is missing")
        }
        return parts.count == 1 ? first : ["any": .array(parts)]
    }

    private static func schedule(_ invocation: CommandInvocation) throws(SettingError) -> JSONValue? {
        let given = ["at", "cron", "every"].filter { invocation.option($0) != nil }
        let zone = invocation.option("time-zone").map { JSONValue.string($0.text) }
        guard given.count <= 1 else {
            throw SettingError(
                setting: "--at",
                message: "--\(given.joined(separator: " and --")) stand together; a notification has one time")
        }
        guard let kind = given.first, let setting = invocation.option(kind) else {
            guard zone == nil else {
                throw SettingError(setting: "--time-zone", message: "--time-zone needs --at or --cron")
            }
            return nil
        }
        switch (kind, zone) {
        case ("at", nil): return ["at": .string(setting.text)]
        case ("at", let zone?): return ["localTime": .string(setting.text), "fallbackTimeZone": zone]
        case ("cron", let zone?): return ["cron": .string(setting.text), "timeZone": zone]
        case ("cron", nil):
            throw SettingError(
                setting: "--cron", message: "--cron needs --time-zone: nine o'clock is at another time elsewhere")
        case (_, nil): return ["every": .string(setting.text)]
        default:
            throw SettingError(setting: "--time-zone", message: "--time-zone stands beside --every, which needs none")
        }
    }

    // MARK: Files

    /// The JSON object in a file, whose path is the setting; errors name the file, the line and the column.
    static func object(_ setting: Setting, _ read: (String) -> [UInt8]?) throws(CommandFailure) -> JSONObject {
        let name = setting.text == "-" ? "standard input" : oneLine(setting.text)
        guard let bytes = read(setting.text) else {
            throw CommandFailure(message: "\(name): the file cannot be read", status: 2)
        }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: withoutByteOrderMark(bytes), duplicateNames: .refused)
        } catch {
            throw CommandFailure(
                message: "\(name):\(error.line):\(error.column): this is no JSON: \(oneLine(error.message))", status: 2)
        }
        guard case .object(let object) = json else {
            throw CommandFailure(message: "\(name): this must be an object", status: 2)
        }
        return object
    }
}
