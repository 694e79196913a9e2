import JSONKit
import Testing

@testable import LocalTeams

private let bot = Harbor.bot

@Test func aMessageIsShownToEverybodyThere() throws {
    var harbor = Harbor()
    var sent: Sent?
    let activity: JSONObject = [
        "type": "message", "text": "High water", "textFormat": "markdown", "summary": "tides", "unknown": 1,
        "channelData": ["notification": ["alert": true]],
    ]
    let changes = try harbor.changes { sent = try $0.send(activity, to: Harbor.tides, by: bot) }
    #expect(sent?.json == ["id": "1795161600123"])
    #expect(changes.shown(.message).map(\.to) == [["ines", "bo", "chidi", "mei"]])
    let message = changes.shown[0].event.message
    #expect(message?["from"] == ["kind": "bot", "appId": bot.json, "name": "Harbor"])
    #expect(message?["alert"] == true)
    #expect(message?["sentAt"] == "2026-11-20T08:00:00.123Z")
    #expect(try harbor.world.history(of: Harbor.tides, as: "mei") == [message])
    let entry = try #require(harbor.world.ledger().first)
    #expect(entry.to == ["ines", "bo", "chidi", "mei"] && entry.bot == bot && entry.message == "1795161600123")
}

@Test func messageIdsRiseStrictlyAndAreNeverShared() throws {
    var harbor = Harbor()
    var ids: [Int64] = []
    for round in 0..<100 {
        ids.append(Int64(try harbor.say("x", in: round.isMultiple(of: 2) ? Harbor.tides : Harbor.berth)) ?? 0)
        if round == 50 { try harbor.world.advance(by: .seconds(60)) }
    }
    #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    #expect(ids[51] == harbor.world.now.milliseconds)
}

@Test(arguments: ["f:9f78d1f3-0000-4000-8000-000000000001", "1", "1795161600999"])
func anUnknownReplyIdIsNoError(replyTo: String) throws {
    var harbor = Harbor()
    for conversation in [Harbor.tides, Harbor.berth, harbor.personal("ines")] {
        #expect(try harbor.world.send(.message("x"), to: conversation, replyTo: replyTo, by: bot).id != nil)
    }
    #expect(try harbor.texts(of: Harbor.berth, as: "ines") == ["x"])
}

@Test func aReplyGoesToItsThread() throws {
    var harbor = Harbor()
    let root = try harbor.world.post("berths?", to: Harbor.berth, as: "ines")
    let thread: ConversationID = "\(Harbor.berth);messageid=\(root)"
    let byPath = try harbor.world.send(.message("path"), to: Harbor.berth, replyTo: root, by: bot).id
    _ = try harbor.world.send(.message("suffix"), to: thread, by: bot)
    _ = try harbor.world.send(
        ["type": "message", "text": "body", "replyToId": .string(root)], to: Harbor.berth, by: bot)
    // A reply to a reply is in the same thread.
    let changes = try harbor.changes { _ = try $0.send(.message("deep"), to: Harbor.berth, replyTo: byPath, by: bot) }
    #expect(changes.shown.map(\.event.conversation) == [thread])
    #expect(try harbor.texts(of: thread, as: "bo") == ["berths?", "path", "suffix", "body", "deep"])
    #expect(try harbor.texts(of: Harbor.berth, as: "bo") == ["berths?"])
    #expect(try harbor.world.history(of: Harbor.berth, as: "bo").first?["replies"] == 4)
}

@Test func textWithACardIsSplitAndHasNoId() throws {
    var harbor = Harbor()
    let card: JSONValue = [
        "contentType": "application/vnd.microsoft.card.adaptive", "content": ["type": "AdaptiveCard"],
    ]
    let activity: JSONObject = ["type": "message", "text": "Look", "attachments": [card]]
    let sent = try harbor.world.send(activity, to: Harbor.tides, by: bot)
    #expect(sent.json == [:])
    #expect(try harbor.texts(of: Harbor.tides, as: "ines") == ["Look", ""])
    harbor.world.changeTenant(splitTextAndCard: false)
    #expect(try harbor.world.send(activity, to: Harbor.tides, by: bot).id != nil)
    #expect(try harbor.world.history(of: Harbor.tides, as: "ines").count == 3)
    #expect(try harbor.world.send(["type": "message", "attachments": [card]], to: Harbor.tides, by: bot).id != nil)
}

