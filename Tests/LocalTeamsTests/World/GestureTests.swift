import JSONKit
import Testing

@testable import LocalTeams

// Every gesture against the JSON of the reference (events.md). Ids that Teams makes up are put in by name.

private func expect(
    _ delivery: Delivery?, _ expected: String, _ harbor: Harbor, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let delivery = try #require(delivery, sourceLocation: sourceLocation)
    var text = expected.replacing("\"T\"", with: "\"\(Harbor.tenant)\"")
    for handle in Harbor.everyone { text = text.replacing("\"29:\(handle)\"", with: "\"\(harbor.account(handle))\"") }
    text = text.replacing("a:1hxPersonalInes", with: harbor.personal("ines").rawValue)
    let differences = missing(from: .object(delivery.activity), in: try JSONValue(parsing: text))
    #expect(differences.isEmpty, sourceLocation: sourceLocation)
    #expect(
        delivery.activity["channelData"]?["tenant"]?["id"]?.stringValue == Harbor.tenant, sourceLocation: sourceLocation
    )
}

@Test func personalMessage() throws {
    var harbor = Harbor()
    let chat = harbor.personal("ines")
    let changes = try harbor.changes {
        try $0.post("When does the **ferry** leave?", to: chat, as: "ines", textFormat: "markdown")
    }
    let delivery = changes.deliveries.first
    try expect(
        delivery,
        """
        {"type":"message","channelId":"msteams","id":"1795161600123","timestamp":"2026-11-20T08:00:00.1230000Z",
         "localTimestamp":"2026-11-20T09:00:00.123+01:00","localTimezone":"Europe/Stockholm","locale":"en-GB",
         "serviceUrl":"http://127.0.0.1:3979/emea/7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00/",
         "text":"When does the ferry leave?","textFormat":"plain",
         "from":{"id":"29:ines","name":"Ines Okafor","aadObjectId":"6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31"},
         "recipient":{"id":"28:0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10","name":"Harbor"},
         "conversation":{"id":"a:1hxPersonalInes","conversationType":"personal","tenantId":"T"},
         "entities":[{"type":"clientInfo","locale":"en-GB","country":"GB","platform":"Web","timezone":"Europe/Stockholm"}],
         "attachments":[{"contentType":"text/html","content":"<div>When does the <strong>ferry</strong> leave?</div>"}]}
        """, harbor)
    #expect(delivery?.activity["conversation"]?["isGroup"] == nil)
    #expect(delivery?.endpoint == "http://127.0.0.1:2/api/messages")
}

@Test(
    arguments: [nil, "plain", "markdown"], [("/stop", "<p>/stop</p>"), ("1 < 2\n& 3", "<p>1 &lt; 2<br>&amp; 3</p>")])
func aPlainMessageGoesAlongAsHTMLToo(format: String?, row: (text: String, html: String)) throws {
    var harbor = Harbor()
    let chat = harbor.personal("ines")
    let changes = try harbor.changes { try $0.post(row.text, to: chat, as: "ines", textFormat: format) }
    #expect(changes.deliveries.count == 1)
    #expect(changes.deliveries[0].activity["text"]?.stringValue == row.text)
    #expect(
        changes.deliveries[0].activity["attachments"]
            == [["contentType": "text/html", "content": .string(row.html)]])
}

/// Teams reads text as XML: a name in it is escaped, in the entity alike, and nowhere else.
@Test(arguments: [("R&D <Lab> \"Q\"", "<at>R&amp;D &lt;Lab&gt; \"Q\"</at>"), ("Mei", "<at>Mei</at>")])
func aMentionedNameIsXMLForBots(name: String, element: String) throws {
    for text in ["", "<at>\(name)</at> is here "] {
        var harbor = Harbor(permissions: ["ChatMessage.Read.Chat"])
        try harbor.world.addPerson(handle: "lab", name: name)
        try harbor.world.addMember("lab", as: "ines", chat: Harbor.tides)
        let changes = try harbor.changes {
            try $0.post(text + "x", to: Harbor.tides, as: "ines", mentions: ["lab"])
        }
        let activity = try #require(changes.deliveries.first?.activity)
        #expect(activity["text"]?.stringValue?.contains(element) == true)
        let mention = activity["entities"]?.arrayValue?.first { $0["type"] == "mention" }
        #expect(mention?["text"]?.stringValue == element)
        #expect(mention?["mentioned"]?["name"]?.stringValue == name)
        #expect(activity["attachments"]?[0]?["content"]?.stringValue?.contains("<span ") == true)
    }
}

