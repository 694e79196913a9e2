import HTTPKit
import ServiceKit

@testable import LocalTeams

/// Making keys takes longer than most tests.
private let keys = Result { try KeyRing() }

extension TeamsService {
    /// A Teams without a socket that follows `clock`, as the bot of the test does too.
    static func following(_ clock: ManualClock, at origin: String) async throws -> TeamsService {
        var options = TeamsServiceOptions()
        options.clock = .virtual
        options.logger = Log(label: "local-teams", level: .error)
        return try await TeamsService(
            options, address: try HTTP.Address(origin),
            transport: HandlerTransport(handler: { _ in HTTP.Response(status: 503) }),
            controlToken: nil, keys: try keys.get(), clock: WorldClock(clock))
    }
}
