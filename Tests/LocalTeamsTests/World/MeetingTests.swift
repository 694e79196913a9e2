import JSONKit
import Testing

@testable import LocalTeams

private let permissions = [
    "OnlineMeeting.ReadBasic.Chat", "OnlineMeetingParticipant.Read.Chat", "OnlineMeetingNotification.Send.Chat",
]

extension Harbor {
    /// A meeting of Ines, Bo and Mei, where the bot is.
    fileprivate mutating func meet() throws -> ConversationID {
        let chat = try world.createChat(as: "ines", kind: .meeting, members: ["bo", "mei"], name: "Berth call")
        try world.install(Self.bot, as: "ines", chat: chat)
        return chat
    }

    fileprivate mutating func notify(
        _ chat: ConversationID, _ recipients: [String], title: String = "Vote", by bot: AppID = Harbor.bot
    ) throws -> (unreached: [World.UnreachedRecipient], note: String?) {
        let notification = try MeetingNotification([
            "type": "targetedMeetingNotification",
            "value": [
                "recipients": JSONValue(recipients),
                "surfaces": [
                    [
                        "surface": "meetingStage", "contentType": "task",
                        "content": ["value": ["title": .string(title), "url": "https://harbor.test/vote"]],
                    ]
                ],
            ],
        ])
        return try world.notify(meeting: MeetingID(chat: chat), notification, by: bot)
    }

    fileprivate func aad(_ handle: Handle) -> String { world.person(handle)?.aadObjectId ?? "" }
}

private let stage: JSONValue = ["surface": "meetingStage", "contentType": "task", "content": ["value": ["url": "u"]]]

private func notification(_ value: JSONValue, type: String = "targetedMeetingNotification") -> JSONObject {
    ["type": .string(type), "value": value]
}

/// Bodies that are no notification.
private let badNotifications: [(body: JSONObject, word: String)] = [
    ([:], "type"), (notification([:], type: "message"), "type"), (notification(1), "value"),
    (notification(["surfaces": [stage]]), "recipients"),
    (notification(["recipients": [], "surfaces": [stage]]), "recipients"),
    (notification(["recipients": [1], "surfaces": [stage]]), "recipients[0]"),
    (notification(["recipients": ["29:x"]]), "surfaces"),
    (notification(["recipients": ["29:x"], "surfaces": []]), "surfaces"),
    (notification(["recipients": ["29:x"], "surfaces": [1]]), "surfaces[0]"),
    (notification(["recipients": ["29:x"], "surfaces": [["surface": "roof"]]]), "roof"),
    (notification(["recipients": ["29:x"], "surfaces": [["surface": "meetingStage"]]]), "contentType"),
    (
        notification(["recipients": ["29:x"], "surfaces": [["surface": "meetingStage", "contentType": "task"]]]),
        "content"
    ),
]

@Suite struct MeetingTests {
    @Test func anIdTellsItsChat() {
        let chat: ConversationID = "19:meeting_YmVydGg@thread.v2"
        let id = MeetingID(chat: chat)
        #expect(id.chat == chat)
        #expect(!id.rawValue.contains("/") && !id.rawValue.contains("+"))
        #expect(MeetingID(rawValue: id.rawValue.replacing("=", with: "")).chat == chat)
        for other in ["", "x", "MCM=", "19:meeting_YmVydGg@thread.v2", "////", String(repeating: "A", count: 9)] {
            #expect(MeetingID(rawValue: other).chat == nil, "\(other)")
        }
    }

