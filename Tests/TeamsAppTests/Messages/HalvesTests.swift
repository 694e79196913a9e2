import Foundation
import JSONKit
import LockKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("A text with attachments is two messages, with two ids, in one call")
struct HalvesTests {
    private static let card = Attachment.adaptiveCard(["type": "AdaptiveCard", "version": "1.5"])
    private static let both = Message("see ").mentioning(Account("29:bo", name: "Bo")).attaching(card)

    @Test("the text goes first, and updating and deleting reach both")
    func lifeOfAPair() async throws {
        let calls = try await Bot().calls { context in
            let sent = try await context.send(Self.both)
            #expect(sent.id == "1795161600001")
            #expect(sent.companion?.id == "1795161600002")
            #expect(sent.companion?.companion == nil)
            let stored = try JSONDecoder().decode(SentMessage.self, from: JSONEncoder().encode(sent))
            #expect(stored == sent)
            let changed = try await context.update(stored, Message("changed").attaching(Self.card))
            #expect(changed.companion?.id == "1795161600002")
            try await changed.delete()
        }
        #expect(
            calls.map { "\($0.method) \($0.path.split(separator: "/").last ?? "") \($0.text ?? "-")" } == [
                "POST activities see <at>Bo</at>", "POST activities -",
                "PUT 1795161600001 changed", "PUT 1795161600002 -",
                "DELETE 1795161600001 -", "DELETE 1795161600002 -",
            ])
        for call in calls { #expect(call.body["text"] == nil || call.body["attachments"] == nil, "\(call)") }
    }

    @Test("a piece of a stream is not taken apart, whichever way it says that it is one")
    func pieces() {
        var inData = Self.both.activity
        inData.channelData = ChannelData()
        inData.channelData?.streamType = .final
        var inEntity = Self.both.activity
        inEntity.entities = (inEntity.entities ?? []) + [.streamInfo(StreamInfo(.final, id: "s"))]
        #expect(Self.both.activity.halves != nil)
        #expect(inData.halves == nil && inEntity.halves == nil)
    }

    @Test("a pair that becomes one message keeps the first id, and the second message goes")
    func becomesOne() async throws {
        let calls = try await Bot().calls { context in
            let sent = try await context.send(Self.both)
            let changed = try await sent.update("done")
            #expect(changed.companion == nil)
            try await changed.update("really done")
        }
        #expect(calls.map(\.method) == ["POST", "POST", "PUT", "DELETE", "PUT"])
        #expect(calls[3].path.hasSuffix("/1795161600002"))
    }

    @Test("a single message keeps its id whatever it becomes")
    func updatedSingle() async throws {
        let calls = try await Bot().calls { context in
            let changed = try await context.send("one").update(Self.both)
            #expect(changed.id == "1795161600001" && changed.companion == nil)
        }
        #expect(calls.map(\.method) == ["POST", "PUT"])
        #expect(calls[1].body["attachments"] != nil && calls[1].text != nil)
    }

    @Test("what is said about the text goes with it, buttons with what stands last, labels with both")
    func parts() async throws {
        let source = CitationAppearance(name: "A", abstract: "B")
        let message = Self.both.alerting("news").labelledAsAIGenerated().citing(1, source)
            .askingForFeedback().marked(.high).quoting("17").suggesting(.imBack("yes"))
            .labelled(sensitivity: "Confidential").attributed(to: Account("29:ines")).arranged(as: .carousel)
        let calls = try await Bot().calls(for: Inbound.message("hi", in: Inbound.personal)) {
            try await $0.send(message)
        }
        let (text, rest) = (calls[0].body, calls[1].body)
        #expect(text["summary"] == "news" && rest["summary"] == nil)
        #expect(text["channelData"]?["notification"]?["alert"] == true)
        #expect(rest["channelData"]?["notification"] == nil, "one notification")
        #expect(text["channelData"]?["feedbackLoop"] == nil && rest["channelData"]?["feedbackLoop"] != nil)
        #expect(text["suggestedActions"] == nil && rest["suggestedActions"] != nil)
        #expect(text["attachmentLayout"] == nil && rest["attachmentLayout"] == "carousel")
        for half in [text, rest] {
            #expect(half["importance"] == "high")
            #expect(half["channelData"]?["onBehalfOf"]?[0]?["mri"] == "29:ines")
            let label = half["entities"]?.arrayValue?.first { $0["@type"] == "Message" }
            #expect(label?["additionalType"] == ["AIGeneratedContent"])
            #expect(label?["usageInfo"]?["name"] == "Confidential")
        }
        let kinds = { (half: JSONValue) in half["entities"]?.arrayValue?.compactMap { $0["type"]?.stringValue } }
        #expect(kinds(text) == ["mention", "https://schema.org/Message", "quotedReply"])
        #expect(kinds(rest) == ["https://schema.org/Message"])
    }

