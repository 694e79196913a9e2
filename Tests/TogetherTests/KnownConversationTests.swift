import Foundation
import JSONKit
import LocalTeams
import Teams
import Testing

/// What a bot remembers of the conversations that it has in Local Teams, and what that is good for.
struct KnownConversationTests {
    @Test func anIDIsEnoughForEverywhereThatTheBotHasHeardFrom() async throws {
        try await Quay.with { quay in
            let team = try #require(quay.workspace["teams"]?[0])
            let channel = try #require(team["channels"]?[0]?["id"]?.stringValue)
            let group = try #require(
                quay.workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" }?["id"]?.stringValue)
            for place in [channel, group] {
                try await quay.gesture(
                    "POST", "conversations/\(place.inPath)/messages",
                    ["as": "ines", "text": "good morning", "mentions": [quay.bot]])
            }
            try await quay.app.send("to the channel", toConversation: ConversationID(rawValue: channel))
            try await quay.app.send("to the group", toConversation: ConversationID(rawValue: group))
            #expect(try await quay.texts(in: group).last == "to the group")
            let posts = try await quay.history(of: channel)
            #expect(posts.last?["text"] == "to the channel")

            let root = try #require(posts.first?["id"]?.stringValue)
            try await quay.app.send(
                "into the thread", toConversation: ConversationID(rawValue: "\(channel);messageid=\(root)"))
            #expect(try await quay.texts(in: "\(channel);messageid=\(root)").last == "into the thread")
        }
    }

    @Test func aPersonIsReachedByTheDirectoryAndTheChatIsOpenedOnce() async throws {
        try await Quay.with { quay in
            let bo = try #require(quay.workspace["users"]?[1])
            let id = try #require(bo["aadObjectId"]?.stringValue)
            let handle = try #require(bo["handle"]?.stringValue)
            let tenant = TenantID(rawValue: quay.service.tenantID)
            for text in ["one", "two"] { try await quay.app.send(text, toPerson: id, inTenant: tenant) }
            let log = try await quay.gesture("GET", "log").arrayValue ?? []
            #expect(log.count { $0["operation"] == "create" } <= 1)
            let known = try await quay.app.conversations.page(
                of: ConversationQuery(person: AccountID(rawValue: id)), after: nil, limit: 9)
            let chat = try #require(known.conversations.first)
            #expect(known.conversations.count == 1 && chat.tenant == tenant && chat.isReachable)
            #expect(try await quay.texts(in: chat.id.rawValue, as: handle).suffix(2) == ["one", "two"])
        }
    }

    @Test func aWhisperToSomebodyWhoIsNotThereGoesToTheirChat() async throws {
        try await Quay.with { quay in
            let made = try await quay.gesture(
                "POST", "chats", ["as": "ines", "kind": "group", "members": [], "name": "Small"])
            let small = try #require(made["id"]?.stringValue)
            try await quay.gesture("POST", "installations", ["as": "ines", "bot": quay.bot, "chat": .string(small)])
            let users = try #require(quay.workspace["users"]?.arrayValue)
            let stranger = try #require(users.first { $0["handle"] != "ines" })
            let handle = try #require(stranger["handle"]?.stringValue)
            let chat = try await quay.gesture(
                "POST", "chats", ["as": .string(handle), "kind": "personal", "bot": quay.bot])
            let personal = try #require(chat["id"]?.stringValue)
            try await quay.gesture(
                "POST", "conversations/\(personal.inPath)/messages", ["as": .string(handle), "text": "hello"])
            let known = try await quay.app.conversations.conversation(ConversationID(rawValue: personal))
            let account = try #require(known?.person?.id)

            let sent = try await quay.app.send(
                "for you alone", toConversation: ConversationID(rawValue: small), visibleTo: .account(account),
                orElse: .personalChat)
            #expect(sent.route == .personalChat)
            try await sent.update("for you alone, edited")
            #expect(try await quay.texts(in: personal, as: handle).last == "for you alone, edited")
            #expect(try await quay.texts(in: small).allSatisfy { !$0.contains("for you alone") })
            try await sent.delete()
        }
    }

    @Test func whoBlockedTheBotIsMarkedUntilTheyWrite() async throws {
        try await Quay.with { quay in
            let chat = try await quay.gesture("POST", "chats", ["as": "ines", "kind": "personal", "bot": quay.bot])
            let id = ConversationID(rawValue: try #require(chat["id"]?.stringValue))
            let path = "conversations/\(id.rawValue.inPath)/messages"
            try await quay.gesture("POST", path, ["as": "ines", "text": "hello"])
            try await quay.gesture("POST", "blocks", ["as": "ines", "bot": quay.bot])
            let error = await #expect(throws: ConnectorError.self) { try await quay.app.send("x", toConversation: id) }
            #expect(error?.isRecipientGone == true)
            #expect(try await quay.app.conversations.conversation(id)?.isReachable == false)
            try await quay.gesture("DELETE", "blocks?as=ines&bot=\(quay.service.clientID)")
            try await quay.gesture("POST", path, ["as": "ines", "text": "here I am again"])
            #expect(try await quay.app.conversations.conversation(id)?.isReachable == true)
            try await quay.app.send("welcome back", toConversation: id)
            #expect(try await quay.texts(in: id.rawValue).last == "welcome back")
        }
    }
}