@Test func typingIsShownAndAnswered() throws {
    var harbor = Harbor()
    var sent: Sent?
    let changes = try harbor.changes { sent = try $0.send(["type": "typing"], to: Harbor.tides, by: bot) }
    #expect(sent?.id != nil)
    #expect(changes.shown.map(\.event.kind) == [.typing])
    #expect(changes.shown[0].event.json["from"]?["appId"] == bot.json)
    #expect(try harbor.texts(of: Harbor.tides, as: "ines").isEmpty)
}

@Test func anUpdateMayTurnACardIntoText() throws {
    var harbor = Harbor()
    let card: JSONObject = [
        "type": "message", "attachments": [["contentType": "image/png", "contentUrl": "https://x"]],
    ]
    let id = try #require(try harbor.world.send(card, to: Harbor.tides, by: bot).id)
    // The id stands in the path, or in the body (C8); a recipient of a public message does no harm.
    let body: JSONObject = ["type": "message", "id": .string(id), "text": "now text", "recipient": ["id": "29:x"]]
    #expect(try harbor.world.update(nil, with: body, in: Harbor.tides, by: bot).id == id)
    let shown = try #require(try harbor.world.history(of: Harbor.tides, as: "bo").last)
    #expect(shown["text"] == "now text" && shown["attachments"] == nil && shown["edited"] == true)
}

@Test func creatingAPersonalChatIsIdempotent() throws {
    var harbor = Harbor()
    let known = harbor.personal("bo")
    let tenants: [JSONObject] = [
        ["tenantId": .string(Harbor.tenant)], ["channelData": ["tenant": ["id": .string(Harbor.tenant)]]],
    ]
    for var body in tenants {
        for id in [harbor.account("bo"), "91b0c1d2-0000-4000-8000-000000000002"] {
            body["members"] = [["id": .string(id)]]
            let sent = try harbor.world.createConversation(body, by: bot)
            #expect(sent.json == ["id": known.json, "serviceUrl": .string(harbor.world.serviceURL)])
        }
    }
    #expect(known.rawValue.hasPrefix("a:1"))
    // An initial activity is sent, and its id is not told.
    let body: JSONObject = [
        "members": [["id": .string(harbor.account("bo"))]], "tenantId": .string(Harbor.tenant), "isGroup": false,
        "activity": ["type": "message", "text": "hello"],
    ]
    #expect(try harbor.world.createConversation(body, by: bot).json["activityId"] == nil)
    #expect(try harbor.texts(of: known, as: "bo") == ["hello"])
}

@Test func aTeamIsEnoughToWriteToItsMembers() throws {
    var harbor = Harbor()
    try harbor.world.install(Harbor.other, as: "ines", team: Harbor.port)
    let body: JSONObject = [
        "members": [["id": .string(harbor.account("rosa", for: Harbor.other))]], "tenantId": .string(Harbor.tenant),
    ]
    let chat = try #require(try harbor.world.createConversation(body, by: Harbor.other).conversation)
    _ = try harbor.world.send(.message("hello"), to: chat, by: Harbor.other)
    #expect(try harbor.texts(of: chat, as: "rosa") == ["hello"])
}

@Test func creatingAThreadTellsItsId() throws {
    var harbor = Harbor()
    for data in [["channel": ["id": Harbor.berth.json]], ["teamsChannelId": Harbor.berth.json]] as [JSONValue] {
        let body: JSONObject = ["isGroup": true, "channelData": data, "activity": ["type": "message", "text": "new"]]
        let json = try harbor.world.createConversation(body, by: bot).json
        let id = try #require(json["activityId"]?.stringValue)
        #expect(json["id"] == .string("\(Harbor.berth);messageid=\(id)"))
    }
    #expect(try harbor.texts(of: Harbor.berth, as: "jonas") == ["new", "new"])
}

