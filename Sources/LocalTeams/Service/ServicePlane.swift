internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// What Microsoft's cloud answers to bots: the connector's routes under any path prefix, the token endpoint, and the
/// documents about whose signatures to trust. Writes every exchange into the wire log.
struct ServicePlane: Sendable {
    /// Answers a call whose caller is known.
    typealias Handler = @Sendable (ServicePlane, ServiceCall) async throws -> HTTPResponse

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

    private static let identityRoutes = makeIdentityRoutes()
    private static let routes = makeRoutes()

    /// The longest body that a bot may send, uploads apart, in bytes; more is answered 413.
    static let maxBodyBytes = 1 << 20

    /// Answers whatever is not of the other planes.
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard var path = request.pathSegments else {
            return await logged(request, "unknown") { _ in throw Refusal.badArgument("The path is not well encoded.") }
        }
        if path.last == "", path.count > 1 { path.removeLast() }
        switch Self.identityRoutes.match(request.method, path[...]) {
        case .found(let route, let parameters):
            return await logged(request, route.name) { _ in try await route.handler(self, request, parameters) }
        case .otherMethods(let methods):
            return await logged(request, "unknown") { _ in .methodNotAllowed(methods) }
        case .nothing: break
        }
        // The routes of the connector begin at `v3`, whatever stands before: `/teams/`, `/emea/<tenant>/`, nothing.
        let start = path.firstIndex { $0.lowercased() == "v3" } ?? path.endIndex
        let route = path[start...]
        switch Self.routes.match(request.method, route) {
        case .found(let operation, let parameters):
            return await logged(request, operation.name, conversation: parameters.conversation) { bot in
                guard request.body.count <= Self.maxBodyBytes || operation.name == "attachment" else {
                    throw Refusal.tooBig
                }
                let call = try await read(request, parameters)
                bot = call.bot
                return try await operation.handler(self, call)
            }
        case .otherMethods(let methods):
            return await logged(request, "unknown") { _ in .methodNotAllowed(methods) }
        case .nothing:
            return await logged(request, "unknown") { _ in
                throw Refusal(status: 404, code: "NotFound", message: "No route of the service has this path.")
            }
        }
    }

    /// Who calls, and what they say.
    private func read(_ request: HTTPRequest, _ parameters: PathParameters) async throws -> ServiceCall {
        var body = JSONObject()
        var malformed: Refusal?
        if request.method == "POST" || request.method == "PUT", !request.body.isEmpty {
            do {
                if case .object(let object) = try JSONValue(parsing: request.body) {
                    body = object
                } else {
                    malformed = .badArgument("The body must be a JSON object.")
                }
            } catch {
                malformed = .badArgument("The body is not JSON: \(error.message)")
            }
        }
        // Who is not known learns nothing about the body.
        let bot = try await callers.bot(of: request, body: body, conversation: parameters.conversation, on: host)
        if let malformed { throw malformed }
        if await host.cloud == .gcc, !Self.isForGCC(request) { throw Refusal.invalidBotAPIHost }
        return ServiceCall(request: request, parameters: parameters, bot: bot, body: body)
    }

    /// Whether the request went to the host that serves GCC tenants. Here that host is a name, or a path prefix.
    private static func isForGCC(_ request: HTTPRequest) -> Bool {
        let host = (request.fields["Host"] ?? "").lowercased()
        return host.hasPrefix("smba.infra.gcc.") || request.path.lowercased().hasPrefix("/gcc/")
    }

    /// Answers, and writes the exchange into the log.
    private func logged(
        _ request: HTTPRequest, _ operation: String, conversation: String? = nil,
        _ answer: (inout String?) async throws -> HTTPResponse
    ) async -> HTTPResponse {
        let began = host.clock.now
        let start = ContinuousClock.now
        var bot: String?
        var note: String?
        var response: HTTPResponse
        do {
            response = try await answer(&bot)
        } catch let refusal as Refusal {
            response = .json(refusal.status, refusal.body)
        } catch let refusal as ExplainedRefusal {
            response = .json(refusal.refusal.status, refusal.refusal.body)
            note = refusal.explanation
        } catch {
            response = .json(500, ["error": ["code": "ServiceError", "message": "Unknown"]])
            note = "\(error)"
        }
        response.fields["MS-CV"] = CorrelationVector.make()
        log.append(
            WireLogEntry(
                time: began.text, direction: .inbound, operation: operation, method: request.method,
                path: request.target, status: response.status,
                milliseconds: (ContinuousClock.now - start) / .milliseconds(1),
                request: WireLogRedaction.message(fields: request.fields, body: request.body),
                response: WireLogRedaction.message(fields: response.fields, body: response.body),
                note: note, bot: bot, conversation: conversation))
        return response
    }
}

extension PathParameters {
    /// The conversation that the path names.
    fileprivate var conversation: String? {
        let id = self["c"]
        return id.isEmpty ? nil : id
    }
}

extension HTTPResponse {
    /// The path exists, but not with this method.
    static func methodNotAllowed(_ methods: [String]) -> HTTPResponse {
        var response = HTTPResponse.json(
            405, ["error": ["code": "MethodNotAllowed", "message": "The method is not allowed here."]])
        response.fields["Allow"] = methods.joined(separator: ", ")
        return response
    }
}
