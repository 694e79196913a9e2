internal import HTTPKit
internal import JSONKit

/// What Microsoft's cloud answers to bots: the connector's routes under any path prefix, the token endpoint, and the
/// documents about whose signatures to trust. Writes every exchange into the wire log.
struct ServicePlane: Sendable {
    /// Answers a call whose caller is known.
    typealias Handler = @Sendable (ServicePlane, ServiceCall) async throws -> Answer

    /// An answer, and what the log says besides.
    struct Answer: Sendable {
        let response: HTTP.Response
        var note: String?
    }

    /// A route of the connector.
    struct Operation: Sendable {
        /// What the wire log calls it.
        let name: String
        let handler: Handler
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
    func respond(to request: HTTP.Request, isTooLong: Bool = false) async -> HTTP.Response {
        let route = ServiceRoute(request)
        return await logged(request, route) { exchange in
            if let limit = route.maxBodyBytes, isTooLong || request.body.count > limit { throw Refusal.tooBig }
            switch route {
            case .identity(let operation, let parameters):
                // A form is read whole; anything else that stands there instead may be meant for one person.
                exchange.isRead = operation.name == "token" && HTTP.Form(body: request.body)["grant_type"] != nil
                return try await operation.handler(self, request, parameters)
            case .connector(let operation, let parameters):
                let call = try await read(request, parameters, &exchange)
                let answer = try await operation.handler(self, call)
                exchange.note = answer.note
                return answer.response
            case .otherMethods(let methods): return .methodNotAllowed(methods)
            case .nothing:
                throw Refusal(status: 404, code: "NotFound", message: "No route of the service has this path.")
            case .malformed: throw Refusal.badArgument("The path is not well encoded.")
            }
        }
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
        if host.cloud == .gcc, !Self.isForGCC(request) { throw Refusal.invalidBotAPIHost }
        return ServiceCall(request: request, parameters: parameters, bot: bot, body: body)
    }

    /// Whether the request went to the host that serves GCC tenants. Here that host is a name, or a path prefix.
    private static func isForGCC(_ request: HTTP.Request) -> Bool {
        let host = (request.fields["Host"] ?? "").lowercased()  // of a name only when listening to more than loopback
        return host.hasPrefix("smba.infra.gcc.") || request.path.lowercased().hasPrefix("/gcc/")
    }
}
