import Foundation
import JSONKit
import TeamsModels

@testable import TeamsApp

/// Something that happens in a small world of one person, one team with General, and two more channels. Happens at a
/// minute; names are those of that minute.
struct RegistryEvent: Hashable, Sendable, CustomStringConvertible {
    enum Kind: Hashable, Sendable {
        case add, upgrade, remove, removeUpgrade, message, receipt
        case teamAdd(String), teamRemove(String), teamMessage(String)
        case rename, archive, unarchive, delete, restore, hardDelete
        case channelCreated(String), channelRenamed(String), channelDeleted(String), channelRestored(String)
    }
    let kind: Kind
    let minute: Int
    /// How long such a minute is, in seconds.
    var span = 60.0

    var description: String { "\(minute):\(kind)" }

    static let person: ConversationID = "a:1ines"
    static let team: ConversationID = "19:port"
    static let channels = ["19:berth", "19:quay"]
    static let places = [team.rawValue] + channels

    var isOfTeam: Bool {
        switch kind {
        case .add, .upgrade, .remove, .removeUpgrade, .message, .receipt: false
        default: true
        }
    }

    /// Whether it is about the team or a channel, and tells that the team is there.
    var isAboutTeam: Bool {
        switch kind {
        case .rename, .archive, .unarchive, .restore, .channelCreated, .channelRenamed, .channelDeleted,
            .channelRestored:
            true
        default: false
        }
    }

    /// What is told of names and zones at this minute.
    var personName: String { "Ines \(minute)" }
    var zone: String { "Europe/City\(minute)" }
    var teamName: String { "Port \(minute)" }
    func channelName(_ id: String) -> String { "\(id) \(minute)" }

    var activity: Activity {
        get throws {
            switch kind {
            case .add: try personal("installationUpdate", ["action": "add"])
            case .upgrade: try personal("installationUpdate", ["action": "add-upgrade"])
            case .remove: try personal("installationUpdate", ["action": "remove"])
            case .removeUpgrade: try personal("installationUpdate", ["action": "remove-upgrade"])
            case .message: try personal("message", ["text": "hi", "localTimezone": .string(zone)])
            case .receipt: try personal("event", ["name": "application/vnd.microsoft.readReceipt"])
            case .teamAdd(let place):
                try inTeam(
                    "installationUpdate", place, ["action": "add"],
                    data: ["settings": ["selectedChannel": ["id": .string(place)]], "channel": ["id": .string(place)]])
            case .teamRemove(let place): try inTeam("installationUpdate", place, ["action": "remove"])
            case .teamMessage(let place):
                try inTeam("message", place, ["text": "hi"], data: ["channel": ["id": .string(place)]])
            case .rename: try event("teamRenamed")
            case .archive: try event("teamArchived")
            case .unarchive: try event("teamUnarchived")
            case .delete: try event("teamDeleted")
            case .restore: try event("teamRestored")
            case .hardDelete: try event("teamHardDeleted")
            case .channelCreated(let id): try event("channelCreated", id)
            case .channelRenamed(let id): try event("channelRenamed", id)
            case .channelDeleted(let id): try event("channelDeleted", id)
            case .channelRestored(let id): try event("channelRestored", id)
            }
        }
    }

    private var common: JSONObject {
        let instant = Date(timeIntervalSince1970: 1_795_161_600 + span * Double(minute))
        return [
            "timestamp": .string(Timestamp(instant).rawValue), "channelId": "msteams",
            "serviceUrl": .string(Bot.serviceURL), "recipient": Inbound.bot,
        ]
    }

    private func personal(_ type: String, _ more: JSONObject) throws -> Activity {
        var json = common
        json["type"] = .string(type)
        json["from"] = ["id": "29:ines", "name": .string(personName), "aadObjectId": "6a1d4c1e"]
        json["conversation"] = Inbound.personal
        for (name, value) in more { json[name] = value }
        return try Activity(json: .object(json))
    }

    private func inTeam(
        _ type: String, _ place: String, _ more: JSONObject, data: JSONObject = [:]
    ) throws -> Activity {
        var json = common
        json["type"] = .string(type)
        json["from"] = Inbound.ines
        json["conversation"] = Inbound.channel(place)
        var channelData = data
        channelData["team"] = ["id": .string(Self.team.rawValue), "name": .string(teamName)]
        channelData["tenant"] = ["id": "T"]
        json["channelData"] = .object(channelData)
        for (name, value) in more { json[name] = value }
        return try Activity(json: .object(json))
    }

    private func event(_ event: String, _ channel: String? = nil) throws -> Activity {
        var data: JSONObject = ["eventType": .string(event)]
        if let channel { data["channel"] = ["id": .string(channel), "name": .string(channelName(channel))] }
        return try inTeam("conversationUpdate", Self.team.rawValue, [:], data: data)
    }
}
