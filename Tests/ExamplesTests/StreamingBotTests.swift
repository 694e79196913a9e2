import JSONKit
import Teams
import Testing

@testable import StreamingBot

@Suite(.timeLimit(.minutes(10)))
struct StreamingBotTests {
    private static func register(_ app: App) { addHarborMaster(to: app, pause: .milliseconds(5)) }

    @Test func theAnswerIsOneLabelledMessageInAChatAndInAGroup() async throws {
        try await Town.with(Self.register) { town in
            try await town.installInGroupChat()
            for chat in [try await town.installPersonally(for: "ines"), town.groupChat] {
                try await town.say("tide", as: "ines", in: chat)
                let answer = try await town.waitForMessage(seenBy: "ines", in: chat) {
                    $0["text"]?.stringValue?.hasSuffix("night tide at 02:45.") == true && $0["streaming"] == nil
                        && $0["entities"]?[0]?["additionalType"] == ["AIGeneratedContent"]
                }
                #expect(answer["text"]?.stringValue?.hasPrefix("High water") == true)
                #expect(
                    try await town.texts(seenBy: "ines", in: chat).count { $0.hasPrefix("High water") } == 1,
                    "one message, however many pieces")
            }
        }
    }

    @Test func itAsksBeforeItActsAndTakesEachAnswerOnce() async throws {
        try await Town.with(Self.register) { town in
            let chat = try await town.installPersonally(for: "ines")
            try await town.say("yes", as: "ines", in: chat)
            try await town.say("book berth 7", as: "ines", in: chat)
            #expect(!(try await town.texts(seenBy: "ines", in: chat)).contains("Berth 7 is yours."))
            try await town.say("yes", as: "ines", in: chat)
            try await town.say("yes", as: "ines", in: chat)
            let texts = try await town.texts(seenBy: "ines", in: chat)
            #expect(texts.count { $0 == "Berth 7 is yours." } == 1)
            #expect(texts.count { $0.hasPrefix("I know the `tide`") } == 2, "nothing was asked")
            #expect(texts.count { $0 == "Shall I? `yes` or `no`." } == 1)
            try await town.say("book berth 8", as: "ines", in: chat)
            try await town.say("no", as: "ines", in: chat)
            #expect(try await town.texts(seenBy: "ines", in: chat).last == "Berth 8 stays free.")
        }
    }
}