@Test func groupMessageIsSentWhenTheBotIsMentioned() throws {
    var harbor = Harbor()
    let changes = try harbor.changes {
        try $0.post("tides?", to: Harbor.tides, as: "ines", mentions: [Harbor.bot.rawValue])
    }
    try expect(
        changes.deliveries.first,
        """
        {"type":"message","text":"<at>Harbor</at> tides?","textFormat":"plain",
         "conversation":{"isGroup":true,"conversationType":"groupChat","id":"19:0f6e2a9c4b8d4e1fa7c35d8b1e90a2c4@thread.v2","tenantId":"T"},
         "entities":[{"type":"mention","mentioned":{"id":"28:0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10","name":"Harbor"},"text":"<at>Harbor</at>"},
                     {"type":"clientInfo"}]}
        """, harbor)
    #expect(changes.deliveries.count == 1)
}

@Test func mentionsStandWhereTheAuthorPutThem() throws {
    var harbor = Harbor()
    let changes = try harbor.changes {
        try $0.post(
            "tides, <at>Harbor</at>?", to: Harbor.tides, as: "ines", mentions: [Harbor.bot.rawValue, "bo", "bo"])
    }
    let activity = changes.deliveries.first?.activity
    #expect(activity?["text"] == "<at>Bo Lindqvist</at> tides, <at>Harbor</at>?")
    let mentioned = activity?["entities"]?.arrayValue?.compactMap { $0["mentioned"]?["id"]?.stringValue }
    #expect(mentioned == ["28:\(Harbor.bot)", harbor.account("bo")])
}

@Test func withoutMentionTheBotGetsNothingAndItIsSaidWhy() throws {
    var harbor = Harbor()
    for conversation in [Harbor.tides, Harbor.berth] {
        let changes = try harbor.changes { try $0.post("tides?", to: conversation, as: "ines", mentions: ["bo"]) }
        #expect(changes.deliveries.isEmpty)
        #expect(changes.skips.map(\.reason) == [.notMentioned])
        #expect(changes.skips.map(\.bot) == [Harbor.bot])
    }
}

@Test(arguments: [("ChatMessage.Read.Chat", true, false), ("ChannelMessage.Read.Group", false, true)])
func permissionLiftsTheMentionRule(permission: String, inChat: Bool, inChannel: Bool) throws {
    var harbor = Harbor(permissions: [permission])
    for (conversation, isSent) in [(Harbor.tides, inChat), (Harbor.berth, inChannel)] {
        let changes = try harbor.changes { try $0.post("tides?", to: conversation, as: "ines") }
        #expect(changes.deliveries.count == (isSent ? 1 : 0))
    }
}

