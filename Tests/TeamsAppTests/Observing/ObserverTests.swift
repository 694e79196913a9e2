import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

/// Writes down what it hears.
private final class Recorder: AppObserver {
    let lines = Mutex<[String]>([])

    func begin(_ work: ObservedWork) -> any ObservedSpan {
        note("+ \(work.kind.rawValue) \(work.labels.map { "\($0)=\($1)" }.sorted()) \(work.ids.keys.sorted())")
        return Span(recorder: self, work: work)
    }
    func count(_ event: ObservedEvent) { note("# \(event.name) \(event.labels)") }
    private func note(_ line: String) { lines.withLock { $0.append(line) } }

    struct Span: ObservedSpan {
        let recorder: Recorder
        let work: ObservedWork
        func end(_ outcome: ObservedOutcome) {
            recorder.note("- \(work.kind.rawValue) \(outcome.label) \(outcome.succeeded) \(outcome.duration)")
        }
    }
}

struct ObserverTests {
    @Test func aTurnItsRequestsAndTheirTokenAreTold() async throws {
        let recorder = Recorder()
        let bot = Bot { configuration in
            configuration.observer = recorder
            configuration.sending.isPaced = false
        }
        bot.app.onMessage { try await $0.send("hello") }
        _ = try await bot.post(Inbound.message("hi"))
        #expect(
            recorder.lines.withLock { $0 } == [
                #"+ teams.turn ["activity=message"] ["activity", "conversation", "tenant"]"#,
                #"+ teams.request ["operation=send"] ["conversation"]"#,
                "+ teams.token [] []", "- teams.token ok true 0.0 seconds",
                "- teams.request 201 true 0.0 seconds", "- teams.turn 200 true 0.0 seconds",
            ])
    }

    @Test func whatFailsIsToldByItsCode() async throws {
        let recorder = Recorder()
        let bot = Bot { configuration in
            configuration.observer = recorder
            configuration.sending.isPaced = false
        }
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "BotDisabledByAdmin") } }
        bot.app.onMessage { try await $0.send("hello") }
        #expect(try await bot.post(Inbound.message("hi")).status == 200)
        let ends = recorder.lines.withLock { $0.filter { $0.hasPrefix("- ") && !$0.contains("token") } }
        #expect(ends.count == 2)
        #expect(ends.allSatisfy { $0.contains(" false ") })
        let labels = Set(ends.map { $0.split(separator: " ")[2] })
        #expect(labels.count == 1, "the turn failed with what its request failed with: \(labels)")
    }

    @Test func anObserverThatForgetsTheWorkDoesNotStopIt() async {
        struct Lazy: AppObserver {
            struct Span: ObservedSpan {
                func run(_ body: () async -> Void) async {}
                func end(_ outcome: ObservedOutcome) {}
            }
            func begin(_ work: ObservedWork) -> any ObservedSpan { Span() }
        }
        let observation = Observation(Lazy(), time: Stopwatch(ContinuousClock()))
        let done = await observation.measure(ObservedWork(.turn)) { "done" }
        #expect(done == "done")
    }

    @Test func nothingIsMadeWhenNobodyLooks() async {
        var made = 0
        func work() -> ObservedWork {
            made += 1
            return ObservedWork(.turn)
        }
        let result = await Observation.none.measure(work(), label: { (_: Int) in "\(made)" }) { 7 }
        #expect(result == 7)
        #expect(made == 0)
    }
}