    @Test func aBotReadsTheDetails() throws {
        var harbor = Harbor()
        let chat = try harbor.meet()
        let json = JSONValue.object(try harbor.world.meeting(MeetingID(chat: chat), for: Harbor.bot))
        let expected: JSONValue = [
            "id": MeetingID(chat: chat).json,
            "details": [
                "id": MeetingID(chat: chat).json, "type": "Scheduled", "title": "Berth call",
                "scheduledStartTime": .string(Harbor.start.text),
                "scheduledEndTime": .string((Harbor.start + .seconds(3_600)).text),
            ],
            "conversation": ["id": chat.json, "conversationType": "groupChat", "isGroup": true],
            "organizer": [
                "id": .string(harbor.account("ines")), "aadObjectId": .string(harbor.aad("ines")),
                "tenantId": .string(Harbor.tenant),
            ],
        ]
        #expect(missing(from: json, in: expected) == [])
        #expect(
            json["details"]?["joinUrl"]?.stringValue?.hasPrefix("https://teams.microsoft.com/l/meetup-join/") == true)
        #expect(json["details"]?["msGraphResourceId"]?.stringValue?.isEmpty == false)
    }

    @Test func aBotReadsParticipants() throws {
        var harbor = Harbor()
        let chat = try harbor.meet()
        let id = MeetingID(chat: chat)
        func participant(_ name: String) throws -> JSONValue {
            .object(try harbor.world.participant(name, of: id, tenant: Harbor.tenant, for: Harbor.bot))
        }
        for (handle, role) in [("ines", "Organizer"), ("bo", "Presenter")] as [(Handle, String)] {
            let json = try participant(harbor.aad(handle).uppercased())
            let expected: JSONValue = [
                "user": ["id": .string(harbor.account(handle)), "aadObjectId": .string(harbor.aad(handle))],
                "meeting": ["role": .string(role), "inMeeting": false], "conversation": ["id": chat.json],
            ]
            #expect(missing(from: json, in: expected) == [])
        }
        for (name, status) in [
            (harbor.account("bo"), 400), ("29:x", 400), ("bo@harbor.test", 400), (harbor.aad("rosa"), 404),
            ("00000000-0000-4000-8000-000000000000", 404),
        ] {
            #expect(refusal { _ = try participant(name) }?.status == status, "\(name)")
        }
        #expect(
            refusal {
                _ = try harbor.world.participant(harbor.aad("bo"), of: id, tenant: "x", for: Harbor.bot)
            }?.status == 400)
    }

    @Test func aMeetingIsForTheAppsThatAreInIt() throws {
        var harbor = Harbor()
        let chat = try harbor.meet()
        let id = MeetingID(chat: chat)
        for (meeting, bot, status) in [
            (id, Harbor.other, 403), ("none", Harbor.bot, 404), (MeetingID(chat: Harbor.tides), Harbor.bot, 404),
            (MeetingID(chat: "19:meeting_none@thread.v2"), Harbor.bot, 404),
        ] as [(MeetingID, AppID, Int)] {
            #expect(refusal { _ = try harbor.world.meeting(meeting, for: bot) }?.status == status)
            #expect(
                refusal {
                    _ = try harbor.world.participant(harbor.aad("bo"), of: meeting, tenant: nil, for: bot)
                }?.status == status)
            #expect(
                refusal {
                    let notification = try MeetingNotification(
                        notification(["recipients": ["x"], "surfaces": [stage]]))
                    _ = try harbor.world.notify(meeting: meeting, notification, by: bot)
                }?.status == status)
        }
        try harbor.world.advance(by: .seconds(60 * 24 * 3_600 + 3_599))
        _ = try harbor.world.meeting(id, for: Harbor.bot)
        try harbor.world.advance(by: .seconds(1))
        #expect(refusal { _ = try harbor.world.meeting(id, for: Harbor.bot) }?.status == 404)
    }

    @Test func aNotificationIsForItsRecipientsAlone() throws {
        var harbor = Harbor(permissions: permissions)
        let chat = try harbor.meet()
        let told = try harbor.notify(chat, [harbor.account("bo"), harbor.aad("mei")])
        #expect(told.unreached == [])
        #expect(told.note == nil)
        #expect(try harbor.texts(of: chat, as: "ines") == [])
        for handle in ["bo", "mei"] as [Handle] {
            #expect(
                try harbor.texts(of: chat, as: handle)
                    == ["Meeting notification: Vote · https://harbor.test/vote"])
        }
        #expect(harbor.world.ledger().filter { $0.kind == .visible }.map(\.to) == [["bo"], ["mei"]])
    }

    @Test func whoIsNotReachedIsNamed() throws {
        var harbor = Harbor()
        let chat = try harbor.meet()
        let foreign = harbor.account("mei", for: Harbor.other)
        let told = try harbor.notify(chat, [harbor.account("bo"), harbor.aad("rosa"), "29:x", foreign])
        #expect(told.unreached.map(\.recipient) == [harbor.aad("rosa"), "29:x", foreign])
        #expect(
            told.unreached.map(\.refusal.code)
                == ["MemberNotFoundInConversation", "MemberNotFoundInConversation", "BadArgument"])
        #expect(told.note?.contains("OnlineMeetingNotification.Send.Chat") == true)
        // Once people have joined, those who have not are not in the meeting.
        try harbor.world.happen(.join, in: chat, as: "mei")
        let later = try harbor.notify(chat, [harbor.account("bo"), harbor.account("mei")])
        #expect(later.unreached.map(\.recipient) == [harbor.account("bo")])
    }

    @Test(arguments: badNotifications)
    private func whatIsNoNotificationIsRefused(body: JSONObject, word: String) {
        let refusal = refusal { _ = try MeetingNotification(body) }
        #expect(refusal?.status == 400)
        #expect(refusal?.message.contains(word) == true, "\(refusal?.message ?? "")")
    }

    @Test func botsWithThePermissionHearOfEvents() throws {
        var harbor = Harbor(permissions: permissions)
        let chat = try harbor.meet()
        for event in [MeetingEvent.start, .join, .leave, .end] {
            let changes = try harbor.changes { try $0.happen(event, in: chat, as: "bo") }
            let activity = try #require(changes.deliveries.first?.activity)
            #expect(changes.deliveries.count == 1)
            #expect(activity["type"] == "event")
            #expect(activity["name"]?.stringValue == event.activityName)
            #expect(activity["channelData"]?["meeting"]?["id"] == MeetingID(chat: chat).json)
            let value = try #require(activity["value"])
            switch event {
            case .start:
                #expect(value["StartTime"]?.stringValue == Harbor.start.text)
                #expect(value["Title"] == "Berth call")
            case .end: #expect(value["EndTime"]?.stringValue == Harbor.start.text)
            case .join, .leave:
                let member = value["members"]?.arrayValue?.first
                #expect(member?["user"]?["id"]?.stringValue == harbor.account("bo"))
                #expect(member?["meeting"] == ["inMeeting": .bool(event == .join), "role": "Presenter"])
            }
        }
        var silent = Harbor()
        let other = try silent.meet()
        #expect(try silent.changes { try $0.happen(.start, in: other, as: "bo") }.deliveries.isEmpty)
    }

    @Test func participantsAreInTheMeetingFromTheirComingToItsEnd() throws {
        var harbor = Harbor()
        let chat = try harbor.meet()
        func isThere(_ handle: Handle) throws -> Bool? {
            try harbor.world.participant(
                harbor.aad(handle), of: MeetingID(chat: chat), tenant: nil, for: Harbor.bot)["meeting"]?["inMeeting"]?
                .boolValue
        }
        #expect(refusal { try harbor.world.happen(.end, in: chat, as: "bo") }?.status == 409)
        #expect(refusal { try harbor.world.happen(.leave, in: chat, as: "bo") }?.status == 409)
        #expect(refusal { try harbor.world.happen(.join, in: chat, as: "rosa") }?.status == 403)
        try harbor.world.happen(.start, in: chat, as: "ines")
        try harbor.world.happen(.join, in: chat, as: "bo")
        #expect(refusal { try harbor.world.happen(.start, in: chat, as: "ines") }?.status == 409)
        #expect(refusal { try harbor.world.happen(.join, in: chat, as: "bo") }?.status == 409)
        #expect(try isThere("bo") == true)
        #expect(try isThere("mei") == false)
        try harbor.world.happen(.end, in: chat, as: "ines")
        #expect(try isThere("bo") == false)
    }

    /// Bots learn the meeting's id from what they get there.
    @Test func messagesInAMeetingCarryItsId() throws {
        var harbor = Harbor()
        let chat = try harbor.meet()
        let changes = try harbor.changes { try $0.post("hello", to: chat, as: "bo", mentions: [Harbor.bot.rawValue]) }
        let data = changes.deliveries.first?.activity["channelData"]
        #expect(data?["meeting"]?["id"] == MeetingID(chat: chat).json)
    }

    @Test func timesComeFromTheWorkspaceOrTheCall() throws {
        var harbor = Harbor()
        let start = Harbor.start + .seconds(60)
        let chat = try harbor.world.createChat(as: "ines", kind: .meeting, start: start, end: start + .seconds(60))
        let shown = try #require(harbor.world.workspace.chats.first { $0.id == chat })
        #expect(shown.start == start)
        #expect(shown.end == start + .seconds(60))
        for (kind, start, end) in [
            (.group, start, nil), (.meeting, start, start), (.meeting, nil, Harbor.start),
        ] as [(Workspace.Chat.Kind, Instant?, Instant?)] {
            let refused = refusal {
                _ = try harbor.world.createChat(as: "ines", kind: kind, members: ["bo"], start: start, end: end)
            }
            #expect(refused?.status == 400)
        }
        let file = JSONValue.object(harbor.world.workspace.object)
        #expect(try Workspace(file: file).chats == harbor.world.workspace.chats)
    }
}