    private static let places: [(place: ConversationReference, tails: [String])] = [
        (
            ConversationReference("19:b@thread.tacv2", type: .channel, serviceUrl: Bot.serviceURL),
            ["", "/1795161600001"]
        ),
        (ConversationReference("19:b@thread.tacv2", serviceUrl: Bot.serviceURL), ["", "/1795161600001"]),
        (ConversationReference("19:b@thread.tacv2;messageid=7", serviceUrl: Bot.serviceURL), ["/7", "/7"]),
        (ConversationReference("19:g@thread.v2", type: .groupChat, serviceUrl: Bot.serviceURL), ["", ""]),
        (ConversationReference("19:g@thread.v2;messageid=7", serviceUrl: Bot.serviceURL), ["/7", "/7"]),
    ]

    @Test("a new post of a channel takes its attachments into its thread", arguments: places.indices)
    func threads(_ index: Int) async throws {
        let line = Self.places[index]
        let calls = try await Bot().calls { context in
            let sent = try await context.send(Self.both, to: line.place)
            #expect(sent.companion?.conversation == sent.conversation)
        }
        let tails = calls.map { String($0.path.split(separator: "/activities", maxSplits: 1).dropFirst().first ?? "") }
        #expect(tails == line.tails)
    }

    @Test("a pair for one person is targeted twice, also when it is changed and when it falls back")
    func targeted() async throws {
        let calls = try await Bot().calls { context in
            let sent = try await context.send(Self.both, visibleTo: .sender)
            try await sent.update(Self.both)
            try await sent.delete()
        }
        #expect(calls.count == 6)
        for call in calls { #expect(call.path.hasSuffix("?isTargetedActivity=true"), "\(call)") }

        let bot = Bot()
        bot.teams.state.withLock { state in
            state.override = { call in
                call.path.hasSuffix("?isTargetedActivity=true")
                    ? FakeTeams.refusal(404, "MemberNotFoundInConversation") : nil
            }
        }
        let fallen = try await bot.calls { context in
            let sent = try await context.send(Self.both, visibleTo: .sender, orElse: .personalChat)
            #expect(sent.route == .personalChat && sent.companion?.route == .personalChat)
            #expect(sent.companion?.conversation == "a:chat-29:ines")
        }
        #expect(fallen.count { $0.path.hasSuffix("?isTargetedActivity=true") } == 1, "the card does not try in vain")
    }

    @Test("when the second half fails, the error has the first, and why")
    func halfway() async throws {
        let bot = Bot()
        bot.teams.state.withLock {
            $0.override = { $0.body["attachments"] == nil ? nil : FakeTeams.refusal(413, "MessageSizeTooBig") }
        }
        let calls = try await bot.calls { context in
            let error = await #expect(throws: PartlySentError.self) { try await context.send(Self.both) }
            #expect(error?.isTextSent == true)
            #expect(error?.sent.map(\.id) == ["1795161600001"])
            #expect((error?.cause as? ConnectorError)?.status == 413)
            #expect(error?.description.contains("the text was sent, its attachments were not") == true)
            try await error?.sent.first?.delete()
        }
        #expect(calls.map(\.method) == ["POST", "POST", "DELETE"])
    }

    @Test("when the first half fails, the refusal is the error, and nothing is there")
    func first() async throws {
        let bot = Bot()
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "BotNotInConversationRoster") } }
        let calls = try await bot.calls { context in
            await #expect(throws: ConnectorError.self) { try await context.send(Self.both) }
        }
        #expect(calls.count == 1)
    }
}
