import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels

@testable import TeamsApp

/// A bot that streams, on a clock that goes on whenever somebody waits for it.
struct StreamScene {
    let bot = Bot { $0.sending.isPaced = false }
    let context: TurnContext
    private let script: Script

    /// - Parameters:
    ///   - conversation: where it streams.
    ///   - more: further members of the activity that it answers.
    ///   - answers: what the service answers, in order; nil, and what comes after them, is success.
    init(
        in conversation: JSONValue = Inbound.personal, _ more: JSONObject = [:], answers: [HTTP.Response?] = []
    ) throws {
        context = TurnContext(
            try Activity(json: Inbound.message("hi", in: conversation, more)), services: bot.app.services)
        script = Script(answers)
        bot.teams.state.withLock { [script] in $0.override = { _ in script.next() } }
    }

    var clock: ManualClock { bot.clock }

    /// A stream outside of a closure, for tests of how its calls go together.
    var stream: MessageStream {
        MessageStream(
            StreamOutlet(
                services: context.services, reference: context.reference, inbound: context.activity, audience: nil),
            time: Stopwatch(bot.clock), random: { 0.5 })
    }

    /// What reached the service while `body` ran.
    @discardableResult
    func calls(_ body: @escaping @Sendable (TurnContext) async throws -> Void) async throws -> [FakeTeams.Call] {
        let context = context
        try await whileTimePasses { try await body(context) }
        return bot.teams.calls
    }

    /// Runs `body`, and moves the clock to the next instant that somebody waits for, whenever somebody does.
    func whileTimePasses(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let clock = bot.clock
        let flag = Script([])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !flag.isOver {
                    await clock.waitForSleepers()
                    if flag.isOver { return }
                    clock.advanceToNextSleeper()
                }
            }
            var outcome: Result<Void, any Error> = .success(())
            do { try await body() } catch { outcome = .failure(error) }
            flag.isOver = true
            // Wakes the one above, which then sees that it is over.
            let bell = Task { try await clock.sleep(for: .seconds(1)) }
            try await group.waitForAll()
            bell.cancel()
            try outcome.get()
        }
    }

    /// Answers that are given one after the other.
    final class Script: Sendable {
        private let state: Mutex<(answers: ArraySlice<HTTP.Response?>, isOver: Bool)>

        init(_ answers: [HTTP.Response?]) { state = Mutex((answers[...], false)) }

        var isOver: Bool {
            get { state.withLock { $0.isOver } }
            set { state.withLock { $0.isOver = newValue } }
        }
        func next() -> HTTP.Response? { state.withLock { $0.answers.popFirst() ?? nil } }
    }
}

extension FakeTeams.Call {
    /// What it is, shortly: the piece of a stream, else the method, and the text.
    var story: String {
        let piece = body["channelData"]?["streamType"]?.stringValue
        return "\(piece ?? (body["type"] == "typing" ? "typing" : method)): \(text ?? "")"
    }
}
