internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TokenKit

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

    private static let identityRoutes = makeIdentityRoutes()
    private static let routes = makeRoutes()

    /// The longest body that a bot may send, uploads apart, in bytes; more is answered 413. A message's own bound, 100 KB,
    /// leaves out the pictures in it.
    static let maxBodyBytes = 1 << 20

    /// How long the body of a call may be, in bytes, before the call is read.
    func bodyLimit(of request: HTTP.Request) -> BodyLimit {
        guard var path = request.pathSegments else { return .refused }
        if path.last == "", path.count > 1 { path.removeLast() }
        if case .found = Self.identityRoutes.match(request.method, path[...]) { return .bytes(Self.maxFormBytes) }
        let start = path.firstIndex { $0.lowercased() == "v3" } ?? path.endIndex
        guard case .found(let operation, _) = Self.routes.match(request.method, path[start...]) else { return .refused }
        return .bytes(operation.name == "attachment" ? BodyLimit.maxUploadBytes : Self.maxBodyBytes)
    }

    /// Whether a call whose body is not here yet may be taken in: not when its token is refused anyway.
    func mayBeTakenIn(_ request: HTTP.Request) async -> Bool {
        guard var path = request.pathSegments else { return false }
        if path.last == "" { path.removeLast() }
        if case .found = Self.identityRoutes.match(request.method, path[...]) { return true }
        return await callers.mayCall(request, on: host)
    }

    /// The longest form that the token endpoint reads, in bytes.
    static let maxFormBytes = 64 << 10

    /// Answers whatever is not of the other planes.
    /// - Parameter isTooLong: the body was not even taken in.
    func respond(to request: HTTP.Request, isTooLong: Bool = false) async -> HTTP.Response {
        guard var path = request.pathSegments else {
            return await logged(request, "unknown", .unknown) { _ in
                throw Refusal.badArgument("The path is not well encoded.")
            }
        }
        if path.last == "", path.count > 1 { path.removeLast() }
        switch Self.identityRoutes.match(request.method, path[...]) {
        case .found(let route, let parameters):
            return await logged(request, route.name, .identity) { exchange in
                guard !isTooLong, request.body.count <= Self.maxFormBytes else { throw Refusal.tooBig }
                // A form is read whole; anything else that stands there instead may be meant for one person.
                exchange.isRead = route.name == "token" && FormBody(request.body)["grant_type"] != nil
                return try await route.handler(self, request, parameters)
            }
        case .otherMethods(let methods):
            return await logged(request, "unknown", .unknown) { _ in .methodNotAllowed(methods) }
        case .nothing: break
        }
        // The routes of the connector begin at `v3`, whatever stands before: `/teams/`, `/emea/<tenant>/`, nothing.
        let start = path.firstIndex { $0.lowercased() == "v3" } ?? path.endIndex
        let route = path[start...]
        switch Self.routes.match(request.method, route) {
        case .found(let operation, let parameters):
            let topic = Self.topic(of: operation.name, parameters)
            return await logged(request, operation.name, topic) { exchange in
                guard !isTooLong, request.body.count <= Self.maxBodyBytes || operation.name == "attachment" else {
                    throw Refusal.tooBig
                }
                let call = try await read(request, parameters, &exchange)
                let response = try await operation.handler(self, call)
                exchange.note = response.note
                return response.response
            }
        case .otherMethods(let methods):
            return await logged(request, "unknown", .unknown) { _ in .methodNotAllowed(methods) }
        case .nothing:
            return await logged(request, "unknown", .unknown) { _ in
                throw Refusal(status: 404, code: "NotFound", message: "No route of the service has this path.")
            }
        }
    }

    /// Who calls, and what they say.
    private func read(
        _ request: HTTP.Request, _ parameters: PathParameters, _ exchange: inout Exchange
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
        let bot = try await callers.bot(of: request, body: body, conversation: parameters.conversation, on: host)
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

    /// What is learnt of a call while it is answered.
    private struct Exchange {
        /// The app id of the caller, once it is known.
        var bot: String?
        var note: String?
        /// The body, when it is a JSON object.
        var body: JSONObject?
        /// Whether somebody knows what the body says.
        var isRead = false
    }

    /// Whom a call of the connector may be about.
    private static func topic(of operation: String, _ parameters: PathParameters) -> CallAddress.Topic {
        let conversation = parameters["c"]
        switch operation {
        case "create": return .creation
        case "team": return .team(parameters["t"])
        // An upload says nothing of the message that it is for.
        case "attachment": return .unknown
        case "reply": return .conversation(conversation)
        default:
            if conversation.isEmpty { return .unknown }
            let message = parameters["a"]
            let isChange = operation == "update" || operation == "delete"
            return message.isEmpty && !isChange ? .conversation(conversation) : .message(message, in: conversation)
        }
    }

    /// Who may read of a call.
    private func readers(of request: HTTP.Request, _ topic: CallAddress.Topic, _ exchange: Exchange) async -> Readers {
        if topic == .identity { return request.body.isEmpty || exchange.isRead ? .everyone : .nobody }
        if topic == .unknown { return .nobody }
        let items = request.queryItems
        let address = CallAddress(
            topic: topic, words: (request.pathSegments ?? []) + items.flatMap { [$0.name, $0.value] },
            isTargeted: items.contains {
                $0.name.lowercased().contains("istargetedactivity") && $0.value.lowercased() != "false"
            },
            body: exchange.body ?? [:], hasUnreadBody: !request.body.isEmpty && !exchange.isRead)
        return await host.glance { $0.readers(of: address) }
    }

    /// Answers, and writes the exchange into the log.
    private func logged(
        _ request: HTTP.Request, _ operation: String, _ topic: CallAddress.Topic,
        _ answer: (inout Exchange) async throws -> HTTP.Response
    ) async -> HTTP.Response {
        let began = host.clock.now
        let start = ContinuousClock.now
        var exchange = Exchange()
        var response: HTTP.Response
        do {
            response = try await answer(&exchange)
        } catch let refusal as Refusal {
            response = .json(refusal.status, refusal.body)
        } catch let refusal as ExplainedRefusal {
            response = .json(refusal.refusal.status, refusal.refusal.body)
            exchange.note = refusal.explanation
        } catch {
            response = .json(500, ["error": ["code": "ServiceError", "message": "Unknown"]])
            exchange.note = "\(error)"
        }
        response.fields["MS-CV"] = CorrelationVector.make()
        log.append(
            WireLogEntry(
                time: began.text, direction: .inbound, operation: operation, method: request.method,
                path: request.target, status: response.status,
                milliseconds: (ContinuousClock.now - start) / .milliseconds(1),
                request: WireLogRedaction.message(
                    fields: request.fields, body: request.body, json: exchange.body, isRead: exchange.isRead),
                response: WireLogRedaction.message(fields: response.fields, body: response.body),
                note: exchange.note, bot: exchange.bot, conversation: topic.conversation,
                readers: await readers(of: request, topic, exchange)))
        return response
    }
}

extension CallAddress.Topic {
    /// The conversation that the path names.
    var conversation: String? {
        switch self {
        case .conversation(let id), .message(_, in: let id): id.isEmpty ? nil : id
        default: nil
        }
    }
}

extension PathParameters {
    /// The conversation that the path names.
    fileprivate var conversation: String? {
        let id = self["c"]
        return id.isEmpty ? nil : id
    }
}

extension HTTP.Response {
    /// The path exists, but not with this method.
    static func methodNotAllowed(_ methods: [String]) -> HTTP.Response {
        var response = HTTP.Response.json(
            405, ["error": ["code": "MethodNotAllowed", "message": "The method is not allowed here."]])
        response.fields["Allow"] = methods.joined(separator: ", ")
        return response
    }
}
