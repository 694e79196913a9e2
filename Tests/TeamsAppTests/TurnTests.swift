import HTTPKit
import JSONKit
import ServiceKit
import Testing

@testable import TeamsApp

/// Something that a test waits for: opened once, awaited by many.
final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }
    func open() { continuation.finish() }
    /// Returns once it is open, or once the task is cancelled.
    func wait() async { for await _ in stream {} }
}

struct TurnTests {
    private struct Failure: Error {}

    @Test("IN-4 An invoke whose handler throws is answered 500, a message or an event 200, and the error is in the log")
    func handlerThrows() async throws {
        let bot = Bot()
        bot.app.onActivity { _ in throw Failure() }
        bot.app.onInvoke { _ in throw Failure() }
        for body in [Inbound.message("hello", id: "1"), Inbound.event("event", ["name": "x"])] {
            let response = try await bot.post(body)
            #expect(response.status == 200)
            #expect(response.body.isEmpty)
            #expect(response.fields["X-Bot-Error"] == nil)
        }
        let response = try await bot.post(Inbound.event("invoke", ["id": "f:2", "name": "x"]))
        #expect(response.status == 500)
        #expect(response.json == ["error": "Internal server error"])
        #expect(bot.log.records.count { $0.level == .error && $0.metadata["error"] == "Failure()" } == 3)
    }

    @Test("With Local Teams the answer says in one line what the handler threw")
    func botError() async throws {
        struct Long: Error, CustomStringConvertible {
            let description = "first\r\nX-Evil: 1\u{0}" + String(repeating: "ä", count: 5_000)
        }
        let bot = Bot { try? $0.useLocalTeams(at: "http://127.0.0.1:3979") }
        bot.app.onMessage { _ in throw Long() }
        bot.app.onInvoke { _ in throw Failure() }
        func post(_ body: JSONValue) async throws -> HTTP.Response {
            var body = body
            body["serviceUrl"] = "http://localhost:3979/"
            let token = try bot.token {
                $0["serviceurl"] = "http://localhost:3979/"
            }
            return await bot.post(body, authorization: "Bearer \(token)")
        }
        for _ in 1...2 {
            let response = try await post(Inbound.message("hello"))
            #expect(response.status == 200, "\(bot.log.records.map(\.text))")
            let line = try #require(response.fields["X-Bot-Error"], "also when it is posted again")
            #expect(line.hasPrefix("first  X-Evil: 1 ä"))
            #expect(line.count <= 300)
            #expect(line.unicodeScalars.allSatisfy { $0.value >= 32 })
        }
        let invoke = try await post(Inbound.event("invoke", ["name": "x"]))
        #expect(invoke.status == 500)
        #expect(invoke.fields["X-Bot-Error"] == "Failure()")
    }

