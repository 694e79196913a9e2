import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

struct SendingTests {
    /// Posts `body` to a bot whose handler does `work`, and returns what reached the service.
    private func calls(
        for body: JSONValue, _ bot: Bot = Bot(), _ work: @escaping @Sendable (TurnContext) async throws -> Void
    ) async throws -> [FakeTeams.Call] {
        bot.app.onActivity(work)
        let response = try await bot.post(body)
        #expect(response.status == 200, "\(bot.log.records.map(\.text))")
        return bot.teams.calls
    }

    private static let slash = Inbound.message("/tides", ["recipient": Inbound.targetedBot])
    private static let group = "conversations/19%3Ag%40thread.v2/activities"

    @Test func aSendCarriesTheTextAndNothingThatTheAddressSays() async throws {
        let calls = try await calls(for: Inbound.message("hi")) { try await $0.send("hello") }
        #expect(
            calls == [
                .init(
                    HTTP.ClientRequest(
                        method: "POST", url: "/v3/\(Self.group)",
                        body: Array(#"{"type":"message","text":"hello"}"#.utf8)))
            ])
    }

    @Test("MSG-9 A card becomes a message with one attachment")
    func aCardIsAMessage() async throws {
        let calls = try await calls(for: Inbound.message("hi")) { context in
            try await context.send(AdaptiveCard { TextBlock("x") })
        }
        let card = #"{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"x"}]}"#
        let attachment = #"{"contentType":"application/vnd.microsoft.card.adaptive","content":"# + card + "}"
        #expect(
            calls == [
                .init(
                    HTTP.ClientRequest(
                        method: "POST", url: "/v3/\(Self.group)",
                        body: Array((#"{"type":"message","attachments":["# + attachment + "]}").utf8)))
            ])
    }

    @Test("TGT-1, TGT-4 An answer to a message that only the bot saw is for its sender, and says which it answers")
    func automaticallyTargeted() async throws {
        let calls = try await calls(for: Self.slash) { context in
            try await context.send("one")
            try await context.reply("two")
            try await context.typing()
        }
        #expect(calls.map(\.path) == Array(repeating: "\(Self.group)?isTargetedActivity=true", count: 3))
        for call in calls { #expect(call.body["recipient"] == ["id": "29:ines", "isTargeted": true]) }
        let info: JSONValue = [["type": "targetedMessageInfo", "messageId": "1795161600123"]]
        #expect(calls[0].body["entities"] == info)
        #expect(calls[1].body["entities"] == info, "TGT-6 without the quote")
        #expect(calls[1].text == "two")
        #expect(calls[2].body["entities"] == nil)
    }

    @Test("TGT-2 Who says that everyone may see it has it so")
    func optingOut() async throws {
        let calls = try await calls(for: Self.slash) { try await $0.send("one", visibleTo: .everyone) }
        #expect(calls[0].path == Self.group)
        #expect(calls[0].body["recipient"] == nil)
        #expect(calls[0].body["entities"] == nil)
    }

    @Test("TGT-3 Another conversation is not targeted")
    func anotherConversation() async throws {
        let calls = try await calls(for: Self.slash) { context in
            try await context.send(
                "one", to: ConversationReference("19:other@thread.v2", serviceUrl: Bot.serviceURL))
        }
        #expect(calls[0].path == "conversations/19%3Aother%40thread.v2/activities")
    }

    @Test("TGT-5, TGT-9 A whisper to somebody answers no targeted message; whoever is named sees it")
    func whispers() async throws {
        let calls = try await calls(for: Inbound.message("hi")) { context in
            let sent = try await context.send("one", visibleTo: .sender)
            #expect(sent.audience == .account("29:ines"))
            try await context.send("two", visibleTo: .account("29:bo"))
        }
        #expect(calls[0].body["recipient"]?["id"] == "29:ines")
        #expect(calls[0].body["entities"] == nil)
        #expect(calls[1].body["recipient"]?["id"] == "29:bo")
    }

    @Test("TGT-4 The message that is answered is named once; TGT-6 quotes go, also escaped ones")
    func once() async throws {
        let calls = try await calls(for: Self.slash) { context in
            var activity = Activity(text: "yes")
            activity.addQuote(of: "a\"b")
            activity.entities?.append(.targetedMessageInfo(TargetedMessageInfo(answering: "1795161600123")))
            try await context.send(Message(activity))
        }
        #expect(calls[0].text == "yes")
        #expect(calls[0].body["entities"]?.arrayValue?.count == 1)
    }

    @Test("TGT-7 A message id of white space is never named")
    func blankID() async throws {
        let blank = Inbound.message("/tides", id: " ", ["recipient": Inbound.targetedBot])
        #expect(try await calls(for: blank) { try await $0.send("one") }[0].body["entities"] == nil)
    }

    @Test("TGT-8 In a personal chat a whisper to its person is a plain message, changed by the plain calls")
    func personal() async throws {
        let calls = try await calls(for: Inbound.message("hi", in: Inbound.personal)) { context in
            let sent = try await context.send("one", visibleTo: .sender)
            try await sent.update("two")
            let stored = try JSONDecoder().decode(SentMessage.self, from: try JSONEncoder().encode(sent))
            try await context.delete(stored)
            try await context.send("three", visibleTo: .account("29:ines"))
            try await context.reply("four", visibleTo: .account("6A1D4C1E"))
            try await context.send("five", to: context.reference, visibleTo: .sender)
        }
        #expect(calls.map(\.method) == ["POST", "PUT", "DELETE", "POST", "POST", "POST"])
        for call in calls {
            #expect(!call.path.contains("isTargetedActivity"))
            #expect(call.body["recipient"] == nil)
        }
        #expect(calls[4].text == "<quoted messageId=\"1795161600123\"/> four", "nobody else could see the quote")
    }

    @Test("TGT-8 In a personal chat nothing is sent for the eyes of somebody else")
    func personalForAnother() async throws {
        let calls = try await calls(for: Inbound.message("hi", in: Inbound.personal)) { context in
            for audience in [Audience.account("29:bo"), .account("")] {
                let error = await #expect(throws: AppError.self) { try await context.send("x", visibleTo: audience) }
                #expect(error?.code == .audience)
            }
            let anonymous = ConversationReference("a:1ines", type: .personal, serviceUrl: Bot.serviceURL)
            let error = await #expect(throws: AppError.self) {
                try await context.send("x", to: anonymous, visibleTo: .account("29:ines"))
            }
            #expect(error?.code == .incompleteReference)
        }
        #expect(calls.isEmpty)
    }

    @Test("TGT-10 A whisper without being asked goes to whom it names")
    func proactive() async throws {
        let calls = try await calls(for: Inbound.message("hi")) { context in
            let stored = try ConversationReference(json: context.reference.json)
            try await context.send("one", to: stored, visibleTo: .account("29:bo"))
            try await context.send("two", to: stored, visibleTo: .sender)
            let anonymous = ConversationReference("19:g@thread.v2", type: .groupChat, serviceUrl: Bot.serviceURL)
            let error = await #expect(throws: AppError.self) {
                try await context.send("x", to: anonymous, visibleTo: .sender)
            }
            #expect(error?.code == .incompleteReference)
        }
        #expect(calls.map { $0.body["recipient"]?["id"] } == ["29:bo", "29:ines"])
    }

    private static let places: [(body: JSONValue, path: String)] = [
        (
            Inbound.message("hi", id: "17", in: Inbound.channel("19:b@thread.tacv2;messageid=16")),
            "19%3Ab%40thread.tacv2/activities/16"
        ),
        (
            Inbound.message("hi", id: "17", in: Inbound.channel("19:b@thread.tacv2")),
            "19%3Ab%40thread.tacv2/activities/17"
        ),
        (
            Inbound.message(
                "hi", id: "17", in: Inbound.channel("19:b@thread.tacv2"), ["channelData": ["thread": ["id": "15"]]]),
            "19%3Ab%40thread.tacv2/activities/15"
        ),
        (
            Inbound.event(
                "installationUpdate", ["action": "add", "conversation": Inbound.channel("19:b@thread.tacv2")]),
            "19%3Ab%40thread.tacv2/activities"
        ),
        (Inbound.message("hi", id: "17"), "19%3Ag%40thread.v2/activities"),
        (Inbound.message("hi", id: "17", in: Inbound.personal), "a%3A1ines/activities"),
    ]

    @Test("THR-5 A send answers in the thread of the activity", arguments: places)
    func threads(_ line: (body: JSONValue, path: String)) async throws {
        let calls = try await calls(for: line.body) { try await $0.send("x") }
        #expect(calls.map(\.path) == ["conversations/\(line.path)"])
    }

    @Test("THR-5 A stored id with a thread posts into the thread, and the message remembers it")
    func storedThreads() async throws {
        let calls = try await calls(for: Inbound.message("hi")) { context in
            let thread = ConversationReference("19:b@thread.tacv2;messageid=789", serviceUrl: Bot.serviceURL)
            let sent = try await context.send("x", to: thread)
            #expect(sent.conversation == "19:b@thread.tacv2")
            #expect(sent.thread == "789")
            try await sent.delete()
        }
        #expect(
            calls.map(\.path) == [
                "conversations/19%3Ab%40thread.tacv2/activities/789",
                "conversations/19%3Ab%40thread.tacv2/activities/1795161600001",
            ])
    }

    @Test("QUOTE-1, QUOTE-3 A reply quotes the message that it answers, in its thread; an event cannot be quoted")
    func replies() async throws {
        let bot = Bot()
        bot.app.onActivity { try await $0.reply("yes") }
        _ = try await bot.post(Inbound.message("hi", id: "17", in: Inbound.channel("19:b@thread.tacv2;messageid=16")))
        _ = try await bot.post(Inbound.event("typing", [:]))
        let calls = bot.teams.calls
        #expect(calls[0].path == "conversations/19%3Ab%40thread.tacv2/activities/16")
        #expect(calls[0].text == "<quoted messageId=\"17\"/> yes")
        #expect(calls[0].body["entities"]?[0]?["quotedReply"]?["messageId"] == "17")
        #expect(calls[1].text == "yes")
    }

    @Test func aMessageIsChangedAndDeletedByTheCallsThatItsAudienceWants() async throws {
        let calls = try await calls(for: Inbound.message("hi")) { context in
            let shout = try await context.send("one")
            try await shout.update("two")
            try await shout.delete()
            let whisper = try await context.send("three", visibleTo: .sender)
            let changed = try await whisper.update(Message("four"))
            #expect(changed.audience == .account("29:ines"))
            try await changed.delete()
        }
        #expect(
            calls.map { "\($0.method) \($0.path.dropFirst(Self.group.count)) \($0.text ?? "")" } == [
                "POST  one", "PUT /1795161600001 two", "DELETE /1795161600001 ",
                "POST ?isTargetedActivity=true three", "PUT /1795161600002?isTargetedActivity=true four",
                "DELETE /1795161600002?isTargetedActivity=true ",
            ])
        for call in calls where call.method == "PUT" {
            #expect(call.body["recipient"] == nil)
            #expect(call.body["id"] == nil)
        }
    }

    @Test func aStoredMessageIsChangedAfterARestart() async throws {
        let stored = Mutex<[UInt8]>([])
        let before = Bot()
        _ = try await calls(for: Inbound.message("hi"), before) { context in
            let sent = try await context.send("one", visibleTo: .sender)
            let data = try JSONEncoder().encode(sent)
            stored.withLock { $0 = Array(data) }
        }
        let after = Bot()
        let sent = try JSONDecoder().decode(SentMessage.self, from: Data(stored.withLock { $0 }))
        #expect(sent.sentAt == before.wallClock.now)
        let error = await #expect(throws: AppError.self) { try await sent.update("two") }
        #expect(error?.code == .notBound)
        try await after.app.update(sent, "two").update("three")
        try await after.app.delete(sent)
        #expect(after.teams.calls.map(\.method) == ["PUT", "PUT", "DELETE"])
        #expect(after.teams.calls.allSatisfy { $0.path == "\(Self.group)/1795161600001?isTargetedActivity=true" })
    }

    @Test func aMessageWithoutAnIDSaysWhyItCannotBeChanged() async throws {
        let bot = Bot()
        bot.teams.state.withLock { $0.answersWithoutID = true }
        let calls = try await calls(for: Inbound.message("hi"), bot) { context in
            let sent = try await context.send("one")
            #expect(sent.id == nil)
            let error = await #expect(throws: AppError.self) { try await sent.delete() }
            #expect(error?.code == .noMessageID)
        }
        #expect(calls.count == 1)
    }

    private static let unsendable: [(message: Message, says: String)] = [
        (Message(""), "neither text nor attachments"),
        (Message("a").suggesting(.imBack("1"), .imBack("2"), .imBack("3"), .imBack("4")), "at most 3"),
    ]

    @Test("What Teams would refuse or hide is refused before it is sent", arguments: unsendable)
    func refused(_ line: (message: Message, says: String)) async throws {
        let calls = try await calls(for: Inbound.message("hi", in: Inbound.personal)) { context in
            let error = await #expect(throws: AppError.self) { try await context.send(line.message) }
            #expect(error?.message.contains(line.says) == true)
        }
        #expect(calls.isEmpty)
    }

    @Test func suggestedActionsAreForThePersonAndInPersonalChatsAlone() async throws {
        let message = Message("north or south?").suggesting(.imBack("north"), .imBack("south"))
        let calls = try await calls(for: Inbound.message("hi", in: Inbound.personal)) { try await $0.send(message) }
        #expect(calls[0].body["suggestedActions"]?["to"] == ["29:ines"])
        #expect(calls[0].body["suggestedActions"]?["actions"]?[1]?["value"] == "south")
        let none = try await self.calls(for: Inbound.message("hi")) { context in
            await #expect(throws: AppError.self) { try await context.send(message) }
        }
        #expect(none.isEmpty)
    }

    @Test func aMessageIsBuiltInSteps() async throws {
        let message = Message("Lunch, ").mentioning(Account("29:bo", name: "Bo")).adding("!").alerting("Lunch is ready")
            .labelledAsAIGenerated().askingForFeedback().attaching(.adaptiveCard(["type": "AdaptiveCard"]))
        let calls = try await calls(for: Inbound.message("hi")) { try await $0.send(message) }
        let body = calls[0].body
        #expect(body["text"] == "Lunch, <at>Bo</at>!")
        #expect(body["entities"]?[0]?["mentioned"]?["id"] == "29:bo")
        #expect(body["summary"] == "Lunch is ready")
        #expect(body["channelData"]?["notification"] == ["alert": true])
        #expect(calls[1].body["channelData"]?["feedbackLoop"] == ["type": "default"])
        #expect(calls[1].body["attachments"]?[0]?["contentType"] == "application/vnd.microsoft.card.adaptive")
    }

    @Test func membersAreReadFromTheConversationAndInChannelsFromTheTeam() async throws {
        let bot = Bot()
        bot.teams.state.withLock { $0.members = [Inbound.ines, ["id": "29:bo", "name": "Bo"]] }
        let post = Inbound.message(
            "hi", in: Inbound.channel("19:b@thread.tacv2"),
            ["channelData": ["team": ["id": "19:port@thread.tacv2"], "tenant": ["id": "T"]]])
        bot.app.onActivity { context in
            let (members, bo) = (try await context.members(), try await context.member("29:bo"))
            #expect(members.count == 2)
            #expect(bo.name == "Bo")
        }
        #expect(try await bot.post(post).status == 200)
        #expect(try await bot.post(Inbound.message("hi")).status == 200)
        let rosters = bot.teams.calls.map { $0.path.split(separator: "/")[1] }
        #expect(
            rosters == [
                "19%3Aport%40thread.tacv2", "19%3Aport%40thread.tacv2", "19%3Ag%40thread.v2", "19%3Ag%40thread.v2",
            ])
    }

    @Test func aChatIsOpenedWithAMemberAndWrittenTo() async throws {
        let calls = try await calls(for: Inbound.message("hi")) { context in
            let chat = try await context.openConversation(with: Account("29:bo"))
            #expect(chat.conversation?.conversationType == .personal)
            #expect(chat.serviceUrl == "https://smba.trafficmanager.net/emea/t")
            try await context.send("psst", to: chat)
        }
        #expect(calls[0].body["members"] == [["id": "29:bo"]])
        #expect(calls[0].body["tenantId"] == "T")
        #expect(calls[1].path == "conversations/a%3Achat-29%3Abo/activities")
    }
}
