import HTTPKit
import LocalTeams
import LockKit
import Teams

/// What the two transports lead to: each end is made with its way to the other, which is not there yet.
final class Ends: Sendable {
    private let service = Mutex<TeamsService?>(nil)
    private let app = Mutex<App?>(nil)

    func join(_ app: App, _ service: TeamsService) {
        self.app.withLock { $0 = app }
        self.service.withLock { $0 = service }
    }

    var toTeams: HandlerTransport {
        HandlerTransport(replies: { request in
            guard let service = self.service.withLock({ $0 }) else { return .empty(status: 503) }
            return await service.respond(to: request)
        })
    }

    var toBot: HandlerTransport {
        HandlerTransport { request in
            guard let app = self.app.withLock({ $0 }) else { return .empty(status: 503) }
            return await app.handle(request)
        }
    }
}
