import Foundation
import JSONKit
import LocalTeams
import ServiceKit
import Teams
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("A bot that streams, and Local Teams", .timeLimit(.minutes(10)))
struct StreamingTests {
    @Test("2,000 chunks in a minute: nothing is refused, at most one request a second, and Ines reads the whole text")
    func manyChunks() async throws {
        try await Harbor.with(movesClock: false) { harbor in
            let context = harbor.turn(in: harbor.personal)
            let sent = try await context.stream { stream in
                for second in 0..<60 {
                    for number in second * 2_000 / 60..<(second + 1) * 2_000 / 60 {
                        try await stream.append("word \(number) ")
                    }
                    // What was appended waits for its second; then it is on its way until Teams has answered.
                    await harbor.clock.waitForSleepers()
                    try await harbor.pass(1)
                    await harbor.wire.waitForAnswers(second + 1)
                }
                try await stream.append(Message().labelledAsAIGenerated())
                try await harbor.whileTimePasses { try await stream.close() }
            }
            let attempts = harbor.wire.attempts
            #expect(attempts.allSatisfy { $0.status == 201 || $0.status == 202 })
            let times = attempts.map(\.at)
            #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 >= .seconds(1) })
            #expect((60...61).contains(attempts.count))
            let whole = (0..<2_000).map { "word \($0) " }.joined()
            #expect(try await harbor.texts(in: harbor.personal) == [whole])
            let shown = try await harbor.history(of: harbor.personal)
            #expect(shown.last?["id"]?.stringValue == sent?.id?.rawValue)
            #expect(shown.last?["streaming"] == nil)
            #expect(shown.last?["edited"] == nil)
            #expect(shown.last?["entities"]?[0]?["additionalType"] == ["AIGeneratedContent"])
        }
    }

    @Test("STR-7 The person presses Stop: the bot stops, and what was read stays")
    func stop() async throws {
        try await Harbor.with { harbor in
            let context = harbor.turn(in: harbor.personal)
            let message = try await context.stream { stream in
                for number in 0..<300 {
                    try await stream.append("\(number) ")
                    try await harbor.clock.sleep(for: .milliseconds(100))
                    guard number == 50 else { continue }
                    let streaming = try #require(try await harbor.history(of: harbor.personal).last)
                    #expect(streaming["streaming"] == true)
                    try await harbor.stop(streaming, in: harbor.personal)
                }
            }
            #expect(message == nil)
            let shown = try #require(try await harbor.history(of: harbor.personal).last)
            #expect(shown["stopped"] == true)
            #expect(shown["text"]?.stringValue?.hasPrefix("0 1 2 ") == true)
            #expect(shown["text"]?.stringValue?.contains("60") == false)
            #expect(harbor.wire.attempts.count { $0.status == 403 } == 1)
            #expect(harbor.wire.attempts.last?.status == 403)
        }
    }

    @Test("STR-9 After two minutes the message goes on by updates in its place")
    func overTwoMinutes() async throws {
        try await Harbor.with { harbor in
            let context = harbor.turn(in: harbor.personal)
            try await context.stream { stream in
                try await stream.append("so far: ")
                while harbor.wire.attempts.isEmpty { try await harbor.clock.sleep(for: .seconds(1)) }
                for number in 0..<130 {
                    try await stream.append("\(number) ")
                    try await harbor.clock.sleep(for: .seconds(1))
                }
            }
            let whole = "so far: " + (0..<130).map { "\($0) " }.joined()
            #expect(try await harbor.texts(in: harbor.personal) == [whole])
            let attempts = harbor.wire.attempts
            #expect(attempts.count { $0.status == 403 } == 1)
            #expect(attempts.last?.method == "PUT")
        }
    }

    @Test("In a group and a channel everyone reads one message that grows")
    func elsewhere() async throws {
        try await Harbor.with { harbor in
            for place in [harbor.group, harbor.channel] {
                harbor.wire.clear()
                let context = harbor.turn(in: place)
                try await context.stream { stream in
                    try await stream.inform("Reading…")
                    for number in 0..<80 {
                        try await stream.append("\(number) ")
                        try await harbor.clock.sleep(for: .milliseconds(100))
                    }
                }
                #expect(try await harbor.texts(in: place, seenBy: "bo") == [(0..<80).map { "\($0) " }.joined()])
                #expect(harbor.wire.attempts.allSatisfy { $0.status == 200 || $0.status == 201 })
            }
        }
    }

    @Test("Text with a card stays one message, with an id")
    func textAndCard() async throws {
        try await Harbor.with { harbor in
            let card = Attachment(.adaptiveCard, content: ["type": "AdaptiveCard", "version": "1.5"])
            for place in [harbor.personal, harbor.group] {
                let context = harbor.turn(in: place)
                let sent = try await context.stream { try await $0.append(Message("the tide").attaching(card)) }
                let shown = try await harbor.history(of: place)
                #expect(shown.count == 1)
                #expect(shown.last?["id"]?.stringValue == sent?.id?.rawValue)
                #expect(shown.last?["attachments"]?.arrayValue?.count == 1)
                #expect(shown.last?["text"] == "the tide")
            }
        }
    }
}

extension Harbor {
    /// A turn that answers a message of Ines there.
    fileprivate func turn(in place: ConversationReference) -> TurnContext {
        var activity = Activity(text: "hi")
        activity.conversation = place.conversation
        activity.serviceUrl = place.serviceUrl
        activity.recipient = Account(AccountID(rawValue: "28:\(service.clientID)"))
        var configuration = AppConfiguration(credentials: .localDevelopment)
        do { try configuration.useLocalTeams(at: Harbor.origin) } catch { Issue.record(error) }
        let app = App(
            configuration, logger: Log(label: "bot", level: .error), transport: wire, clock: clock,
            wallClock: clock.wallClock(startingAt: Date(timeIntervalSince1970: 0)))
        return TurnContext(activity, services: app.services)
    }

    /// Lets a second pass whenever somebody waits for the clock, until `body` is over.
    fileprivate func whileTimePasses(_ body: () async throws -> Void) async throws {
        let mover = Task {
            while !Task.isCancelled {
                await clock.waitForSleepers()
                try await pass(1)
            }
        }
        var outcome: Result<Void, any Error> = .success(())
        do { try await body() } catch { outcome = .failure(error) }
        mover.cancel()
        // Wakes the mover, which then sees that it is over.
        let bell = Task { try await clock.sleep(for: .seconds(1)) }
        _ = await mover.result
        bell.cancel()
        try outcome.get()
    }

    fileprivate func history(of place: ConversationReference) async throws -> [JSONValue] {
        let id = place.conversation?.id?.rawValue.escaped ?? ""
        return try await gesture("GET", "conversations/\(id)/messages?as=ines").arrayValue ?? []
    }

    fileprivate func stop(_ message: JSONValue, in place: ConversationReference) async throws {
        let id = place.conversation?.id?.rawValue.escaped ?? ""
        try await gesture(
            "POST", "conversations/\(id)/messages/\(message["id"]?.stringValue ?? "")/stop", ["as": "ines"])
    }
}
