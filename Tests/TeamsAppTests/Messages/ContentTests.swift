import JSONKit
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("What a message can say")
struct ContentTests {
    private static let personal = Inbound.message("hi", in: Inbound.personal)

    @Test("each of it stands where the service looks")
    func places() async throws {
        let calls = try await Bot().calls(for: Self.personal) { context in
            try await context.send(
                Message("x").marked(.urgent).labelled(sensitivity: "Secret", description: "Tell nobody"))
            try await context.send(Message("x").alerting())
            try await context.send(Message("x").summarised(as: "short"))
            try await context.send(Message("x").formatted(.extendedMarkdown))
            try await context.send(Message("a").quoting("16", answer: "yes").quoting("17", answer: "no"))
            try await context.send(Message("x").suggesting(.imBack("A"), .submit("B", value: ["n": 1])))
        }
        #expect(calls[0].body["importance"] == "urgent")
        #expect(
            calls[0].body["entities"]?[0]?["usageInfo"] == [
                "@type": "CreativeWork", "type": "https://schema.org/Message", "name": "Secret",
                "description": "Tell nobody",
            ])
        #expect(calls[1].body["channelData"] == ["notification": ["alert": true]] && calls[1].body["summary"] == nil)
        #expect(calls[2].body["channelData"] == nil && calls[2].body["summary"] == "short")
        #expect(calls[3].body["textFormat"] == "extendedmarkdown")
        #expect(calls[4].text == "a<quoted messageId=\"16\"/> yes<quoted messageId=\"17\"/> no")
        #expect(
            calls[5].body["suggestedActions"] == [
                "to": ["29:ines"],
                "actions": [
                    ["type": "imBack", "title": "A", "value": "A"],
                    ["type": "Action.Submit", "title": "B", "value": ["n": 1]],
                ],
            ])
    }

    private static let picture = Attachment(.png, url: "https://x.test/a.png")
    private static let svg = Attachment("image/svg+xml", url: "data:image/svg+xml;base64,PHN2Zy8+")
    private static let unsendable: [(message: Message, place: JSONValue, says: String)] = [
        (Message("a").suggesting(.imBack("1")), Inbound.group, "personal chats only"),
        (Message("a").suggesting(.submit("1", value: 1)), Inbound.channel("19:b@thread.tacv2"), "personal chats only"),
        (
            Message("a").suggesting(.imBack("1"), .imBack("2"), .submit("3", value: 3), .imBack("4")), Inbound.personal,
            "at most 3"
        ),
        (
            Message("a").suggesting(CardAction(.openUrl, title: "Web", value: "https://x.test")), Inbound.personal,
            "'openUrl'"
        ),
        (Message("a").suggesting(CardAction()), Inbound.personal, "imBack and Action.Submit only"),
        (Message("a").attaching(picture).suggesting(.imBack("1")), Inbound.personal, "Adaptive Cards only"),
        (Message().attaching(svg), Inbound.group, "no PNG"),
        (Message().attaching(Attachment(.png, url: "data:image/png;base64,AAAA")), Inbound.group, "no PNG"),
        (Message("a ").mentioning(Account()), Inbound.group, "names nobody"),
        (
            Message().attaching(.fileConsent(name: "a.csv", sizeInBytes: 3, description: "x")), Inbound.group,
            "personal chats only"
        ),
    ]

    @Test("that Teams would refuse or hide is refused before it is sent", arguments: unsendable.indices)
    func refused(_ index: Int) async throws {
        let line = Self.unsendable[index]
        let calls = try await Bot().calls(for: Inbound.message("hi", in: line.place)) { context in
            let error = await #expect(throws: AppError.self) { try await context.send(line.message) }
            #expect(error?.code == .message)
            #expect(error?.message.contains(line.says) == true, "\(error?.message ?? "")")
        }
        #expect(calls.isEmpty)
    }

    @Test("suggested actions stand beside an Adaptive Card, and where nobody knows the kind of chat")
    func allowed() async throws {
        let card = Attachment.adaptiveCard(["type": "AdaptiveCard"])
        let calls = try await Bot().calls(for: Self.personal) { context in
            try await context.send(Message().attaching(card).suggesting(.imBack("1")))
            let unknown = ConversationReference("19:g@thread.v2", serviceUrl: Bot.serviceURL)
            try await context.send(Message("x").suggesting(.imBack("1")), to: unknown)
        }
        #expect(calls.count == 2)
    }

    @Test("MSG-4 A name with the signs of XML is written as entities in the text and in the entity")
    func names() async throws {
        let calls = try await Bot().calls { context in
            try await context.send(Message("ask ").mentioning(Account("29:lab", name: "R&D <Lab>")))
        }
        #expect(calls[0].text == "ask <at>R&amp;D &lt;Lab&gt;</at>")
        #expect(calls[0].body["entities"]?[0]?["text"] == "<at>R&amp;D &lt;Lab&gt;</at>")
        #expect(calls[0].body["entities"]?[0]?["mentioned"]?["name"] == "R&D <Lab>")
    }

    @Test("MSG-2, MSG-3 Texts and attachments are added to what is there, and the message before stays as it was")
    func adding() {
        let first = Message("a").attaching(Attachment(.png, url: "1"))
        let second = first.adding("b").attaching(Attachment(.png, url: "2"))
        #expect(second.activity.text == "ab" && second.activity.attachments?.map(\.contentUrl) == ["1", "2"])
        #expect(first.activity.text == "a" && first.activity.attachments?.count == 1)
    }

    @Test("MSG-24 Channel data of a bot's own are sent as they are, beside those that have a type")
    func channelData() async throws {
        var activity = Activity(text: "x")
        activity.channelData = ChannelData()
        activity.channelData?.extras["harbor"] = ["berth": 4]
        let message = Message(activity).alerting()
        let calls = try await Bot().calls { try await $0.send(message) }
        #expect(calls[0].body["channelData"] == ["notification": ["alert": true], "harbor": ["berth": 4]])
    }

    @Test(
        "QUOTE-2 A reply of nothing is its quote; for one person, who gets no quotes, it is an error",
        arguments: ["", " "])
    func empty(_ text: String) async throws {
        let calls = try await Bot().calls { context in
            try await context.reply(text)
            let error = await #expect(throws: AppError.self) { try await context.reply(text, visibleTo: .sender) }
            #expect(error?.code == .message)
        }
        #expect(calls.map(\.text) == ["<quoted messageId=\"1795161600123\"/>"])
    }

    @Test("MSG-16 Members that have no method of their own are sent all the same")
    func extras() async throws {
        var activity = Activity(text: "x")
        activity.deliveryMode = "notification"
        activity.extras["speak2"] = "y"
        let message = Message(activity)
        let calls = try await Bot().calls { try await $0.send(message) }
        #expect(calls[0].body["deliveryMode"] == "notification" && calls[0].body["speak2"] == "y")
    }
}
