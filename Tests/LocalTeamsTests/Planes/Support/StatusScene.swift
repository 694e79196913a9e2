import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

/// A conversation with a message of the bot in it, for what a gesture makes of every call about it.
struct StatusScene: Sendable {
    enum Place: Sendable, CaseIterable { case personal, group, channel }

    /// What a bot can do to a conversation.
    enum Operation: String, CaseIterable, Sendable {
        case send, reply, update, targetedSend, targetedUpdate, members, pagedMembers, member, delete, targetedDelete
        case create

        /// Those that change something in the conversation.
        static let writes: Set<Operation> = [
            .send, .reply, .update, .delete, .targetedSend, .targetedUpdate, .targetedDelete,
        ]
        /// Those that tell who is in the conversation.
        static let reads: Set<Operation> = [.members, .pagedMembers, .member]
    }

    let teams: RunningTeams
    let place: Place
    /// What the bot shows.
    var token: String
    /// The conversation, as calls name it.
    var conversation: String
    /// A message of the bot that everyone sees.
    var message = ""
    /// A message of the bot that Ines alone sees; in a personal chat the same as `message`.
    var targeted = ""
    /// Ines, as the bot knows her.
    var person = ""
    /// Whom a personal chat is made with.
    var creationMember = ""
    /// What the path begins with.
    var prefix = ""
    var text = "x"

    init(_ teams: RunningTeams, _ place: Place) async throws {
        self.teams = teams
        self.place = place
        try await teams.liftLimits()
        token = try await teams.token()
        let members = try await teams.asBot("GET", "/v3/conversations/\(escaped(RunningTeams.group))/members").json
        person = members[0]?["id"]?.stringValue ?? ""
        creationMember = person
        switch place {
        case .personal: conversation = try await teams.personalChat(of: "ines")
        case .group: conversation = RunningTeams.group
        case .channel: conversation = RunningTeams.channel
        }
        message = try await call(.send).json["id"]?.stringValue ?? ""
        targeted = place == .personal ? message : try await call(.targetedSend).json["id"]?.stringValue ?? ""
    }

    /// What people and admins do.
    @discardableResult
    func gesture(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
        let answer = try await teams.call(method, "/_local/\(path)", body)
        #expect((200..<300).contains(answer.status), "\(method) \(path): \(answer.json)")
        return answer.json
    }

    /// Removes the bot's app from where the conversation is.
    func uninstall() async throws {
        let workspace = try await teams.call("GET", "/_local/workspace").json
        let (member, target): (String, JSONValue) =
            switch place {
            case .personal: ("user", "ines")
            case .group: ("chat", .string(RunningTeams.group))
            case .channel: ("team", .string(RunningTeams.team))
            }
        let installation = workspace["installations"]?.arrayValue?.first { $0[member] == target }
        try await gesture("DELETE", "installations/\(installation?["id"]?.stringValue ?? "")?as=ines")
    }

    func call(_ operation: Operation) async throws -> RunningTeams.Answer {
        let (method, path, body) = request(operation)
        return try await teams.call(
            method, "\(prefix)/v3/conversations\(path)", body, fields: ["Authorization": "Bearer \(token)"])
    }

    private func request(_ operation: Operation) -> (String, String, JSONValue?) {
        let plain: JSONObject = ["type": "message", "text": .string(text)]
        var whisper = plain
        whisper["recipient"] = ["id": .string(person)]
        let home = "/" + escaped(conversation)
        let activities = home + "/activities"
        let query = "?isTargetedActivity=true"
        return switch operation {
        case .send: ("POST", activities, .object(plain))
        case .reply: ("POST", activities + "/" + message, .object(plain))
        case .update: ("PUT", activities + "/" + message, .object(plain))
        case .delete: ("DELETE", activities + "/" + message, nil)
        case .targetedSend: ("POST", activities + query, .object(whisper))
        case .targetedUpdate: ("PUT", activities + "/" + targeted + query, .object(plain))
        case .targetedDelete: ("DELETE", activities + "/" + targeted + query, nil)
        case .members: ("GET", home + "/members", nil)
        case .pagedMembers: ("GET", home + "/pagedMembers", nil)
        case .member: ("GET", home + "/members/" + escaped(person), nil)
        case .create: ("POST", "", creation(plain))
        }
    }

    /// A thread where there are threads, and a personal chat elsewhere, with a first message.
    private func creation(_ activity: JSONObject) -> JSONValue {
        guard place == .channel else {
            return [
                "isGroup": false, "members": [["id": .string(creationMember)]],
                "tenantId": .string(teams.teams.tenantID), "activity": .object(activity),
            ]
        }
        return [
            "isGroup": true, "channelData": ["channel": ["id": .string(conversation)]], "activity": .object(activity),
        ]
    }
}
