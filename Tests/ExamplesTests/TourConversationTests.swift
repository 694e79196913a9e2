import Foundation
import JSONKit
import Teams
import Testing

@testable import TourBot

@Suite(.serialized, .timeLimit(.minutes(10)))
struct TourConversationTests {
    @Test func aChoiceWritesForThePersonAndTheButtonsAreGone() async throws {
        try await Town.with(addTour) { town in
            let chat = try await town.installPersonally(for: "ines")
            try await town.say("choices", as: "ines", in: chat)
            let asked = try #require(try await town.botsMessages(seenBy: "ines", in: chat).last)
            let titles = asked["suggestedActions"]?["actions"]?.arrayValue?.compactMap { $0["title"]?.stringValue }
            #expect(titles == ["Red", "Green", "Blue"])
            let path = try town.message(asked, in: chat)
            try await town.call("POST", "\(path)/suggestions", ["as": "ines", "title": "Green"])
            let after = try await town.botsMessages(seenBy: "ines", in: chat)
            #expect(after.last?["text"] == "You chose green.")
            #expect(after.allSatisfy { $0["suggestedActions"] == nil })

            try await town.installInGroupChat()
            try await town.say("choices", as: "ines", in: town.groupChat)
            #expect(try await town.texts(seenBy: "ines", in: town.groupChat).last?.contains("Green or Blue") == true)
        }
    }

    @Test func anAlertIsInTheFeed() async throws {
        try await Town.with(addTour) { town in
            let chat = try await town.installPersonally(for: "ines")
            try await town.say("alert the tide turns", as: "ines", in: chat)
            #expect(try await town.botsMessages(seenBy: "ines", in: chat).last?["alert"] == true)
            #expect(try await town.call("GET", "feed?as=ines").text().contains("the tide turns"))
        }
    }

    @Test func theBotReactsToWhatItIsAsked() async throws {
        try await Town.with(addTour) { town in
            let chat = try await town.installPersonally(for: "ines")
            try await town.say("react", as: "ines", in: chat)
            let own = try await town.history(seenBy: "ines", in: chat).last { $0["from"]?["kind"] == "user" }
            #expect(own?["reactions"]?[0]?["type"] == "like")
        }
    }

    @Test func aThreadIsThatOfTheMessage() async throws {
        try await Town.with(addTour) { town in
            let channel = "19:berth@thread.tacv2"
            try await town.call(
                "POST", "installations", ["as": "ines", "bot": .string(town.bot), "team": "19:port@thread.tacv2"])
            try await town.say("thread below", as: "ines", in: channel)
            let root = try await town.history(seenBy: "bo", in: channel).last?["id"]?.stringValue ?? ""
            #expect(try await town.texts(seenBy: "bo", in: "\(channel);messageid=\(root)") == ["below"])

            try await town.installInGroupChat()
            try await town.say("thread aside", as: "ines", in: town.groupChat)
            let asked = try await town.history(seenBy: "bo", in: town.groupChat).last { $0["from"]?["kind"] == "user" }
            let aside = "\(town.groupChat);messageid=\(asked?["id"]?.stringValue ?? "")"
            #expect(try await town.texts(seenBy: "bo", in: aside) == ["aside"])
            let chat = try await town.installPersonally(for: "ines")
            try await town.say("thread alone", as: "ines", in: chat)
            #expect(try await town.texts(seenBy: "ines", in: chat).last == "alone")
        }
    }

    @Test func aStreamEndsWithTheWholeText() async throws {
        try await Town.with(addTour) { town in
            try await town.installInGroupChat()
            for chat in [try await town.installPersonally(for: "ines"), town.groupChat] {
                try await town.say("stream the  ferry\nleaves", as: "ines", in: chat)
                let streamed = try await town.botsMessages(seenBy: "ines", in: chat).last
                #expect(streamed?["text"] == "the  ferry\nleaves")
                #expect(streamed?["streaming"] == nil)
            }
        }
    }

    @Test func aReminderComesLater() async throws {
        try await Town.with(addTour) { town in
            let chat = try await town.installPersonally(for: "ines")
            try await town.say("remind 0 never", as: "ines", in: chat)
            try await town.say("remind 1 the ferry leaves", as: "ines", in: chat)
            #expect(try await town.texts(seenBy: "ines", in: chat).last == "I will, in 1 s.")
            #expect(try await town.waitForText("the ferry", seenBy: "ines", in: chat) == "the ferry leaves")
            #expect(!(try await town.texts(seenBy: "ines", in: chat)).contains("never"))
        }
    }