@Test func reactionsOfABot() throws {
    var harbor = Harbor()
    let id = try harbor.world.post("done", to: Harbor.tides, as: "ines")
    let changes = try harbor.changes { world in
        try world.react("like", add: true, to: id, in: Harbor.tides, by: bot)
        try world.react("heart", add: true, to: id, in: Harbor.tides, by: bot)
        try world.react("like", add: true, to: id, in: Harbor.tides, by: bot)
        try world.react("heart", add: false, to: id, in: Harbor.tides, by: bot)
    }
    #expect(changes.shown.map(\.event.kind) == [.reactions, .reactions, .reactions])
    let shown = try harbor.world.history(of: Harbor.tides, as: "bo").last?["reactions"]
    #expect(shown == [["type": "like", "users": [bot.json]]])
}

@Test func peopleHaveAnotherIdForEachBot() throws {
    let harbor = Harbor()
    let ids = Harbor.everyone.flatMap { [harbor.account($0), harbor.account($0, for: Harbor.other)] }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("29:1") })
    #expect(Harbor(seed: 99).account("ines") == harbor.account("ines"))
}

@Test func membersAreFoundByEachOfTheirIds() throws {
    let harbor = Harbor()
    for id in [harbor.account("ines"), "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31", "Ines@harbor.test"] {
        let member = try harbor.world.member(id, of: Harbor.tides, for: bot)
        #expect(
            member == [
                "id": .string(harbor.account("ines")), "name": "Ines Okafor",
                "objectId": "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31",
                "aadObjectId": "6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31",
                "givenName": "Ines", "surname": "Okafor", "email": "ines@harbor.test",
                "userPrincipalName": "ines@harbor.test", "tenantId": .string(Harbor.tenant), "userRole": "user",
            ])
    }
    #expect(try harbor.world.members(of: Harbor.port, for: bot).count == 6)
    #expect(try harbor.world.members(of: "\(Harbor.tides)", for: bot).count == 4)
    #expect(try harbor.world.members(of: harbor.personal("mei"), for: bot).map { $0["name"] } == ["Mei Tanaka"])
}

@Test(arguments: [(nil, 500), (1, 50), (50, 50), (70, 70), (9000, 500)] as [(Int?, Int)])
func pagesAreClamped(asked: Int?, got: Int) throws {
    let harbor = Harbor(crew: 600)
    let page = try harbor.world.pagedMembers(of: Harbor.port, for: bot, pageSize: asked)
    #expect(page["members"]?.arrayValue?.count == got)
    #expect(page["continuationToken"] != nil)
}

@Test func pagesSurviveThoseWhoComeAndGo() throws {
    var harbor = Harbor(crew: 120)
    var names: [String] = []
    var token: String?
    repeat {
        let page = try harbor.world.pagedMembers(of: Harbor.port, for: bot, pageSize: 50, continuationToken: token)
        names += page["members"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
        token = page["continuationToken"]?.stringValue
        if names.count == 50 {
            try harbor.world.removeMember("p3", as: "ines", team: Harbor.port)
            try harbor.world.addPerson(handle: "late", name: "Late")
            try harbor.world.addMember("late", as: "ines", team: Harbor.port)
        }
    } while token != nil
    #expect(names.count == 6 + 120 + 1)
    #expect(Set(names).count == names.count)
}

@Test func teamsAndTheirChannels() throws {
    var harbor = Harbor()
    _ = try harbor.world.createChannel(in: Harbor.port, as: "ines", name: "Vault", kind: .private)
    #expect(
        try harbor.world.team(Harbor.port, for: bot) == [
            "id": Harbor.port.json, "name": "Port", "type": "standard",
            "aadGroupId": "c0de5a1e-0000-4000-8000-000000000001", "channelCount": 3, "memberCount": 6,
            "tenantId": .string(Harbor.tenant),
        ])
    let channels = try harbor.world.channels(ofTeam: Harbor.port, for: bot)["conversations"]?.arrayValue
    #expect(channels?.map { $0["name"] } == [.null, "Berth plan", "Quay"])
    #expect(channels?.first?["id"] == Harbor.port.json)
}
