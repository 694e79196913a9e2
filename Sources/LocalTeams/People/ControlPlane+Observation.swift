internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// The clock, the two logs, the live stream and the keys.
extension ControlPlane {
    static let observationRoutes: [Row] = [
        ("GET", "/clock", { plane, _ in try await plane.clock() }),
        ("POST", "/clock", { try await $0.moveClock($1.body()) }),
        ("GET", "/log", { try await $0.wireLog($1.query()) }),
        ("GET", "/ledger", { try await $0.ledger($1.query()) }),
        ("POST", "/keys/rotate", { try await $0.rotateKeys($1.body()) }),
    ]

    private func clock() async throws -> HTTP.Response {
        let mode = try await host.read { $0.clock.mode }
        return .control(200, ["mode": .string(mode.rawValue), "now": .string(host.clock.now.text)])
    }

    private func moveClock(_ move: ClockMove) async throws -> HTTP.Response {
        switch move {
        case .by(let duration): try await host.advance(to: try await host.read { $0.now } + duration)
        case .to(let instant): try await host.advance(to: instant)
        }
        return try await clock()
    }

    /// With `as`, what is about messages for somebody else's eyes is left out: the page shows the log to people.
    private func wireLog(_ query: WireLogQuery) async throws -> HTTP.Response {
        var entries = log.entries(after: query.part.after)
        let limit = query.part.limit ?? .max
        if let person = query.person {
            try await host.read { _ = try $0.known(person) }
            entries = Array(entries.lazy.filter { $0.readers.include(person) }.prefix(limit))
        }
        return .control(200, .array(entries.prefix(limit).map(\.json)))
    }

    /// With `as`, what that person could not see is left out.
    private func ledger(_ query: LedgerQuery) async throws -> HTTP.Response {
        let entries = try await host.read { try $0.ledger(query.filter) }
        return .control(200, JSONValue(entries.map(\.json)))
    }

    func stream(_ acting: ActingPerson) async throws -> HTTPReply {
        let person = acting.person
        guard try await host.read({ $0.person(person) != nil }) else {
            throw Refusal.notFound("No person has the handle \(person.rawValue.prefix(64)).")
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

    private func rotateKeys(_: NothingMore) async throws -> HTTP.Response {
        let key = try keys.make()
        try await store?.add(key)
        try keys.add(key)
        return .control(200, ["kid": .string(key.keyID)])
    }
}
