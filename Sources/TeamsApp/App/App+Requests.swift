public import HTTPKit
internal import JSONKit
internal import ServiceKit

extension App {
    /// Answers requests of other programs on the bot's own port: something has happened, and people are to be told.
    ///
    /// ```swift
    /// app.onRequest("POST", "/incident", key: try .environment("INCIDENT_KEY")) { request in
    ///     let incident = try JSONValue(parsing: request.body)
    ///     …
    ///     return .json(Array("{}".utf8), status: 202)
    /// }
    /// ```
    /// Nobody is let in without the key: it is asked for by the head of the request, before the body is read. A body
    /// has 1 MiB at most. What `handler` throws is logged, and answered 500 without a word about it; `JSONError` is
    /// answered 400, since it is about what was sent.
    ///
    /// - Parameters:
    ///   - method: `POST`, `GET`, …
    ///   - path: `/incident`. Not the one that Teams posts to.
    ///   - key: what lets a program in.
    ///   - file: where the handler stands, for what is said about it.
    ///   - line: the same.
    ///   - handler: makes the answer.
    public func onRequest(
        _ method: String, _ path: String, key: RequestKey, file: String = #fileID, line: UInt = #line,
        _ handler: @escaping @Sendable (HTTP.Request) async throws -> HTTP.Response
    ) {
        let door = RequestDoor(key: key, place: SourcePlace(file: file, line: line), handler: handler)
        register { $0.doors.add(door, method, path) }
    }
}

/// Who is let in at one path with one method, and what answers there.
struct RequestDoor: Sendable {
    let key: RequestKey
    let place: SourcePlace
    let handler: @Sendable (HTTP.Request) async throws -> HTTP.Response
}

/// The doors of an app beside the one for Teams.
struct RequestDoors: Sendable {
    private var doors: [String: [String: RequestDoor]] = [:]
    /// What contradicts itself, one line each.
    private(set) var conflicts: [String] = []

    mutating func add(_ door: RequestDoor, _ method: String, _ path: String) {
        if let earlier = doors[path]?[method] {
            conflicts.append("two handlers for \(method) \(path): at \(earlier.place) and at \(door.place)")
            return
        }
        doors[path, default: [:]][method] = door
    }

    /// Where the path that Teams posts to was given a door, for the error.
    func conflict(with messagingPath: String) -> String? {
        guard let door = doors[messagingPath]?.values.first else { return nil }
        return "\(door.place) wants \(messagingPath), which is Teams': take another path"
    }

    /// What a request comes to.
    enum Finding {
        /// There is no door at this path.
        case none
        case refused(HTTP.Response)
        case open(RequestDoor)
    }

    func find(_ request: HTTP.Request) -> Finding {
        guard let methods = doors[request.path] else { return .none }
        let authorization = request.fields["Authorization"]
        guard let door = methods[request.method] else {
            guard methods.values.contains(where: { $0.key.opens(authorization) }) else { return .refused(.locked) }
            var response = HTTP.Response(TurnResponse.failure(405, "Use another method"))
            response.fields["Allow"] = methods.keys.sorted().joined(separator: ", ")
            return .refused(response)
        }
        return door.key.opens(authorization) ? .open(door) : .refused(.locked)
    }
}

extension RequestDoor {
    func answer(_ request: HTTP.Request, logger: Log) async -> HTTP.Response {
        do {
            return try await handler(request)
        } catch let error as JSONError {
            return HTTP.Response(TurnResponse.failure(400, "The body is not JSON: \(error.message)"))
        } catch {
            logger.error("A request's handler failed", ["path": request.path, "error": "\(error)"])
            return HTTP.Response(TurnResponse.failure(500, "The handler failed"))
        }
    }
}

extension HTTP.Response {
    /// No key, or a wrong one.
    fileprivate static var locked: HTTP.Response {
        var response = HTTP.Response(TurnResponse.failure(401, "Show the key: Authorization: Bearer <key>"))
        response.fields["WWW-Authenticate"] = "Bearer"
        return response
    }
}
