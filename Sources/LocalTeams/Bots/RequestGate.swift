internal import HTTPKit
internal import JSONKit

/// Before an operation runs: whether its bot may call so often, and whether a fault takes its place.
struct RequestGate: Sendable {
    let host: WorldHost

    /// What an operation answers, and what the log says besides.
    struct Answer: Sendable {
        let response: HTTP.Response
        var note: String?
    }

    /// Lets a request through to `operation`, holds it up, or answers in its place.
    /// - Parameter failing: what a fault with this status answers.
    /// - Returns: nil when the connection is to be dropped without an answer.
    /// - Throws: 429 when a limit refuses it, and what `operation` throws.
    func pass<Exchange: NotedExchange>(
        _ request: ServiceRequest, _ exchange: inout Exchange, failing: (Fault, Int) -> HTTP.Response,
        _ operation: () async throws -> Answer
    ) async throws -> HTTP.Response? {
        let response: HTTP.Response?
        do {
            let strike = try await host.prepare { try $0.admit(request) }
            response = try await answer(strike, &exchange, failing, operation)
        } catch {
            try await store()
            throw error
        }
        try await store()
        return response
    }

    /// What was counted is durable before anyone is answered, also where the operation itself changed nothing.
    private func store() async throws { _ = try await host.change { _ in } }

    private func answer<Exchange: NotedExchange>(
        _ strike: FaultStrike?, _ exchange: inout Exchange, _ failing: (Fault, Int) -> HTTP.Response,
        _ operation: () async throws -> Answer
    ) async throws -> HTTP.Response? {
        guard let strike else { return try await run(operation, &exchange) }
        let fault = strike.fault
        exchange.add(note: strike.note)
        guard fault.isAfterDelivery else {
            await host.delays.hold(for: fault.delay)
            return fault.answers ? Self.response(fault, failing) : try await run(operation, &exchange)
        }
        // The operation is done, effects and all; only the answer is another one.
        let done: Result<HTTP.Response, any Error>
        do {
            done = .success(try await run(operation, &exchange))
        } catch {
            done = .failure(error)
            if fault.answers {
                exchange.add(note: "The operation itself failed: \((error as? Refusal)?.code ?? "\(error)")")
            }
        }
        await host.delays.hold(for: fault.delay)
        return fault.answers ? Self.response(fault, failing) : try done.get()
    }

    private func run<Exchange: NotedExchange>(
        _ operation: () async throws -> Answer, _ exchange: inout Exchange
    ) async throws -> HTTP.Response {
        let answer = try await operation()
        exchange.add(note: answer.note)
        return answer.response
    }

    private static func response(_ fault: Fault, _ failing: (Fault, Int) -> HTTP.Response) -> HTTP.Response? {
        guard let status = fault.status, status != Fault.dropped else { return nil }
        return failing(fault, status)
    }
}
