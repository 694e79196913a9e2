import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

private let stopped = FakeTeams.refusal(403, "ContentStreamNotAllowed", "Content stream was canceled by user.")
private let overTime = FakeTeams.refusal(
    403, "ContentStreamNotAllowed", "Content stream finished due to exceeded streaming time.")
private let accepted = FakeTeams.json([:], status: 202)

@Suite(.timeLimit(.minutes(10))) struct MessageStreamTests {
    @Test("STR-3, STR-15 A closure that streams: the pieces, the final message, and the sent message")
    func wholeStream() async throws {
        let scene = try StreamScene(answers: [nil, accepted, accepted])
        let sent = Mutex<SentMessage?>(nil)
        let calls = try await scene.calls { context in
            let message = try await context.stream { stream in
                try await stream.inform("Reading…")
                try await stream.append("The tide ")
                try await stream.append("turns.")
                try await stream.append(Message().labelledAsAIGenerated())
            }
            sent.withLock { $0 = message }
        }
        #expect(calls.first?.story == "informative: Reading…")
        #expect(calls.last?.story == "final: The tide turns.")
        #expect(calls.dropFirst().dropLast().allSatisfy { $0.story.hasPrefix("streaming: The tide") })
        #expect(calls.last?.body["id"]?.stringValue == sent.withLock { $0 }?.id?.rawValue)
        #expect(calls.last?.body["channelData"]?["streamId"] == calls.last?.body["id"])
        #expect(calls.last?.body["entities"]?[0]?["additionalType"] == ["AIGeneratedContent"])
        #expect(calls.allSatisfy { $0.body["replyToId"] == "1795161600123" })
    }

    @Test("A sequence of words is streamed, and ends with what the message has")
    func sequence() async throws {
        let scene = try StreamScene()
        let words = AsyncStream<String> { words in
            for number in 0..<20 { words.yield("\(number) ") }
            words.finish()
        }
        let calls = try await scene.calls { context in
            try await context.stream(words, ending: Message("end").askingForFeedback())
        }
        let text = (0..<20).map { "\($0) " }.joined() + "end"
        #expect(calls.last?.text == text)
        #expect(calls.last?.body["channelData"]?["feedbackLoop"] != nil)
    }

    @Test("STR-4, STR-11 Concurrent emits never overlap two requests; close waits for the one that runs")
    func concurrent() async throws {
        let scene = try StreamScene()
        let wire = OneAtATime(scene.bot.teams, scene.clock)
        let app = App(
            scene.bot.app.configuration, logger: scene.bot.app.logger, transport: wire, clock: scene.clock,
            wallClock: scene.bot.wallClock)
        let context = TurnContext(scene.context.activity, services: app.services)
        try await scene.whileTimePasses {
            try await context.stream { stream in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<200 {
                        group.addTask {
                            try await scene.clock.sleep(for: .milliseconds(20 * number))
                            try await stream.append("x")
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
        #expect(wire.most == 1)
        #expect(scene.bot.teams.calls.last?.text == String(repeating: "x", count: 200))
        #expect(scene.bot.teams.calls.count >= 2)
    }

    @Test("2,000 chunks in a minute: at most one request a second, and the whole text in the end")
    func manyChunks() async throws {
        let scene = try StreamScene()
        let times = Mutex<[Duration]>([])
        let clock = scene.clock
        scene.bot.teams.state.withLock {
            $0.override = { _ in
                times.withLock { $0.append(clock.now.offset) }
                return nil
            }
        }
        let calls = try await scene.calls { context in
            try await context.stream { stream in
                for number in 0..<2_000 {
                    try await stream.append("word \(number) ")
                    try await clock.sleep(for: .milliseconds(30))
                }
            }
        }
        #expect(zip(times.withLock { $0 }, times.withLock { $0 }.dropFirst()).allSatisfy { $1 - $0 >= .seconds(1) })
        #expect(calls.count >= 55)
        #expect(calls.last?.text == (0..<2_000).map { "word \($0) " }.joined())
        #expect(calls.last?.story.hasPrefix("final") == true)
    }

    @Test("STR-7, STR-8 After Stop emits throw, close gives nil, and nothing more is sent")
    func stop() async throws {
        let scene = try StreamScene(answers: [nil, stopped])
        let stream = scene.stream
        try await scene.whileTimePasses {
            try await stream.append("a")
            var thrown: StreamError?
            for _ in 0..<1_000 where thrown == nil {
                do {
                    try await stream.append("b")
                    try await scene.clock.sleep(for: .milliseconds(100))
                } catch let error as StreamError { thrown = error }
            }
            #expect(thrown?.code == .stopped)
            #expect(thrown?.cause?.status == 403)
            await #expect(throws: StreamError.self) { try await stream.inform("c") }
            #expect(try await stream.close() == nil)
            #expect(try await stream.close() == nil)
        }
        #expect(scene.bot.teams.calls.count == 2)
    }

    @Test("STR-7, IN-8 Stop ends the closure, is no error, and the turn goes on")
    func stopInTurn() async throws {
        let scene = try StreamScene(answers: [nil, stopped])
        let produced = Mutex(0)
        let calls = try await scene.calls { context in
            let message = try await context.stream { stream in
                for _ in 0..<1_000 {
                    try await stream.append("word ")
                    produced.withLock { $0 += 1 }
                    try await scene.clock.sleep(for: .milliseconds(100))
                }
            }
            #expect(message == nil)
            try await context.send("You stopped me.")
        }
        #expect(produced.withLock { $0 } < 1_000)
        #expect(calls.count == 3)
        #expect(calls.last?.story == "POST: You stopped me.")
    }

    @Test("STR-9, STR-16 Over two minutes the message is updated in its place, by PUT, without marks of a stream")
    func overTwoMinutes() async throws {
        let scene = try StreamScene(answers: [nil, overTime])
        let sent = Mutex<SentMessage?>(nil)
        let calls = try await scene.calls { context in
            let message = try await context.stream { stream in
                try await stream.append("a")
                try await scene.clock.sleep(for: .seconds(119))
                try await stream.append("b")
                try await scene.clock.sleep(for: .seconds(1))
                try await stream.append("c")
            }
            sent.withLock { $0 = message }
        }
        #expect(calls.map(\.method) == ["POST", "POST", "PUT"])
        let id = try #require(sent.withLock { $0 }?.id?.rawValue)
        #expect(calls[2].path.hasSuffix("/activities/\(id)"))
        #expect(calls[2].body == ["type": "message", "text": "abc", "replyToId": "1795161600123"])
    }

    @Test("STR-12 Closing twice gives the same message and sends nothing more")
    func closedTwice() async throws {
        let scene = try StreamScene()
        let stream = scene.stream
        try await stream.append("a")
        async let first = stream.close()
        async let second = stream.close()
        let (one, other) = try await (first, second)
        #expect(one != nil && one == other)
        #expect(try await stream.close() == one)
        #expect(scene.bot.teams.calls.map(\.story) == ["POST: a"])
    }

    @Test("STR-13 An emit after close begins a new stream: number 1, a new id")
    func again() async throws {
        let scene = try StreamScene()
        let stream = scene.stream
        try await scene.whileTimePasses {
            for text in ["a", "b"] {
                try await stream.inform("…")
                try await scene.clock.sleep(for: .seconds(2))
                try await stream.append(text)
                #expect(try await stream.close() != nil)
            }
        }
        let calls = scene.bot.teams.calls.filter { !$0.story.hasPrefix("streaming") }
        #expect(calls.map(\.story) == ["informative: …", "final: a", "informative: …", "final: b"])
        #expect(calls[2].body["channelData"]?["streamSequence"] == 1)
        #expect(calls[2].body["id"] == nil)
        #expect(calls[1].body["id"] != calls[3].body["id"])
    }

    @Test("A stream is over with its closure")
    func leaked() async throws {
        let scene = try StreamScene()
        let leaked = Mutex<MessageStream?>(nil)
        try await scene.calls { context in
            try await context.stream { stream in leaked.withLock { $0 = stream } }
        }
        let stream = try #require(leaked.withLock { $0 })
        await #expect(throws: StreamError.usedAfterEnd) { try await stream.append("late") }
        #expect(scene.bot.teams.calls.isEmpty)
    }

    @Test("An error in the closure is thrown on, and what was read already is finished as far as it came")
    func failingBody() async throws {
        struct Broken: Error {}
        let scene = try StreamScene()
        await #expect(throws: Broken.self) {
            try await scene.calls { context in
                try await context.stream { stream in
                    try await stream.append("The tide ")
                    try await scene.clock.sleep(for: .seconds(5))
                    throw Broken()
                }
            }
        }
        #expect(scene.bot.teams.calls.map(\.story) == ["streaming: The tide ", "final: The tide "])

        let early = try StreamScene()
        await #expect(throws: Broken.self) {
            try await early.context.stream { stream in
                try await stream.append("nobody has read this")
                throw Broken()
            }
        }
        #expect(early.bot.teams.calls.isEmpty)
    }

    @Test("A turn that is cancelled ends its stream tidily")
    func cancelled() async throws {
        let scene = try StreamScene()
        let context = scene.context
        try await scene.whileTimePasses {
            let turn = Task {
                try await context.stream { stream in
                    try await stream.append("The tide ")
                    try await scene.clock.sleep(for: .seconds(5))
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await stream.append("turns.")
                }
            }
            await #expect(throws: CancellationError.self) { try await turn.value }
        }
        #expect(scene.bot.teams.calls.map(\.story) == ["streaming: The tide ", "final: The tide "])
    }

    @Test("In a group and a channel the answer is one message with edits, and in a thread it stays there")
    func elsewhere() async throws {
        for conversation in [Inbound.group, Inbound.channel("19:c@thread.tacv2;messageid=7")] {
            let scene = try StreamScene(in: conversation)
            let calls = try await scene.calls { context in
                try await context.stream { stream in
                    try await stream.inform("Reading…")
                    for number in 0..<60 {
                        try await stream.append("\(number) ")
                        try await scene.clock.sleep(for: .milliseconds(100))
                    }
                }
            }
            #expect(calls.prefix(2).map(\.method) == ["POST", "POST"])
            #expect(calls.count >= 4 && calls.dropFirst(2).allSatisfy { $0.method == "PUT" })
            #expect(calls[0].story == "typing: ")
            #expect(calls.allSatisfy { $0.body["channelData"] == nil })
            #expect(calls.last?.text == (0..<60).map { "\($0) " }.joined())
        }
    }

    @Test("An answer to what only the bot saw is for its sender alone, also while it grows")
    func whispered() async throws {
        let scene = try StreamScene(in: Inbound.group, ["recipient": Inbound.targetedBot])
        try await scene.calls { context in
            try await context.stream { stream in
                try await stream.inform("Reading…")
                for number in 0..<60 {
                    try await stream.append("\(number) ")
                    try await scene.clock.sleep(for: .milliseconds(100))
                }
            }
        }
        #expect(scene.bot.teams.urls.count >= 4)
        #expect(scene.bot.teams.urls.allSatisfy { $0.contains("isTargetedActivity=true") })
    }

    @Test("A message that is marked for one person is never streamed to everyone")
    func marked() async throws {
        var secret = Activity(text: "secret")
        secret.setRecipient(Account("29:ines"), targeted: true)
        let message = Message(secret)
        let open = try StreamScene(in: Inbound.group)
        try await open.context.stream { stream in
            await #expect(throws: AppError.self) { try await stream.append(message) }
        }
        #expect(open.bot.teams.calls.isEmpty)
        let closed = try StreamScene(in: Inbound.group)
        try await closed.context.stream(visibleTo: .account("29:ines")) { try await $0.append(message) }
        #expect(closed.bot.teams.urls.allSatisfy { $0.contains("isTargetedActivity=true") })
        #expect(closed.bot.teams.calls.map(\.text) == ["secret"])
    }

    @Test("What a message cannot have is told when it is appended, and the stream goes on")
    func refusedContent() async throws {
        let scene = try StreamScene()
        try await scene.context.stream { stream in
            let four = (1...4).map { CardAction(.imBack, title: "\($0)", value: "x") }
            let message = four.reduce(Message("x")) { $0.suggesting($1) }
            await #expect(throws: AppError.self) { try await stream.append(message) }
            let long = String(repeating: "x", count: 40_001)
            await #expect(throws: StreamError.self) { try await stream.append(long) }
            try await stream.append("fine")
        }
        #expect(scene.bot.teams.calls.map(\.story) == ["POST: fine"])
    }
}

/// Counts how many requests to the connector are under way at a time. Each takes 300 ms.
private final class OneAtATime: HTTPTransport {
    private let teams: FakeTeams
    private let clock: ManualClock
    private let state = Mutex((now: 0, most: 0))

    init(_ teams: FakeTeams, _ clock: ManualClock) {
        self.teams = teams
        self.clock = clock
    }

    var most: Int { state.withLock { $0.most } }

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        guard request.url.contains("/v3/") else { return try await teams.send(request) }
        state.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
        }
        defer { state.withLock { $0.now -= 1 } }
        do { try await clock.sleep(for: .milliseconds(300)) } catch {
            throw HTTPTransportError(.cancelled, "cancelled")
        }
        return try await teams.send(request)
    }
}
