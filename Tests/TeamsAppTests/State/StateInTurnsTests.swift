import HTTPKit
import JSONKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

private let visits: StateKey<Int> = "visits"

struct StateInTurnsTests {
    @Test func twoHundredTurnsAtOnceLoseNoUpdate() async throws {
        let bot = Bot { $0.sending.isPaced = false }
        bot.app.onMessage { context in
            for scope in [StateScope.conversation, .person, .member] {
                try await context.state(for: scope).update(visits, default: 0) { $0 += 1 }
            }
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for turn in 0..<200 {
                group.addTask { try await bot.post(Inbound.message("hi", id: "\(turn)")).status }
            }
            for try await status in group { #expect(status == 200) }
        }
        let chat = ConversationID(Inbound.groupChat)
        for owner in [StateOwner.conversation(chat), .person("29:ines"), .member("29:ines", of: chat)] {
            #expect(try await bot.app.state(of: owner).value(visits) == 200, "\(owner)")
        }
    }

    private static let messages: [(activity: JSONValue, message: ActivityID)] = [
        (Inbound.message("hi", id: "7"), "7"),
        (Inbound.event("messageReaction", ["replyToId": "8", "reactionsAdded": [["type": "like"]]]), "8"),
        (Inbound.message("", id: "9", ["value": ["berth": 4], "replyToId": "8"]), "8"),
        (Inbound.event("messageUpdate", ["id": "7", "channelData": ["eventType": "editMessage"]]), "7"),
        (Inbound.message("a reply", id: "10", ["replyToId": "8"]), "10"),
    ]

    @Test(arguments: messages)
    func theMessageOfATurnIsTheOneThatItIsAbout(activity: JSONValue, message: ActivityID) async throws {
        let bot = Bot()
        bot.app.onActivity { try await $0.state(for: .message).set(visits, to: 1) }
        #expect(try await bot.post(activity).status == 200)
        let owner = StateOwner.message(message, in: ConversationID(Inbound.groupChat))
        #expect(try await bot.app.state(of: owner).value(visits) == 1)
    }

    @Test func whatBelongsToAConversationIsRemovedOnceTheBotIs() async throws {
        let bot = Bot()
        let chat = ConversationID(Inbound.groupChat)
        let owners: [StateOwner] = [.conversation(chat), .member("29:ines", of: chat), .message("1", in: chat)]
        bot.app.onMessage { _ in }
        bot.app.onUninstall { context in
            let left = try await context.state(for: .conversation).value(visits)
            #expect(left == 1, "the handler of the removal still sees it")
        }
        _ = try await bot.post(Inbound.message("hi", id: "1"))
        for owner in owners + [.person("29:ines")] { try await bot.app.state(of: owner).set(visits, to: 1) }
        _ = try await bot.post(Inbound.event("installationUpdate", ["action": "remove", "id": "f:2"]))
        for owner in owners { #expect(try await bot.app.state(of: owner).value(visits) == nil, "\(owner)") }
        #expect(try await bot.app.state(of: .person("29:ines")).value(visits) == 1)
    }

    @Test func whatBelongsToAPersonGoesWhenTheyRemoveTheBotFromTheirChat() async throws {
        let bot = Bot()
        bot.app.onMessage { _ in }
        _ = try await bot.post(Inbound.message("hi", id: "1", in: Inbound.personal))
        try await bot.app.state(of: .person("29:ines")).set(visits, to: 1)
        let removal: JSONObject = ["action": "remove", "id": "f:2", "conversation": Inbound.personal]
        _ = try await bot.post(Inbound.event("installationUpdate", removal))
        #expect(try await bot.app.state(of: .person("29:ines")).value(visits) == nil)
    }
}