    @Test func aCardIsApproved() async throws {
        try await Town.with(addTour) { town in
            let chat = try await town.installPersonally(for: "ines")
            try await town.say("card", as: "ines", in: chat)
            let card = try await town.botsMessages(seenBy: "ines", in: chat).last?["attachments"]?[0]?["content"]
            #expect(card?["actions"]?[0]?["type"] == "Action.Execute")
            #expect(card?["actions"]?[0]?["id"] == "approve")
            func press(_ verb: JSONValue) async throws {
                let action: JSONValue = ["type": "Action.Execute", "id": "approve", "verb": verb]
                try await town.call(
                    "POST", "activities",
                    [
                        "as": "ines", "bot": .string(town.bot), "conversation": .string(chat),
                        "activity": [
                            "type": "invoke", "name": "adaptiveCard/action",
                            "value": ["action": action, "trigger": "manual"],
                        ],
                    ])
            }
            try await press("approve")
            try await press("elope")
            let answers = try await town.call("GET", "log").arrayValue?.suffix(2).map { $0["response"]?.text() ?? "" }
            #expect(answers?.first?.contains("Approved by Ines Okafor.") == true)
            #expect(answers?.last?.contains("does nothing any more") == true)
        }
    }

    @Test func whatBecomesOfMessagesIsSaid() async throws {
        try await Town.with(addTour) { town in
            let chat = try await town.installPersonally(for: "ines")
            _ = try await town.waitForText("Hello!", seenBy: "ines", in: chat)
            try await town.say("echo high water", as: "ines", in: chat)
            let history = try await town.history(seenBy: "ines", in: chat)
            let own = try town.message(try #require(history.last { $0["from"]?["kind"] == "user" }), in: chat)
            let bots = try town.message(try #require(history.last { $0["text"] == "high water" }), in: chat)
            func hears(_ text: String, _ method: String, _ path: String, _ body: JSONValue? = nil) async throws {
                try await town.call(method, path, body)
                #expect(try await town.waitForText(text, seenBy: "ines", in: chat) == text)
            }
            try await hears("edited: echo low water", "PUT", own, ["as": "ines", "text": "echo low water"])
            let id = own.split(separator: "/").last ?? ""
            try await hears("deleted: \(id)", "DELETE", "\(own)?as=ines")
            try await hears("restored: echo low water", "POST", "\(own)/undelete", ["as": "ines"])
            try await hears("reaction added: like", "PUT", "\(bots)/reactions/like?as=ines")
            try await hears("reaction removed: like", "DELETE", "\(bots)/reactions/like?as=ines")
        }
    }

    @Test func readingIsSaidOnceAndNeverOfWhatWasSaidOfIt() async throws {
        try await Town.with(addTour) { town in
            try await town.call(
                "PATCH", "bots/\(town.bot)", ["permissions": ["ChatMessageReadReceipt.Read.Chat"]])
            let chat = try await town.installPersonally(for: "ines")
            try await town.say("echo high water", as: "ines", in: chat)
            func readLast() async throws -> String {
                let id = try await town.botsMessages(seenBy: "ines", in: chat).last?["id"]?.stringValue ?? ""
                let path = "\(town.conversation(chat))/read"
                #expect(try await town.call("POST", path, ["as": "ines", "upTo": .string(id)])["events"] == 1)
                return id
            }
            let id = try await readLast()
            #expect(try await town.waitForText("read up to", seenBy: "ines", in: chat) == "read up to \(id)")
            _ = try await readLast()
            try await town.say("echo the end", as: "ines", in: chat)
            let said = try await town.texts(seenBy: "ines", in: chat)
            #expect(said.filter { $0.hasPrefix("read up to") } == ["read up to \(id)"])
            #expect(said.last == "the end")
        }
    }
}

extension Town {
    /// The path of a conversation in the control plane.
    func conversation(_ id: String) -> String {
        "conversations/\(id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? id)"
    }

    /// The path of a message of a person's history.
    func message(_ message: JSONValue, in chat: String) throws -> String {
        "\(conversation(chat))/messages/\(try #require(message["id"]?.stringValue))"
    }

    func history(seenBy person: String, in chat: String) async throws -> [JSONValue] {
        try await call("GET", "\(conversation(chat))/messages?as=\(person)&limit=100").arrayValue ?? []
    }
}
