internal import Foundation
internal import HTTPKit
internal import JSONKit

/// What Microsoft's cloud answers to bots: the connector's routes under any path prefix, the token endpoint, and the
/// documents about whose signatures to trust. Writes every exchange into the wire log.
struct ServicePlane: Sendable {
    /// Answers a call whose caller is known.
    typealias Handler = @Sendable (ServicePlane, ServiceCall) async throws -> Answer

    typealias Answer = RequestGate.Answer

    /// A route of the connector.
    struct Operation: Sendable {
        /// What the wire log calls it.
        let name: String
        let handler: Handler
        /// Whether it gives all members at once, which has a limit of its own.
        var isUnpagedRoster = false
    }

    let host: WorldHost
    let keys: KeyRing
    let log: WireLog
    let documents: IdentityDocuments
    let callers: CallerCheck
    let tokens: TokenEndpoint

    /// How long the body of a call may be, in bytes, before the call is read.
    func bodyLimit(of request: HTTP.Request) -> BodyLimit {
        ServiceRoute(request).maxBodyBytes.map { .bytes($0) } ?? .refused
    }

    /// Whether a call whose body is not here yet may be taken in: not when its token is refused anyway.
    func mayBeTakenIn(_ request: HTTP.Request) async -> Bool {
        switch ServiceRoute(request) {
        case .identity: true
        case .malformed: false
        case .connector, .otherMethods, .nothing: await callers.mayCall(request, on: host)
        }
    }

    /// Answers whatever is not of the other planes.
    /// - Parameter isTooLong: the body was not even taken in.
    func respond(to request: HTTP.Request, isTooLong: Bool = false) async -> HTTPReply {
        let route = ServiceRoute(request)
        return await logged(request, route) { exchange in
            if let limit = route.maxBodyBytes, isTooLong || request.body.count > limit { throw Refusal.tooBig }
            switch route {
            case .identity(let operation, let parameters):
                // A form is read whole; anything else that stands there instead may be meant for one person.
                exchange.isRead = operation.name == "token" && HTTP.Form(body: request.body)["grant_type"] != nil
                return try await pass(ServiceRequest(operation: operation.name), &exchange) {
                    Answer(response: try await operation.handler(self, request, parameters))
                }
            case .connector(let operation, let parameters):
                let call = try await read(request, parameters, &exchange)
                let asked = call.serviceRequest(of: operation)
                try await checkHost(of: request, asked)
                return try await pass(asked, &exchange) { try await operation.handler(self, call) }
            case .otherMethods(let methods): return .methodNotAllowed(methods)
            case .nothing:
                throw Refusal(status: 404, code: "NotFound", message: "No route of the service has this path.")
            case .malformed: throw Refusal.badArgument("The path is not well encoded.")
            }
        }
    }

    /// Through the gate: limits and faults stand before every operation.
    private func pass(
        _ request: ServiceRequest, _ exchange: inout ServiceExchange, _ operation: () async throws -> Answer
    ) async throws -> HTTP.Response? {
        let failing = { (fault: Fault, status: Int) in
            let body =
                request.operation == "token" && status >= 400
                ? TokenRefusal(fault, status: status).json(now: Date()) : fault.body(of: request.operation)
            return HTTP.Response.answer(status, body, retryAfter: fault.retryAfter?.text)
        }
        return try await RequestGate(host: host).pass(request, &exchange, failing: failing, operation)
    }

    /// Who calls, and what they say.
    private func read(
        _ request: HTTP.Request, _ parameters: PathParameters, _ exchange: inout ServiceExchange
    ) async throws -> ServiceCall {
        var body = JSONObject()
        var malformed: Refusal?
        if request.method == "POST" || request.method == "PUT", !request.body.isEmpty {
            do {
                if case .object(let object) = try JSONValue(body: request.body) {
                    body = object
                    exchange.body = object
                    exchange.isRead = true
                } else {
                    malformed = .badArgument("The body must be a JSON object.")
                }
            } catch {
                malformed = .badArgument(error.message)
            }
        }
        // Who is not known learns nothing about the body.
        let conversation = ConversationID(rawValue: parameters["c"])
        let bot = try await callers.bot(
            of: request, body: body, conversation: conversation.rawValue.isEmpty ? nil : conversation, on: host)
        exchange.bot = bot
        if let malformed { throw malformed }
        return ServiceCall(request: request, parameters: parameters, bot: bot, body: body)
    }

    /// Refuses what goes to another host than the one that serves the tenant, and writes down whom it would have
    /// reached.
    private func checkHost(of request: HTTP.Request, _ asked: ServiceRequest) async throws {
        guard await host.glance({ $0.tenant.cloud }) == .gcc, !Self.isForGCC(request) else { return }
        let refusal = Refusal.invalidBotAPIHost
        _ = try await host.change {
            $0.enterRefusal(of: asked, status: refusal.status, code: refusal.code, note: refusal.note)
        }
        throw refusal
    }

    /// Whether the request went to the host that serves GCC tenants. Here that host is a name, or a path prefix.
    private static func isForGCC(_ request: HTTP.Request) -> Bool {
        let host = request.fields["Host"].flatMap { try? HTTP.Address("http://\($0)") }
        // A name comes only to a service that listens to more than loopback.
        return host?.host.name == "smba.infra.gcc.teams.microsoft.com" || request.path.lowercased().hasPrefix("/gcc/")
    }
}
