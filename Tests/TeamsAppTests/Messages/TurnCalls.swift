import HTTPKit
import JSONKit
import ServiceKit
import Testing

@testable import TeamsApp

extension Bot {
    /// Posts `body` to this bot, whose handler does `work`, and gives what reached the service.
    func calls(
        for body: JSONValue = Inbound.message("hi"), _ work: @escaping @Sendable (TurnContext) async throws -> Void
    ) async throws -> [FakeTeams.Call] {
        app.onActivity(work)
        let response = try await post(body)
        #expect(response.status == 200)
        #expect(!log.records.contains { $0.level == .error }, "\(log.records.map(\.text))")
        return teams.calls
    }
}
