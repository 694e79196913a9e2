import JSONKit
import Teams
import Testing

@testable import TourBot

@Suite(.timeLimit(.minutes(10)))
struct TourBotTests {
    /// What Ines writes, and what she and Bo see of the bot afterwards, besides the welcome.
    private static let tour: [(says: String, ines: [String], bo: [String])] = [
        ("echo hello", ["hello"], ["hello"]),
        ("ECHO Hello", ["hello", "Hello"], ["hello", "Hello"]),
        ("whisper psst", ["hello", "Hello", "psst"], ["hello", "Hello"]),
        ("whisper edit pssst", ["hello", "Hello", "pssst"], ["hello", "Hello"]),
        ("say one", ["hello", "Hello", "pssst", "one"], ["hello", "Hello", "one"]),
        ("edit two\nlines", ["hello", "Hello", "pssst", "two\nlines"], ["hello", "Hello", "two\nlines"]),
        ("whisper delete", ["hello", "Hello", "two\nlines"], ["hello", "Hello", "two\nlines"]),
        ("delete", ["hello", "Hello"], ["hello", "Hello"]),
        ("members", ["hello", "Hello", "members: 4"], ["hello", "Hello", "members: 4"]),
    ]

    @Test func theTourInAGroupChat() async throws {
        try await Town.with(addTour) { town in
            try await town.installInGroupChat()
            let welcome = try await town.waitForText("Hello!", seenBy: "bo", in: town.groupChat)
            #expect(welcome.contains("help"))
            for step in Self.tour {
                try await town.say(step.says, as: "ines", in: town.groupChat)
                #expect(
                    try await town.texts(seenBy: "ines", in: town.groupChat).dropFirst() == step.ines[...],
                    "\(step.says)")
                #expect(
                    try await town.texts(seenBy: "bo", in: town.groupChat).dropFirst() == step.bo[...], "\(step.says)")
            }
        }
    }

    @Test func aWhisperSaysThatOnlyItsReaderSeesIt() async throws {
        try await Town.with(addTour) { town in
            try await town.installInGroupChat()
            try await town.say("whisper psst", as: "ines", in: town.groupChat)
            let whisper = try await town.botsMessages(seenBy: "ines", in: town.groupChat).first { $0["text"] == "psst" }
            #expect(whisper?["onlyYou"] == true)
            let id = try #require(whisper?["id"]?.stringValue)
            #expect(
                !(try await town.botsMessages(seenBy: "bo", in: town.groupChat)).contains {
                    $0["id"]?.stringValue == id
                })
        }
    }

    @Test func eachPersonHasAMemoryOfTheirOwn() async throws {
        try await Town.with(addTour) { town in
            try await town.installInGroupChat()
            try await town.say("say mine", as: "ines", in: town.groupChat)
            try await town.say("edit yours", as: "bo", in: town.groupChat)
            let texts = try await town.texts(seenBy: "ines", in: town.groupChat)
            #expect(texts.contains("mine"))
            #expect(texts.last?.hasPrefix("There is nothing to edit") == true)
        }
    }

    @Test func mentionsHelpAndHints() async throws {
        try await Town.with(addTour) { town in
            let chat = try await town.installPersonally(for: "ines")
            _ = try await town.waitForText("Hello!", seenBy: "ines", in: chat)
            for text in ["mention me", "help", "what?", "whisper psst", "whisper edit pssst"] {
                try await town.say(text, as: "ines", in: chat)
            }
            let texts = try await town.texts(seenBy: "ines", in: chat).dropFirst()
            #expect(texts.first == "Here you are, <at>Ines Okafor</at>")
            #expect(texts.contains { $0.contains("`tell everyone X`") })
            #expect(texts.contains { $0.contains("Write `help`") })
            // Nobody else is here: a whisper simply answers.
            #expect(texts.last == "pssst")
        }
    }

    @Test func whatTeamsRefusesIsSaid() async throws {
        try await Town.with(addTour) { town in
            try await town.installInGroupChat()
            try await town.say("echo \(String(repeating: "x", count: 60_000))", as: "ines", in: town.groupChat)
            let texts = try await town.texts(seenBy: "ines", in: town.groupChat)
            #expect(texts.last?.hasPrefix("That did not work") == true)
        }
    }

    @Test func everyoneElseIsToldInAChatOfTheirOwn() async throws {
        try await Town.with(addTour) { town in
            try await town.installInGroupChat()
            let bo = try await town.installPersonally(for: "bo")
            let ines = try await town.installPersonally(for: "ines")
            try await town.say("tell everyone ahoy", as: "ines", in: town.groupChat)
            #expect(try await town.texts(seenBy: "bo", in: bo).contains("ahoy"))
            #expect(!(try await town.texts(seenBy: "ines", in: ines)).contains("ahoy"))
        }
    }

    @Test func whoJoinsIsWelcomedByName() async throws {
        try await Town.with(addTour) { town in
            try await town.installInGroupChat()
            try await town.call("POST", "members", ["as": "ines", "user": "rosa", "chat": .string(town.groupChat)])
            let summary = try await town.waitForText("You are one of", seenBy: "rosa", in: town.groupChat)
            #expect(summary.hasPrefix("You are one of 5 here now."))
            #expect(try await town.texts(seenBy: "rosa", in: town.groupChat).contains("welcome Rosa Delgado"))
            let others = try await town.texts(seenBy: "ines", in: town.groupChat)
            #expect(others.filter { $0 == "welcome Rosa Delgado" }.count == 1)
            #expect(!others.contains(summary))
        }
    }
}
