package import HTTPKit
internal import JSONKit
internal import LockKit
package import ServiceKit

/// The service's HTTP interface: who asks is asked first, everything is read strictly, and whatever goes wrong is told
/// in one form.
package final class NotificationAPI: Sendable {
    /// The longest body, in bytes: data for each of some hundred thousand people.
    package static let maxBodyBytes = 32 << 20
    /// How many calls may wait for the engine at a time.
    package static let maxWaiting = 1_000
    /// Bodies longer than this are read away from the threads that serve connections.
    private static let longBodyBytes = 64 << 10

    let desk: any NotificationDesk
    let access: APIAccess
    let meter: APIMeter
    let sources: EventSources?
    private let maxWaiting: Int
    private let logger: Log
    private let otherProblems: @Sendable () -> [String]
    private let waiting = Mutex(0)

    /// - Parameters:
    ///   - desk: the engine.
    ///   - access: who may ask.
    ///   - time: measures how long answers take.
    ///   - sources: where events come from.
    ///   - maxWaiting: how many calls may wait at a time; more are answered 429.
    ///   - otherProblems: what is wrong with the service beside the engine, for `/readyz`.
    package init(
        desk: any NotificationDesk, access: APIAccess, time: Stopwatch, logger: Log, sources: EventSources? = nil,
        maxWaiting: Int = maxWaiting,
        otherProblems: @escaping @Sendable () -> [String] = { [] }
    ) {
        self.desk = desk
        self.access = access
        self.sources = sources
        self.maxWaiting = maxWaiting
        self.logger = logger
        self.otherProblems = otherProblems
        meter = APIMeter(time: time)
    }

    /// What is wrong right now, in words.
    func problems() async -> [String] { await desk.problems() + (sources?.problems ?? []) + otherProblems() }

    // MARK: The door

    /// Decides by the head of a request whether its body is worth reading.
    package func admit(_ request: HTTP.Request) -> HTTPAdmission {
        do throws(APIError) {
            switch access.find(request.fields["Authorization"]) {
            case .granted(let scope):
                return try admit(request, scope)
            case .refused:
                return try admit(request, nil)
            case .unknownKey(let look):
                return .later { [self] in
                    await look()
                    guard case .granted(let scope) = access.find(request.fields["Authorization"]) else {
                        return .answer(APIError.unauthorized.response)
                    }
                    do throws(APIError) { return try admit(request, scope) } catch { return .answer(error.response) }
                }
            }
        } catch {
            return .answer(error.response)
        }
    }

    private func admit(_ request: HTTP.Request, _ scope: APIAccess.Grant?) throws(APIError) -> HTTPAdmission {
        _ = try route(request, scope)
        if let length = request.fields["Content-Length"].flatMap({ Int($0) }), length > Self.maxBodyBytes {
            throw APIError(413, .tooLarge, "the body has more than \(Self.maxBodyBytes) bytes")
        }
        return .body(maxBytes: Self.maxBodyBytes)
    }

    /// The call that a request makes, when whoever makes it may.
    private func route(
        _ request: HTTP.Request, _ grant: APIAccess.Grant?
    ) throws(APIError) -> (APIRoute, PathParameters) {
        let method = request.method == "HEAD" ? "GET" : request.method
        let segments = request.pathSegments
        // Only of these may somebody learn without a key that they exist.
        let match = segments.map { APIRoute.table.match(method, ($0.last == "" ? $0.dropLast() : $0[...])) } ?? .nothing
        if case .found(let route, let path) = match, route.scope == nil { return (route, path) }
        if request.showsKeyInAddress { throw .keyInAddress(isKnown: grant != nil) }
        guard let grant else { throw .unauthorized }
        switch match {
        case .found(let route, let path):
            guard let scope = route.scope, let granted = grant.scope, scope <= granted else {
                throw APIError(403, .forbidden, grant.explanation(route.scope ?? .admin))
            }
            return (route, path)
        case .otherMethods(let methods):
            throw APIError(
                405, .methodNotAllowed,
                "this path takes \(methods.joined(separator: ", ")), not \(request.method.excerpt)",
                fields: ["Allow": methods.joined(separator: ", ")])
        case .nothing: throw .notFound("there is no such path; /openapi.json lists them all")
        }
    }

    // MARK: Answers

    /// Answers a request whose body is here.
    package func handle(_ request: HTTP.Request) async -> HTTPReply {
        let began = meter.now
        let (name, reply) = await answer(request)
        meter.count(name, status: reply.status, since: began)
        return reply
    }

    private func answer(_ request: HTTP.Request) async -> (name: String?, reply: HTTPReply) {
        do {
            let grant = await access.grant(request.fields["Authorization"])
            let (route, path) = try route(request, grant)
            guard request.body.count <= Self.maxBodyBytes else {
                throw APIError(413, .tooLarge, "the body has more than \(Self.maxBodyBytes) bytes")
            }
            return (route.name, await answer(APICall(api: self, request: request, path: path, grant: grant), route))
        } catch {
            return (nil, .response(APIError(error).response))
        }
    }

    private func answer(_ call: APICall, _ route: APIRoute) async -> HTTPReply {
        // Probes are never turned away: they cost little, and whoever watches must see something.
        guard route.scope != nil else { return await reply(to: call, route) }
        let hasRoom = waiting.withLock { count in
            guard count < maxWaiting else { return false }
            count += 1
            return true
        }
        guard hasRoom else {
            return .response(
                APIError(
                    429, .tooManyRequests, "\(maxWaiting) calls wait already; try again in a second",
                    fields: ["Retry-After": "1"]
                ).response)
        }
        defer { waiting.withLock { $0 -= 1 } }
        guard call.request.body.count > Self.longBodyBytes else { return await reply(to: call, route) }
        return await withTaskExecutorPreference(globalConcurrentExecutor) { await reply(to: call, route) }
    }

    private func reply(to call: APICall, _ route: APIRoute) async -> HTTPReply {
        do {
            let reply = try await route.answer(call)
            if reply.hasChanged(by: call) { logger.info("A call was done", call.logged(route, reply)) }
            return reply
        } catch {
            let answer = APIError(error)
            if answer.status == 503 {
                logger.warning(
                    "A call could not be answered", call.logged(route).merging(["error": "\(error)"]) { $1 })
            }
            return .response(answer.response)
        }
    }
}

extension HTTPReply {
    /// The status, as far as it is known: a stream's own.
    fileprivate var status: Int {
        switch self {
        case .response(let response): response.status
        case .stream(let status, _, _, _): status
        case .webSocket: 101
        case .drop: 0
        }
    }
}
