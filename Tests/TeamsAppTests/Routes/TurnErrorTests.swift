import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

/// What becomes of an error in a turn: for the service, for the person, and for who develops the bot.
struct TurnErrorTests {
    private struct Failure: Error {}

    private static let turns: [(body: JSONValue, status: Int, isApology: Bool)] = [
        (Inbound.message("hi"), 200, true),
        (Inbound.message("hi", in: Inbound.personal), 200, true),
        (Inbound.message("hi", ["type": "messageUpdate", "channelData": ["eventType": "editMessage"]]), 200, false),
        (Inbound.event("event", ["name": "x"]), 200, false),
        (Inbound.event("messageReaction", ["replyToId": "1"]), 200, false),
        (Inbound.event("conversationUpdate", ["membersAdded": [["id": "29:bo"]]]), 200, false),
        (Inbound.event("installationUpdate", ["action": "add"]), 200, false),
        (Inbound.event("invoke", ["name": "x"]), 500, false),
    ]

    @Test(
        "IN-4 Messages and events are answered 200 though the handler threw, invokes 500; an apology is for who wrote",
        arguments: turns.indices, ["That did not work.", "That\n did not  work.", "", " ", nil])
    func answers(_ index: Int, apology: String?) async throws {
        let (body, status, isApology) = Self.turns[index]
        let notes = Notes()
        let bot = Bot { $0.apology = apology }
        bot.app.onActivity { _ in throw Failure() }
        bot.app.onMembersAdded { _, _ in throw Failure() }
        bot.app.onInvoke { _ in throw Failure() }
        bot.app.onError { _, error in notes.add("\(error)") }
        let response = try await bot.post(body)
        #expect(response.status == status)
        #expect(response.fields["X-Bot-Error"] == nil)
        #expect(notes.all == ["Failure()"])
        let isSaid = isApology && apology?.contains("work") == true
        #expect(bot.teams.calls.compactMap(\.text) == (isSaid ? ["That did not work."] : []))
        _ = try await bot.post(body)
        #expect(bot.teams.calls.count { $0.text != nil } == (isSaid ? 1 : 0), "also when it is posted again")
    }

    @Test("The apology for what the bot alone saw is for the eyes of who wrote it")
    func privateApology() async throws {
        let bot = Bot { $0.apology = "Sorry." }
        bot.app.onMessage { _ in throw Failure() }
        _ = try await bot.post(Inbound.message("/tides", ["recipient": Inbound.targetedBot]))
        let call = try #require(bot.teams.calls.first)
        #expect(call.path.hasSuffix("?isTargetedActivity=true"))
        #expect(call.body["recipient"]?["id"] == "29:ines")
        #expect(bot.teams.calls.count == 1)
    }

    @Test("An apology that cannot be sent changes nothing, and none is tried where nobody would read it")
    func noApology() async throws {
        let bot = Bot { $0.apology = "Sorry." }
        bot.app.onMessage { context in
            if context.text == "gone" { try await context.send("x") }
            throw Failure()
        }
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "BotNotInConversationRoster") } }
        #expect(try await bot.post(Inbound.message("hi", id: "1")).status == 200)
        #expect(bot.teams.calls.count == 1)
        #expect(bot.log.records.contains { $0.message == "An apology was not sent" })
        #expect(try await bot.post(Inbound.message("gone", id: "2")).status == 200)
        #expect(bot.teams.calls.count == 2, "the message alone")
    }

    @Test("A turn that took too long is apologised for all the same")
    func lateApology() async throws {
        let bot = Bot { $0.apology = "Sorry." }
        let never = Gate()
        let (sent, continuation) = AsyncStream.makeStream(of: Void.self)
        bot.teams.state.withLock {
            $0.override = { _ in
                continuation.yield()
                return nil
            }
        }
        bot.app.onMessage { _ in
            await never.wait()
            try Task.checkCancellation()
        }
        async let response = bot.post(Inbound.message("hello"))
        await bot.clock.waitForSleepers()
        bot.clock.advance(by: .seconds(14))
        #expect(try await response.status == 200)
        await bot.clock.waitForSleepers()
        bot.clock.advance(by: .seconds(286))
        for await _ in sent { break }
        #expect(bot.teams.calls.map(\.text) == ["Sorry."])
    }

    private struct Told: Error, CustomStringConvertible { let description: String }

    private static let lines: [(said: String, line: String)] = [
        ("The tide is out", "The tide is out"),
        ("two\r\nlines\u{0}", "two  lines "),
        ("Höhe 3 €", "Höhe 3 €"),
        ("with s3cret-s3cret in it", "with (secret) in it"),
        ("Authorization: Bearer abc.def-ghi_jkl", "Authorization: Bearer (token)"),
        ("bearer abcdefghij, and more", "bearer (token), and more"),
        ("the bearer of news", "the bearer of news"),
        ("token eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln!", "token (token)!"),
        ("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln", "(token)"),
        ("eyJ is how they begin", "eyJ is how they begin"),
        ("", "Told"), ("  \n", "Told"),
    ]

    @Test("What a handler threw is one line, without secrets", arguments: lines)
    func line(_ expected: (said: String, line: String)) {
        let credentials = Credentials.clientSecret("s3cret-s3cret", clientID: "x")
        #expect(BotErrorLine.line(for: Told(description: expected.said), hiding: credentials) == expected.line)
    }

    @Test("The line is short however long the error is, and so is the time that it takes")
    func longLine() {
        for piece in ["ä", "eyJ", "bearer ", "s3cret-s3cret", "\n", "e\u{301}"] {
            let error = Told(description: String(repeating: piece, count: 500_000))
            let line = BotErrorLine.line(for: error, hiding: .clientSecret("s3cret-s3cret", clientID: "x"))
            #expect(line.count <= 300)
            #expect(!line.contains("s3cret"))
        }
    }
}
