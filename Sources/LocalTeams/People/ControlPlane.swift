internal import HTTPKit
internal import JSONKit

/// `/_local/…`: what people and admins do, for the page and for tests. Its table is in the design of Local Teams; every
/// row is one handler.
struct ControlPlane: Sendable {
    typealias Handler = @Sendable (ControlPlane, ControlCall) async throws -> HTTP.Response
    /// A row of the table: method, path after `/_local`, handler.
    typealias Row = (method: String, path: String, handler: Handler)

    static var rows: [Row] {
        peopleRoutes + botRoutes + teamRoutes + conversationRoutes + observationRoutes + limitRoutes + faultRoutes
            + webhookRoutes + meetingRoutes + feedRoutes + eventRoutes + gestureRoutes + signInRoutes + streamRoutes
            + cardRoutes
    }

    let host: WorldHost
    let streams: StreamHub
    let log: WireLog
    let keys: KeyRing
    let signer: DeliverySigner
    let store: WorldStore?
    let access: ControlGuard

    /// How long a call waits for the bots that it reaches.
    static let patience = Duration.seconds(15)

    /// Answers a request; nil for a path that is not of this plane.
    func respond(to request: HTTP.Request) async -> HTTPReply? {
        guard let route = ControlRoute(request) else { return nil }
        do {
            try access.check(request)
            switch route {
            case .call(let handler, let parameters, let limit):
                guard request.body.count <= limit else { throw Refusal.bodyTooLong(limit) }
                return .response(try await handler(self, ControlCall(request: request, parameters: parameters)))
            case .stream(let parameters):
                return try await stream(ControlCall(request: request, parameters: parameters).query())
            case .otherMethods(let methods):
                return .response(.methodNotAllowed(methods))
            case .nothing:
                throw Refusal.notFound("The control plane has no \(request.method) \(request.path.prefix(200)).")
            case .malformed:
                throw Refusal.badRequest("The path is not well encoded.")
            }
        } catch let refusal as Refusal {
            return .response(.control(refusal))
        } catch {
            return .response(.control(500, ["error": ["code": "InternalError", "message": .string("\(error)")]]))
        }
    }

    /// How long the body of a call may be, before the call is read.
    func bodyLimit(of request: HTTP.Request) -> BodyLimit {
        guard let route = ControlRoute(request) else { return .notMine }
        guard (try? access.check(request)) != nil else { return .refused }
        switch route {
        case .call(_, _, let limit): return .bytes(limit)
        case .stream: return .bytes(0)
        case .otherMethods, .nothing, .malformed: return .refused
        }
    }
}

extension HTTP.Response {
    /// An answer of the control plane. Nothing of it may be kept: the next call may give another.
    static func control(_ status: Int = 200, _ value: JSONValue = [:]) -> HTTP.Response {
        .json(status, value, noStore: true)
    }

    /// Why a call is not answered otherwise, in the control plane's one envelope.
    static func control(_ refusal: Refusal) -> HTTP.Response {
        .control(
            refusal.status, ["error": ["code": .string(refusal.code), "message": .string(refusal.message)]])
    }
}