@Test func channelPostAndReply() throws {
    var harbor = Harbor()
    var changes = try harbor.changes {
        try $0.post("tides?", to: Harbor.berth, as: "ines", mentions: [Harbor.bot.rawValue])
    }
    try expect(
        changes.deliveries.first,
        #"""
        {"type":"message","id":"1795161600123","text":"<at>Harbor</at> tides?","textFormat":"plain",
         "conversation":{"id":"19:berth@thread.tacv2;messageid=1795161600123","isGroup":true,"conversationType":"channel","tenantId":"T"},
         "attachments":[{"contentType":"text/html","content":"<p><span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"0\">Harbor</span>&nbsp;tides?</p>"}],
         "entities":[{"type":"mention","mentioned":{"id":"28:0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10","name":"Harbor"},"text":"<at>Harbor</at>"},
                     {"type":"clientInfo","platform":"Web","locale":"en-GB","country":"GB","timezone":"Europe/Stockholm"}],
         "channelData":{"teamsChannelId":"19:berth@thread.tacv2","teamsTeamId":"19:port@thread.tacv2",
           "channel":{"id":"19:berth@thread.tacv2"},"team":{"id":"19:port@thread.tacv2"},"tenant":{"id":"T"}}}
        """#, harbor)
    let thread: ConversationID = "\(Harbor.berth);messageid=1795161600123"
    changes = try harbor.changes { try $0.post("and tomorrow?", to: thread, as: "bo", mentions: [Harbor.bot.rawValue]) }
    try expect(
        changes.deliveries.first,
        """
        {"type":"message","id":"1795161600124","text":"<at>Harbor</at> and tomorrow?",
         "conversation":{"id":"19:berth@thread.tacv2;messageid=1795161600123","isGroup":true,"conversationType":"channel","tenantId":"T"}}
        """, harbor)
}

@Test func quotedReply() throws {
    var harbor = Harbor()
    let quoted = try harbor.say("High water 08:12", in: harbor.personal("ines"))
    let chat = harbor.personal("ines")
    let changes = try harbor.changes { try $0.post("is that UTC?", to: chat, as: "ines", quote: quoted) }
    try expect(
        changes.deliveries.first,
        #"""
        {"type":"message","text":"<quoted messageId=\"1795161600123\"/> is that UTC?","textFormat":"plain",
         "entities":[{"type":"quotedReply","quotedReply":{"messageId":"1795161600123","senderId":"28:0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10",
           "senderName":"Harbor","preview":"High water 08:12","time":"1795161600123","isReplyDeleted":false,"validatedMessageReference":true}},
           {"type":"clientInfo"}]}
        """#, harbor)
    let shown = try harbor.world.history(of: chat, as: "ines").last
    #expect(shown?["text"] == "is that UTC?")
    #expect(shown?["quoted"]?["text"] == "High water 08:12")
}

@Test func messageTargetedAtTheBot() throws {
    var harbor = Harbor(permissions: ["ChatMessage.Read.Chat"])
    try harbor.world.install(Harbor.other, as: "ines", chat: Harbor.tides)
    let changes = try harbor.changes { try $0.post("/tides", to: Harbor.tides, as: "ines", onlyTo: Harbor.bot) }
    try expect(
        changes.deliveries.first,
        """
        {"type":"message","text":"/tides",
         "recipient":{"id":"28:0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10","name":"Harbor","isTargeted":true},
         "conversation":{"isGroup":true,"conversationType":"groupChat","id":"19:0f6e2a9c4b8d4e1fa7c35d8b1e90a2c4@thread.v2","tenantId":"T"}}
        """, harbor)
    #expect(changes.deliveries.map(\.bot) == [Harbor.bot])
    #expect(changes.shown.map(\.to) == [["ines"]])
    #expect(try harbor.texts(of: Harbor.tides, as: "bo").isEmpty)
    #expect(try harbor.world.history(of: Harbor.tides, as: "ines").first?["onlyYou"] == true)
}

@Test func filesAndPictures() throws {
    var harbor = Harbor()
    let files = [
        SentFile(name: "manifest.csv", contentType: "text/csv", base64: "YSxi"),
        SentFile(name: "pier.png", contentType: "image/png", base64: "iVBORw0K"),
    ]
    for (conversation, count) in [(harbor.personal("ines"), 2), (Harbor.tides, 1)] {
        let changes = try harbor.changes {
            try $0.post("look", to: conversation, as: "ines", mentions: [Harbor.bot.rawValue], attachments: files)
        }
        let attachments = try #require(changes.deliveries.first?.activity["attachments"]?.arrayValue)
        #expect(attachments.count == count + 1)
        #expect(attachments.last?["contentType"] == "text/html")
        let picture = attachments[count - 1]
        #expect(picture["contentType"] == "image/*")
        #expect(picture["contentUrl"]?.stringValue?.hasSuffix("/views/original") == true)
        if count == 2 {
            #expect(attachments[0]["contentType"] == "application/vnd.microsoft.teams.file.download.info")
            #expect(attachments[0]["content"]?["fileType"] == "csv")
            let id = try #require(attachments[0]["content"]?["uniqueId"]?.stringValue)
            #expect(harbor.world.files[FileID(rawValue: id)]?.base64 == "YSxi")
        }
    }
}

@Test func editUndoAndDelete() throws {
    var harbor = Harbor()
    let chat = harbor.personal("ines")
    let id = try harbor.world.post("When does the ferry leave?", to: chat, as: "ines")
    var changes = try harbor.changes { try $0.edit(id, text: "When does the last ferry leave?", in: chat, as: "ines") }
    try expect(
        changes.deliveries.first,
        """
        {"type":"messageUpdate","id":"\(id)","text":"When does the last ferry leave?","from":{"name":"Ines Okafor"},
         "channelData":{"eventType":"editMessage","tenant":{"id":"T"}}}
        """, harbor)
    #expect(try harbor.world.history(of: chat, as: "ines").first?["edited"] == true)

    changes = try harbor.changes { try $0.delete(id, in: chat, as: "ines") }
    try expect(
        changes.deliveries.first,
        #"{"type":"messageDelete","id":"\#(id)","channelData":{"eventType":"softDeleteMessage","tenant":{"id":"T"}}}"#,
        harbor)
    #expect(changes.deliveries.first?.activity["text"] == nil)
    #expect(try harbor.world.history(of: chat, as: "ines").first?["deleted"] == true)
    #expect(try harbor.texts(of: chat, as: "ines") == [""])

    changes = try harbor.changes { try $0.undelete(id, in: chat, as: "ines") }
    try expect(
        changes.deliveries.first,
        """
        {"type":"messageUpdate","id":"\(id)","text":"When does the last ferry leave?",
         "channelData":{"eventType":"undeleteMessage","tenant":{"id":"T"}}}
        """, harbor)
    #expect(try harbor.texts(of: chat, as: "ines") == ["When does the last ferry leave?"])
}

@Test func aBotLearnsNothingOfEditsOfWhatItNeverSaw() throws {
    var harbor = Harbor()
    let id = try harbor.world.post("hello all", to: Harbor.tides, as: "ines")
    let changes = try harbor.changes {
        try $0.edit(id, text: "hello everyone", in: Harbor.tides, as: "ines")
        try $0.delete(id, in: Harbor.tides, as: "ines")
    }
    #expect(changes.deliveries.isEmpty)
}

@Test func reactionsOnTheBotsOwnMessagesOnly() throws {
    var harbor = Harbor()
    let id = try harbor.say("High water", in: Harbor.berth)
    var changes = try harbor.changes { try $0.react("like", add: true, to: id, in: Harbor.berth, as: "ines") }
    try expect(
        changes.deliveries.first,
        """
        {"type":"messageReaction","reactionsAdded":[{"type":"like"}],"replyToId":"\(id)",
         "conversation":{"isGroup":true,"conversationType":"channel","id":"19:berth@thread.tacv2"},
         "channelData":{"channel":{"id":"19:berth@thread.tacv2"},"team":{"id":"19:port@thread.tacv2"},"tenant":{"id":"T"}}}
        """, harbor)
    #expect(changes.deliveries.first?.activity["id"]?.stringValue?.hasPrefix("f:") == true)
    #expect(changes.deliveries.first?.activity["from"]?["name"] == nil)
    // Another reaction takes the first one's place.
    changes = try harbor.changes { try $0.react("heart", add: true, to: id, in: Harbor.berth, as: "ines") }
    #expect(changes.deliveries.map { $0.activity["reactionsRemoved"] } == [[["type": "like"]], nil])
    #expect(changes.deliveries.map { $0.activity["reactionsAdded"] } == [nil, [["type": "heart"]]])
    changes = try harbor.changes { try $0.react("heart", add: false, to: id, in: Harbor.berth, as: "ines") }
    try expect(
        changes.deliveries.first,
        #"{"type":"messageReaction","reactionsRemoved":[{"type":"heart"}],"replyToId":"\#(id)"}"#, harbor)

    let mine = try harbor.world.post("mine", to: Harbor.berth, as: "bo", mentions: [Harbor.bot.rawValue])
    changes = try harbor.changes { try $0.react("like", add: true, to: mine, in: Harbor.berth, as: "ines") }
    #expect(changes.deliveries.isEmpty)
    #expect(changes.shown(.reactions).first?.event.message?["reactions"] == [["type": "like", "users": ["ines"]]])
}

@Test func aBotsOwnDoingIsNotEchoed() throws {
    var harbor = Harbor()
    let changes = try harbor.changes { world in
        let id = try world.send(.message("one"), to: Harbor.tides, by: Harbor.bot).id ?? ""
        _ = try world.update(id, with: .message("two"), in: Harbor.tides, by: Harbor.bot)
        try world.react("like", add: true, to: id, in: Harbor.tides, by: Harbor.bot)
        try world.delete(id, in: Harbor.tides, by: Harbor.bot)
    }
    #expect(changes.deliveries.isEmpty)
    #expect(changes.shown.map(\.event.kind) == [.message, .edited, .reactions, .removed])
}

@Test func installationsAreAnnounced() throws {
    var harbor = Harbor()
    let app = #""recipient":{"id":"28:0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b11"}"#
    let account = harbor.account("ines", for: Harbor.other)
    var changes = try harbor.changes { try $0.install(Harbor.other, as: "ines", user: "ines") }
    #expect(changes.deliveries.count == 2)
    try expect(
        changes.deliveries.first,
        """
        {"type":"installationUpdate","action":"add",\(app),"from":{"id":"\(account)"},
         "conversation":{"conversationType":"personal"},
         "entities":[{"type":"clientInfo","locale":"en-GB"}],"channelData":{"tenant":{"id":"T"},"source":{"name":"message"}}}
        """, harbor)
    try expect(
        changes.deliveries.last,
        """
        {"type":"conversationUpdate",\(app),"membersAdded":[{"id":"28:\(Harbor.other)"},
          {"id":"\(account)","aadObjectId":"6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31"}]}
        """, harbor)
    #expect(changes.deliveries.last?.activity["channelData"]?["eventType"] == nil)

    changes = try harbor.changes { try $0.install(Harbor.other, as: "ines", team: Harbor.port, channel: Harbor.berth) }
    try expect(
        changes.deliveries.first,
        """
        {"type":"installationUpdate","action":"add",
         "conversation":{"isGroup":true,"conversationType":"channel","id":"19:berth@thread.tacv2","name":"Berth plan","tenantId":"T"},
         "entities":[{"type":"clientInfo","locale":"en-GB"}],
         "channelData":{"settings":{"selectedChannel":{"id":"19:berth@thread.tacv2"}},"channel":{"id":"19:berth@thread.tacv2"},
           "team":{"aadGroupId":"c0de5a1e-0000-4000-8000-000000000001","name":"Port","id":"19:port@thread.tacv2"},
           "tenant":{"id":"T"},"source":{"name":"message"}}}
        """, harbor)
    try expect(
        changes.deliveries.last,
        """
        {"type":"conversationUpdate","membersAdded":[{"id":"28:\(Harbor.other)"}],
         "conversation":{"isGroup":true,"conversationType":"channel","id":"19:berth@thread.tacv2","name":"Berth plan","tenantId":"T"},
         "channelData":{"settings":{"selectedChannel":{"id":"19:berth@thread.tacv2"}},
           "team":{"id":"19:port@thread.tacv2","name":"Port","aadGroupId":"c0de5a1e-0000-4000-8000-000000000001"},
           "eventType":"teamMemberAdded","tenant":{"id":"T"}}}
        """, harbor)

    var installed: Installation?
    changes = try harbor.changes { installed = try $0.install(Harbor.other, as: "ines", chat: Harbor.tides) }
    try expect(
        changes.deliveries.first,
        """
        {"type":"installationUpdate","action":"add",
         "conversation":{"isGroup":true,"conversationType":"groupChat","id":"\(Harbor.tides)","tenantId":"T"},
         "channelData":{"tenant":{"id":"T"},"source":{"name":"message"}}}
        """, harbor)
    try expect(
        changes.deliveries.last,
        """
        {"type":"conversationUpdate","membersAdded":[{"id":"28:\(Harbor.other)"}],
         "conversation":{"isGroup":true,"conversationType":"groupChat","id":"\(Harbor.tides)","tenantId":"T"}}
        """, harbor)

    let id = try #require(installed?.id)
    changes = try harbor.changes { try $0.upgradeInstallation(id, as: "bo") }
    try expect(changes.deliveries.first, #"{"type":"installationUpdate","action":"add-upgrade"}"#, harbor)
    changes = try harbor.changes { try $0.removeInstallation(id, as: "bo") }
    try expect(
        changes.deliveries.first,
        #"{"type":"installationUpdate","action":"remove","channelData":{"tenant":{"id":"T"}}}"#, harbor)
    try expect(
        changes.deliveries.last, #"{"type":"conversationUpdate","membersRemoved":[{"id":"28:\#(Harbor.other)"}]}"#,
        harbor)
    #expect(changes.deliveries.count == 2)
}

@Test func peopleWhoComeLaterGetTheBotToo() throws {
    var harbor = Harbor()
    let changes = try harbor.changes { try $0.addPerson(handle: "noor", name: "Noor Ali") }
    #expect(changes.deliveries.map { $0.activity["type"] } == ["installationUpdate", "conversationUpdate"])
    #expect(try harbor.world.conversations(as: "noor").count == 1)
}

@Test func aBotThatTheWorkspacePlacedCanBeAnnounced() throws {
    var harbor = Harbor()
    let changes = try harbor.changes { world in
        for id in world.installations(of: Harbor.bot) { world.announceInstallation(id) }
        world.announceInstallation("gone")
    }
    #expect(changes.deliveries.count == 2 * (Harbor.everyone.count + 2))
}

@Test func membersComeAndGo() throws {
    var harbor = Harbor()
    _ = try harbor.world.addPerson(handle: "noor", name: "Noor Ali")
    let noor = harbor.account("noor")
    var changes = try harbor.changes { try $0.addMember("noor", as: "ines", team: Harbor.port) }
    try expect(
        changes.deliveries.first,
        """
        {"type":"conversationUpdate","membersAdded":[{"id":"\(noor)"}],
         "conversation":{"isGroup":true,"conversationType":"channel","id":"19:port@thread.tacv2","tenantId":"T"},
         "channelData":{"team":{"id":"19:port@thread.tacv2","name":"Port","aadGroupId":"c0de5a1e-0000-4000-8000-000000000001"},
           "eventType":"teamMemberAdded","tenant":{"id":"T"}}}
        """, harbor)
    changes = try harbor.changes { try $0.removeMember("noor", as: "ines", team: Harbor.port) }
    try expect(
        changes.deliveries.first,
        """
        {"type":"conversationUpdate","membersRemoved":[{"id":"\(noor)"}],
         "conversation":{"isGroup":true,"conversationType":"channel","id":"19:port@thread.tacv2","tenantId":"T"},
         "channelData":{"team":{"id":"19:port@thread.tacv2"},"eventType":"teamMemberRemoved","tenant":{"id":"T"}}}
        """, harbor)
    changes = try harbor.changes { try $0.addMember("noor", as: "ines", chat: Harbor.tides) }
    try expect(
        changes.deliveries.first,
        #"{"type":"conversationUpdate","membersAdded":[{"id":"\#(noor)"}],"conversation":{"id":"\#(Harbor.tides)"}}"#,
        harbor)
    #expect(changes.deliveries.first?.activity["channelData"]?["eventType"] == nil)
}

@Test func channelsAndTeamsChange() throws {
    var harbor = Harbor()
    func event(_ type: String, channel: String = "", team: String) -> String {
        """
        {"type":"conversationUpdate","conversation":{"isGroup":true,"conversationType":"channel","id":"19:port@thread.tacv2","tenantId":"T"},
         "channelData":{"eventType":"\(type)",\(channel)"team":\(team),"tenant":{"id":"T"}}}
        """
    }
    let id = #"{"id":"19:port@thread.tacv2"}"#
    var created: Workspace.Channel?
    var changes = try harbor.changes { created = try $0.createChannel(in: Harbor.port, as: "ines", name: "Cranes") }
    let crane = try #require(created?.id)
    func channel(_ name: String) -> String { #""channel":{"id":"\#(crane)","name":"\#(name)"},"# }
    try expect(
        changes.deliveries.first,
        event("channelCreated", channel: channel("Cranes"), team: #"{"id":"19:port@thread.tacv2","name":"Port"}"#),
        harbor)
    changes = try harbor.changes { try $0.changeChannel(crane, in: Harbor.port, as: "ines", name: "Lifts") }
    try expect(changes.deliveries.first, event("channelRenamed", channel: channel("Lifts"), team: id), harbor)
    changes = try harbor.changes { try $0.deleteChannel(crane, in: Harbor.port, as: "ines") }
    try expect(changes.deliveries.first, event("channelDeleted", channel: channel("Lifts"), team: id), harbor)
    changes = try harbor.changes { try $0.restoreChannel(crane, in: Harbor.port, as: "ines") }
    try expect(changes.deliveries.first, event("channelRestored", channel: channel("Lifts"), team: id), harbor)

    changes = try harbor.changes { try $0.changeTeam(Harbor.port, as: "bo", name: "Port authority") }
    try expect(
        changes.deliveries.first,
        event(
            "teamRenamed",
            team:
                #"{"id":"19:port@thread.tacv2","name":"Port authority","aadGroupId":"c0de5a1e-0000-4000-8000-000000000001"}"#
        ),
        harbor)
    let named = #"{"id":"19:port@thread.tacv2","name":"Port authority"}"#
    changes = try harbor.changes { try $0.changeTeam(Harbor.port, as: "bo", archived: true) }
    try expect(changes.deliveries.first, event("teamArchived", team: named), harbor)
    changes = try harbor.changes { try $0.changeTeam(Harbor.port, as: "bo", archived: false) }
    try expect(changes.deliveries.first, event("teamUnarchived", team: named), harbor)
    changes = try harbor.changes { try $0.deleteTeam(Harbor.port, as: "bo") }
    try expect(changes.deliveries.first, event("teamDeleted", team: named), harbor)
    changes = try harbor.changes { try $0.restoreTeam(Harbor.port, as: "bo") }
    try expect(changes.deliveries.first, event("teamRestored", team: named), harbor)
    changes = try harbor.changes { try $0.deleteTeam(Harbor.port, as: "bo", hard: true) }
    try expect(changes.deliveries.first, event("teamHardDeleted", team: id), harbor)
    #expect(refusal { _ = try harbor.world.restoreTeam(Harbor.port, as: "bo") }?.status == 404)
}

@Test func readReceiptsNeedThePermissionAndTheSetting() throws {
    var harbor = Harbor(permissions: ["ChatMessageReadReceipt.Read.Chat"])
    let chat = harbor.personal("ines")
    let first = try harbor.say("one", in: chat)
    let second = try harbor.say("two", in: chat)
    var counts: [Int] = []
    var changes = try harbor.changes { world in
        for id in [second, second, first] { counts.append(try world.read(chat, upTo: id, as: "ines")) }
    }
    #expect(counts == [1, 0, 0])
    #expect(changes.deliveries.count == 1)
    try expect(
        changes.deliveries.first,
        """
        {"type":"event","name":"application/vnd.microsoft.readReceipt","value":{"lastReadMessageId":"\(second)"},
         "from":{"id":"29:ines","aadObjectId":"6a1d4c1e-5b0f-4d5e-8c55-0c2d1e4b7f31"}}
        """, harbor)
    // Her own words are no news of the bot's.
    changes = try harbor.changes { world in
        let own = try world.post("thanks", to: chat, as: "ines")
        counts = [try world.read(chat, upTo: own, as: "ines")]
    }
    #expect(counts == [0])
    #expect(changes.deliveries.count == 1)
    // With her setting off, in a group, or without the permission: none.
    let third = try harbor.say("three", in: chat)
    try harbor.world.changePerson("ines", readReceipts: false)
    #expect(try harbor.world.read(chat, upTo: third, as: "ines") == 0)
    let inGroup = try harbor.say("all", in: Harbor.tides)
    #expect(try harbor.world.read(Harbor.tides, upTo: inGroup, as: "bo") == 0)
    var without = Harbor()
    let unseen = try without.say("one", in: without.personal("ines"))
    #expect(try without.world.read(without.personal("ines"), upTo: unseen, as: "ines") == 0)
}

@Test func blockingAndDisablingSendNothing() throws {
    var harbor = Harbor()
    let chat = harbor.personal("ines")
    var changes = try harbor.changes { try $0.block(Harbor.bot, as: "ines") }
    #expect(changes.deliveries.isEmpty)
    changes = try harbor.changes { try $0.post("hi", to: chat, as: "ines") }
    #expect(changes.skips.map(\.reason) == [.blocked])
    try harbor.world.unblock(Harbor.bot, as: "ines")
    changes = try harbor.changes { try $0.changeBot(Harbor.bot, disabled: true) }
    #expect(changes.deliveries.isEmpty)
    changes = try harbor.changes { try $0.post("hi", to: chat, as: "ines") }
    #expect(changes.skips.map(\.reason) == [.disabled])
    changes = try harbor.changes { try $0.post("hi", to: Harbor.tides, as: "ines", mentions: [Harbor.other.rawValue]) }
    #expect(changes.skips.contains { $0.bot == Harbor.other && $0.reason == .notInstalled })
}
