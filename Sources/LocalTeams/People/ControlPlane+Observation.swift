internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// The clock, the two logs, the live stream and the keys.
extension ControlPlane {
    static let observationRoutes: [Row] = [
        ("GET", "/clock", { plane, call in try await plane.clock(call) }),
        ("POST", "/clock", { plane, call in try await plane.moveClock(call) }),
        ("GET", "/log", { plane, call in try await plane.wireLog(call) }),
        ("GET", "/ledger", { plane, call in try await plane.ledger(call) }),
        ("GET", "/stream", { plane, call in try await plane.stream(call) }),
        ("POST", "/keys/rotate", { plane, call in try await plane.rotateKeys(call) }),
    ]

    private func clock(_ call: ControlCall) async throws -> HTTP.Response {
        .control(200, try await clockJSON())
    }

    private func clockJSON() async throws -> JSONValue {
        let clock = try await host.read { $0.clock }
        let now = host.clock.now
        return ["mode": .string(clock.mode.rawValue), "now": .string(now.text)]
    }

    private func moveClock(_ call: ControlCall) async throws -> HTTP.Response {
        let body = try call.body("advance", "now")
        let (advance, now) = (try body.number("advance"), try body.text("now"))
        let target: Instant
        switch (advance, now) {
        case (let seconds?, nil):
            guard seconds >= 0, seconds <= 1e10 else {
                throw Refusal.badRequest("\"advance\" must be a number of seconds from 0 on.")
            }
            target = try await host.read { $0.now } + .milliseconds(Int64((seconds * 1000).rounded()))
        case (nil, let text?):
            guard let instant = Instant(text: text) else {
                throw Refusal.badRequest("\"now\" must be an instant such as 2026-11-20T08:00:00Z.")
            }
            target = instant
        default:
            throw Refusal.badRequest("The body must have either \"advance\" or \"now\".")
        }
        try await host.advance(to: target)
        return .control(200, try await clockJSON())
    }

    /// With `as`, what is about messages for somebody else's eyes is left out: the page shows the log to people.
    private func wireLog(_ call: ControlCall) async throws -> HTTP.Response {
        let query = try call.query("after", "limit", "as")
        var entries = log.entries(after: try query.integer("after") ?? 0)
        let limit = try query.limit() ?? .max
        if let person = try query.text("as") {
            try await host.read { _ = try $0.known(person) }
            entries = Array(entries.lazy.filter { $0.readers.include(person) }.prefix(limit))
        }
        return .control(200, .array(entries.prefix(limit).map(\.json)))
    }

    private func ledger(_ call: ControlCall) async throws -> HTTP.Response {
        let query = try call.query("after", "limit")
        let (after, limit) = (try query.integer("after") ?? 0, try query.limit())
        let entries = try await host.read { $0.ledger(after: after, limit: limit) }
        return .control(200, JSONValue(entries.map(\.json)))
    }

    private func stream(_ call: ControlCall) async throws -> HTTP.Response {
        let person = try call.query("as").requiredText("as")
        guard try await host.read({ $0.person(person) != nil }) else {
            throw Refusal.notFound("No person has the handle \(person.prefix(64)).")
        }
        // From here on nothing is missed, even before the page has the answer. It listens for as long as the closure
        // below lives: no longer than the connection, and not at all when that speaks no WebSocket.
        let subscription = try streams.subscribe(person)
        return .webSocket { socket in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    try? await subscription.read { try await socket.send(text: $0) }
                }
                group.addTask {
                    for await _ in socket.messages {}  // the page has nothing to say; this ends when it goes
                }
                await group.next()
                group.cancelAll()
            }
            await socket.close(code: 1001, reason: "The stream is over; read the history and come again.")
        }
    }

    private func rotateKeys(_ call: ControlCall) async throws -> HTTP.Response {
        _ = try call.body()
        let key = try keys.make()
        try await store?.add(key)
        try keys.add(key)
        return .control(200, ["kid": .string(key.keyID)])
    }
}
