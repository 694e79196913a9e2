internal import HTTPKit
internal import JSONKit

/// Microsoft Graph as far as bots need it: `/v1.0/…`, and `/beta/…` where it is the same. Writes every exchange into
/// the wire log.
struct GraphPlane: Sendable {
    let host: WorldHost
    let log: WireLog
    let callers: GraphCallerCheck

    /// How long the body of a call may be, in bytes, before the call is read.
    func bodyLimit(of request: HTTP.Request) -> BodyLimit {
        guard let route = GraphRoute(request) else { return .notMine }
        return route.maxBodyBytes.map { .bytes($0) } ?? .refused
    }

    /// Whether a call whose body is not here yet may be taken in: not when its token is refused anyway.
    func mayBeTakenIn(_ request: HTTP.Request) async -> Bool {
        (try? await callers.caller(of: request, on: host)) != nil
    }

    /// Answers a request; nil for a path that is not of this plane.
    /// - Parameter isTooLong: the body was not even taken in.
    func respond(to request: HTTP.Request, isTooLong: Bool = false) async -> HTTPReply? {
        guard let route = GraphRoute(request) else { return nil }
        return await logged(request, route) { exchange in
            let caller = try await callers.caller(of: request, on: host)
            exchange.bot = caller.bot
            switch route {
            case .operation(let operation, let parameters):
                guard !isTooLong, request.body.count <= route.maxBodyBytes ?? 0 else {
                    throw Refusal(
                        status: 413, code: "RequestEntityTooLarge", message: "The body is longer than 1 MiB.")
                }
                let body = try read(request)
                exchange.body = body
                exchange.isRead = true
                let query = try GraphQuery(request.queryItems, operation.options)
                let call = GraphCall(
                    request: request, parameters: parameters, caller: caller, query: query, body: body)
                let asked = ServiceRequest(
                    operation: "graph", bot: caller.bot, conversation: route.conversation, body: body)
                return try await RequestGate(host: host).pass(asked, &exchange, failing: Self.response) {
                    try await answer(call, operation)
                }
            case .otherMethods(let methods):
                exchange.allowed = methods
                throw Refusal(status: 405, code: "MethodNotAllowed", message: "The method is not allowed here.")
            case .nothing:
                throw Refusal(
                    status: 404, code: "ResourceNotFound",
                    message: "Resource not found for \(request.method) \(request.path.prefix(200)): Local Teams has no "
                        + "such route of Graph.")
            case .malformed: throw Refusal.badGraphRequest("The path is not well encoded.")
            }
        }
    }

    private func answer(
        _ call: GraphCall, _ operation: GraphOperation
    ) async throws -> RequestGate.Answer {
        let changed = try await host.change { world in
            (answer: try operation.action(&world, call), origin: world.origin)
        }
        // What was only looked at is durable too.
        if call.request.method == "GET" { try await host.read { _ in } }
        let answer = changed.value.answer
        var response =
            answer.json.map { .json(answer.status, .object($0), noStore: true) }
            ?? HTTP.Response.empty(status: answer.status)
        if let made = answer.made {
            response.fields["Location"] = "\(changed.value.origin)\(call.request.path)/\(made.percentEncoded)"
        }
        return RequestGate.Answer(response: response, note: answer.note)
    }

    /// What a fault answers.
    private static func response(_ fault: Fault, status: Int) -> HTTP.Response {
        .answer(status, fault.body(of: "graph"), retryAfter: fault.retryAfter?.text)
    }

    private func read(_ request: HTTP.Request) throws(Refusal) -> JSONObject {
        guard request.method == "POST", !request.body.isEmpty else { return [:] }
        do throws(Refusal) {
            guard case .object(let body) = try JSONValue(body: request.body) else {
                throw Refusal.badGraphRequest("The body must be a JSON object.")
            }
            return body
        } catch {
            throw .badGraphRequest(error.message)
        }
    }
}
