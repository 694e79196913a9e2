internal import Foundation
internal import JSONKit

// M1, M2: a meeting and who takes part, as a bot reads it. Its people are those of the meeting's chat.

extension World {
    /// M1.
    func meeting(_ id: MeetingID, for bot: AppID) throws(Refusal) -> JSONObject {
        let (chat, meeting) = try admit(bot, toMeeting: id)
        var json: JSONObject = [
            "id": MeetingID(chat: chat.id).json,
            "details": .object(details(of: chat, meeting)),
            "conversation": .object(meetingConversation(chat.id)),
        ]
        if let handle = chat.roster.handles.first, let organizer = person(handle) {
            json["organizer"] = [
                "id": .string(directory.account(of: organizer, for: bot)),
                "aadObjectId": .string(organizer.aadObjectId), "objectId": .string(organizer.aadObjectId),
                "tenantId": .string(tenant.id),
            ]
        }
        return json
    }

    /// M2. `participant` is a directory id, and not the id by which the bot knows the person.
    func participant(
        _ participant: String, of id: MeetingID, tenant: String?, for bot: AppID
    ) throws(Refusal) -> JSONObject {
        let (chat, meeting) = try admit(bot, toMeeting: id)
        if let tenant, !tenant.isEmpty, tenant.lowercased() != self.tenant.id.lowercased() {
            throw .badArgument("The tenant is not that of the meeting.")
        }
        guard directory.account(participant) == nil, !participant.contains(":"), !participant.contains("@") else {
            throw .badArgument("A participant is asked for by the directory id, such as the account's aadObjectId.")
        }
        guard let handle = directory.handle(named: participant), chat.roster.contains(handle),
            let person = person(handle)
        else { throw .memberNotFound(participant) }
        return [
            "user": .object(account(person, for: bot)),
            "meeting": [
                "role": .string(role(of: handle, in: chat)), "inMeeting": .bool(meeting.present.contains(handle)),
            ],
            "conversation": .object(meetingConversation(chat.id)),
        ]
    }

    /// A meeting that a bot is part of.
    func admit(_ bot: AppID, toMeeting id: MeetingID) throws(Refusal) -> (chat: ChatState, meeting: Meeting) {
        try registered(bot)
        guard let chatID = id.chat, let chat = places.chat(chatID), chat.kind == .meeting else {
            throw .meetingNotFound
        }
        guard installation(of: bot, at: chat.id) != nil else {
            throw .notInRoster.noted("Rule: the app must be in the meeting (Microsoft, Meeting apps APIs: 403).")
        }
        let meeting = chat.meeting ?? Meeting(start: nil, end: nil, now: now)
        guard !meeting.isExpired(at: now) else {
            throw .meetingNotFound.noted(
                "Rule: a meeting expires 60 days after its end (Microsoft, Meeting expiration).")
        }
        return (chat, meeting)
    }

    /// What the log says when an app lacks a permission that Teams asks for. It is answered nevertheless: here few apps
    /// say what their manifest asks for.
    func lack(of permission: String, of bot: AppID) -> String? {
        guard self.bot(bot)?.permissions.contains(permission) != true else { return nil }
        return "Teams asks for the resource-specific permission \(permission), which the app does not have here "
            + "(Microsoft, Meeting apps APIs)."
    }

    /// Who makes the meeting is its organizer; everyone else of the tenant may present.
    func role(of handle: Handle, in chat: ChatState) -> String {
        chat.roster.handles.first == handle ? "Organizer" : "Presenter"
    }

    static func joinURL(of chat: ConversationID) -> String {
        let segment = chat.rawValue.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "https://teams.microsoft.com/l/meetup-join/\(segment)/0"
    }

    static func meetingTitle(of chat: ChatState) -> String { chat.name ?? "Meeting" }

    private func details(of chat: ChatState, _ meeting: Meeting) -> JSONObject {
        [
            "id": MeetingID(chat: chat.id).json,
            "msGraphResourceId": .string("MS\(StableID.opaque(66, "meeting", tenant.id, chat.id.rawValue))"),
            "type": "Scheduled", "title": .string(Self.meetingTitle(of: chat)),
            "joinUrl": .string(Self.joinURL(of: chat.id)), "scheduledStartTime": .string(meeting.start.text),
            "scheduledEndTime": .string(meeting.end.text),
        ]
    }

    private func meetingConversation(_ chat: ConversationID) -> JSONObject {
        conversation(Place(id: chat, kind: .meeting))
    }

    /// `meeting` of the channel data of what happens in a meeting's chat.
    func meetingData(of place: Place) -> JSONObject {
        guard place.kind == .meeting else { return [:] }
        return ["meeting": ["id": MeetingID(chat: place.id).json]]
    }
}

extension Refusal {
    static let meetingNotFound = Refusal(
        status: 404, code: "MeetingNotFound", message: "The meeting was not found, or it has expired.")
}
