import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

struct BridgeTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

    /// The documentation shows the bridges as they are compiled here, with the imports of a bot.
    @Test(arguments: ["MetricsObserver", "TracingObserver"])
    func theDocumentationShowsTheBridgeThatIsTested(name: String) throws {
        let here = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        func code(_ text: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("import ") }
                .joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        let bridge = code(try String(contentsOf: here.appending(path: "\(name).swift"), encoding: .utf8))
        let guide = try String(contentsOf: root.appending(path: "docs/observability.md"), encoding: .utf8)
        let blocks = guide.components(separatedBy: "```swift bridge\n").dropFirst().map {
            code($0.components(separatedBy: "```")[0])
        }
        #expect(blocks.contains(bridge), "docs/observability.md does not show \(name).swift as it is")
    }

    @Test func swiftMetricsGetsDurationsAndCountsWithoutAnyID() async throws {
        let bot = Bot { configuration in
            configuration.observer = MetricsObserver()
            configuration.sending.isPaced = false
        }
        bot.app.onEvent("harbor/metrics") { context in try await context.send("secret text") }
        _ = try await bot.post(Inbound.event("event", ["name": "harbor/metrics"]))
        _ = await bot.post(Inbound.message("x"), authorization: nil)
        let names = Timer.recorded.withLock { $0.map(\.name) }
        #expect(names.contains("teams.turn activity=event/harbor/metrics outcome=200"))
        #expect(names.contains("teams.request operation=send outcome=201"))
        #expect(names.contains("teams.token outcome=ok"))
        #expect(names.allSatisfy { !$0.contains("secret") && !$0.contains("19:") })
        #expect(Counter.increments.withLock { $0.contains("teams.deliveries.refused status=401") })
    }

    @Test func distributedTracingGetsATurnAndItsRequestsInTheTraceOfTheDelivery() async throws {
        let bot = Bot { configuration in
            configuration.observer = TracingObserver()
            configuration.sending.isPaced = false
        }
        struct Failure: Error {}
        bot.app.onMessage { context in
            try await context.send("secret text")
            throw Failure()
        }
        let body = Inbound.message("hello", id: "trace-1").serialized()
        var request = bot.request(body, authorization: "Bearer \(try bot.token())")
        request.fields["traceparent"] = "00-\(Self.trace)-00f067aa0ba902b7-01"
        #expect(await bot.app.handle(request).status == 200)

        let spans = InstrumentationSystem.kept.spans.filter { $0.context.traceID == Self.trace }
        let turn = try #require(spans.first { $0.name == "teams.turn" })
        let send = try #require(spans.first { $0.name == "teams.request" })
        #expect(turn.parent == "00f067aa0ba902b7")
        #expect(turn.kind == .server && send.kind == .client)
        #expect(send.parent == turn.context.spanID)
        #expect(turn.hasFailed && !send.hasFailed)
        #expect(spans.allSatisfy { $0.isEnded })
        #expect(turn.attributes["teams.activity"] == .string("message"))
        #expect(turn.attributes["teams.activity.id"] == .string("trace-1"))
        #expect(turn.attributes["teams.outcome"] == .string("Failure"))
        #expect(send.attributes["teams.operation"] == .string("send"))
        for span in spans {
            #expect(!"\(span.attributes)".contains("secret") && !"\(span.attributes)".contains("hello"))
        }
        let sent = bot.teams.state.withLock { $0.requests }.last { $0.url.contains("/v3/") }
        #expect(sent?.fields["traceparent"] == "00-\(Self.trace)-\(send.context.spanID ?? "")-01")
    }
}