    @Test func anErrorComesToTheHandlerForErrors() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onError { context, error in notes.add("\(context.text): \(type(of: error))") }
        bot.app.onMessage { _ in throw Failure() }
        #expect(try await bot.post(Inbound.message("hello")).status == 200)
        #expect(notes.all == ["hello: Failure"])
    }

    @Test("A message is answered 200 after 14 seconds, while its handler works on")
    func earlyAnswer() async throws {
        let bot = Bot()
        let notes = Notes()
        let (gate, ended) = (Gate(), Gate())
        bot.app.onMessage { _ in
            await gate.wait()
            notes.add(Task.isCancelled ? "cancelled" : "finished")
            ended.open()
        }
        async let response = bot.post(Inbound.message("hello"))
        await bot.clock.waitForSleepers()
        bot.clock.advance(by: .seconds(14))
        #expect(try await response.status == 200)
        #expect(notes.all.isEmpty)
        gate.open()
        await ended.wait()
        #expect(notes.all == ["finished"])
    }

    @Test("An invoke whose handler is late is answered 504")
    func lateInvoke() async throws {
        let bot = Bot()
        let gate = Gate()
        bot.app.onInvoke { _ in
            await gate.wait()
            return .ok
        }
        async let response = bot.post(Inbound.event("invoke", ["name": "x"]))
        await bot.clock.waitForSleepers()
        bot.clock.advance(by: .seconds(14))
        #expect(try await response.status == 504)
        gate.open()
    }

    @Test("A handler is cancelled at the turn's deadline, 5 minutes")
    func deadline() async throws {
        let bot = Bot()
        let (never, ended) = (Gate(), Gate())
        bot.app.onMessage { _ in
            await never.wait()
            ended.open()
        }
        async let response = bot.post(Inbound.message("hello"))
        await bot.clock.waitForSleepers()
        bot.clock.advance(by: .seconds(14))
        _ = try await response
        await bot.clock.waitForSleepers()
        bot.clock.advance(by: .seconds(286))
        await ended.wait()
        #expect(bot.log.records.contains { $0.level == .error && $0.metadata["deadline"] == "300.0 seconds" })
    }

    @Test("A message that came while an older turn works on is answered in time all the same")
    func answersInTimeBesideALongTurn() async throws {
        let bot = Bot()
        let gate = Gate()
        bot.app.onMessage { _ in await gate.wait() }
        async let first = bot.post(Inbound.message("hello", id: "1"))
        await bot.clock.waitForSleepers()
        bot.clock.advance(by: .seconds(14))
        _ = try await first
        bot.clock.advance(by: .seconds(30))
        async let second = bot.post(Inbound.message("hello", id: "2"))
        while bot.app.turns.runningCount < 2 { await Task.yield() }
        bot.clock.advance(by: .seconds(14))
        #expect(try await second.status == 200)
        gate.open()
    }

    @Test("A repeated delivery runs no handler again, whether the first is answered or not")
    func duplicates() async throws {
        let bot = Bot()
        let notes = Notes()
        let gate = Gate()
        bot.app.onInvoke { _ in
            notes.add("called")
            await gate.wait()
            return .json(7)
        }
        let body = Inbound.event("invoke", ["name": "x"])
        async let first = bot.post(body)
        await bot.clock.waitForSleepers()
        async let second = bot.post(body)
        gate.open()
        #expect(try await first.json == 7)
        #expect(try await second.json == 7)
        #expect(try await bot.post(body).json == 7)
        #expect(notes.all == ["called"])
        bot.clock.advance(by: .seconds(121))
        _ = try await bot.post(body)
        #expect(notes.all == ["called", "called"], "it is remembered for two minutes")
    }

    private static let distinct: [(name: String, first: JSONValue, second: JSONValue)] = [
        ("another id", Inbound.message("x", id: "1"), Inbound.message("x", id: "2")),
        ("another conversation", Inbound.message("x"), Inbound.message("x", in: Inbound.personal)),
        ("no id", Inbound.message("x", ["id": nil]), Inbound.message("x", ["id": nil])),
        ("a message and its edit", Inbound.message("x"), Inbound.message("x", ["type": "messageUpdate"])),
        (
            "two edits of one message", Inbound.message("x", ["type": "messageUpdate"]),
            Inbound.message("y", ["type": "messageUpdate"])
        ),
    ]

    @Test("Activities that only resemble each other both run", arguments: distinct.indices)
    func noDuplicates(_ index: Int) async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onActivity { _ in notes.add("called") }
        _ = try await bot.post(Self.distinct[index].first)
        _ = try await bot.post(Self.distinct[index].second)
        #expect(notes.all.count == 2, "\(Self.distinct[index].name)")
    }

    @Test(
        "More turns than may run are answered 429 with the time to wait, also before their body, and one that ends makes room"
    )
    func tooManyTurns() async throws {
        let bot = Bot { $0.maxTurns = 2 }
        let (gate, started) = (Gate(), [Gate(), Gate()])
        bot.app.onMessage(.matching(/^wait (\d)$/)) { _, match in
            started[Int(match.1) ?? 0].open()
            await gate.wait()
        }
        bot.app.onMessage { _ in }
        async let first = bot.post(Inbound.message("wait 0", id: "1"))
        async let second = bot.post(Inbound.message("wait 1", id: "2"))
        for gate in started { await gate.wait() }
        for id in 3...4 {
            let refused = try await bot.post(Inbound.message("hello", id: "\(id)"))
            #expect(refused.status == 429)
            #expect(refused.fields["Retry-After"] == "5")
        }
        let head = bot.request([], authorization: "Bearer \(try bot.token())")
        guard case .answer(let early) = bot.app.admit(head) else {
            Issue.record("the body would be read")
            return
        }
        #expect(early.status == 429)
        gate.open()
        _ = try await (first, second)
        #expect(
            try await bot.post(Inbound.message("hello", id: "3")).status == 200, "it was not remembered as answered")
        #expect(bot.log.records.count { $0.metadata["status"] == "429" } == 1)
    }

    @Test("Large bodies count: no more than 64 MiB of them are held by turns that wait")
    func heldBodies() async throws {
        var ledger = TurnLedger<Int, Int, Int>()
        var ids: [Int] = []
        for number in 0..<100 {
            let actions = ledger.arrive(nil, bodyBytes: 1 << 20, waiter: number, lateAnswer: .ok, at: .zero)
            if let id = actions.run { ids.append(id) }
        }
        #expect(ids.count == 64)
        _ = ledger.finish(ids[10], .ok, at: .zero)
        let next = ledger.arrive(nil, bodyBytes: 1, waiter: 0, lateAnswer: .ok, at: .zero)
        #expect(next.run != nil, "a turn that ended makes room")
    }

    @Test func drainWaitsForTheTurnsThatRunAndTakesNoNewOnes() async throws {
        let bot = Bot()
        let notes = Notes()
        let gate = Gate()
        bot.app.onMessage { _ in
            await gate.wait()
            notes.add("finished")
        }
        async let response = bot.post(Inbound.message("hello"))
        await bot.clock.waitForSleepers()
        async let drained: Void = bot.app.drain()
        while !bot.app.turns.isClosed { await Task.yield() }
        #expect(try await bot.post(Inbound.message("late", id: "2")).status == 503)
        gate.open()
        await drained
        #expect(notes.all == ["finished"])
        #expect(try await response.status == 200)
        #expect(bot.clock.sleeperCount == 0, "nothing is left behind")
    }

    @Test func aDrainThatIsCancelledCancelsTheTurns() async throws {
        let bot = Bot()
        let (never, ended) = (Gate(), Gate())
        bot.app.onMessage { _ in
            await never.wait()
            ended.open()
        }
        async let response = bot.post(Inbound.message("hello"))
        await bot.clock.waitForSleepers()
        let drain = Task { await bot.app.drain() }
        drain.cancel()
        await drain.value
        await ended.wait()
        #expect(try await response.status == 200)
    }
}
