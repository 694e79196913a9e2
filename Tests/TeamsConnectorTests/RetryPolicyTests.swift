import HTTPKit
import TeamsModels
import Testing

@testable import TeamsConnector

/// What is known of a failure, and how long the service asked to wait.
private struct Failure {
    let fact: RetryTable.Fact
    var retryAfter: Duration?
}

private func failure(_ status: Int, _ code: String = "", retryAfter: Int? = nil) -> Failure {
    let body = ServiceErrorBody(code: ServiceErrorCode(rawValue: code), message: nil)
    return Failure(fact: RetryTable.fact(status: status, body: body), retryAfter: retryAfter.map { .seconds($0) })
}

private func failure(_ code: HTTPTransportError.Code) -> Failure {
    Failure(fact: RetryTable.fact(unanswered: code))
}

private func decide(
    _ failure: Failure, attempt: Int = 1, isRepeatable: Bool = false, hasMoved: Bool = false,
    random: Double = 0.5, policy: RetryPolicy = RetryPolicy()
) -> RetryPolicy.Decision {
    policy.decision(
        after: failure.fact, retryAfter: failure.retryAfter, attempt: attempt, isRepeatable: isRepeatable,
        hasMoved: hasMoved, random: random)
}

@Suite("What is sent again")
struct RetryPolicyTests {
    @Test(
        "the documented table, and nothing else",
        arguments: [
            (412, "PreconditionFailed", .retry(after: .seconds(2))), (429, "Throttled", .retry(after: .seconds(2))),
            (502, "ServiceError", .retry(after: .seconds(2))), (503, "", .retry(after: .seconds(2))),
            (504, "", .retry(after: .seconds(2))), (403, "InvalidBotApiHost", .moveToGCC),
            (403, "invalid bot api host", .moveToGCC),
        ] as [(Int, String, RetryPolicy.Decision)])
    func table(status: Int, code: String, decision: RetryPolicy.Decision) {
        #expect(decide(failure(status, code)) == decision)
    }

    @Test(
        "refusals that stay",
        arguments: [400, 401, 403, 404, 405, 408, 409, 410, 413, 418, 425, 428, 499, 500, 501, 505, 507, 599, 302])
    func never(status: Int) {
        #expect(decide(failure(status)) == .fail)
        #expect(decide(failure(status, "ServiceError"), isRepeatable: true) == .fail)
    }

    @Test("RETRY-1: a dropped connection is tried again, one given up or cancelled is not")
    func noAnswer() {
        #expect(decide(failure(.dropped)) == .retry(after: .seconds(2)))
        #expect(decide(failure(.connect)) == .retry(after: .seconds(2)))
        for code in [HTTPTransportError.Code.timeout, .cancelled, .tls, .badURL, .tooLarge, .closed] {
            #expect(decide(failure(code)) == .fail)
        }
    }

    @Test("what was not sent is not sent again")
    func withheld() {
        let policy = RetryPolicy()
        let outcome = Outcome.withheld(ConnectorError(.noToken, message: ""))
        #expect(
            policy.decision(
                after: outcome.fact, retryAfter: outcome.retryAfter, attempt: 1, isRepeatable: true, hasMoved: false,
                random: 0.5) == .fail)
    }

    @Test("Retry-After is obeyed to the second; one that is too long is the caller's to wait")
    func retryAfter() {
        #expect(decide(failure(429, retryAfter: 7)) == .retry(after: .seconds(7)))
        #expect(decide(failure(429, retryAfter: 0)) == .retry(after: .zero))
        #expect(decide(failure(429, retryAfter: 300)) == .retry(after: .seconds(300)))
        #expect(decide(failure(429, retryAfter: 301)) == .fail)
        #expect(decide(failure(503, retryAfter: 7)) == .retry(after: .seconds(2)))
    }

    @Test(
        "RETRY-1: waits grow, with a spread, up to the longest",
        arguments: [
            (1, 0.0, 2.0), (1, 1, 2), (2, 0.5, 3), (2, 0, 2.8), (2, 1, 3.2), (3, 0.5, 5), (4, 0.5, 9), (5, 0.5, 17),
            (6, 0.5, 20), (60, 1, 20), (2, -5, 2.8), (2, 5, 3.2),
        ] as [(Int, Double, Double)])
    func backoff(attempt: Int, random: Double, seconds: Double) throws {
        var policy = RetryPolicy()
        policy.maxAttempts = 100
        let decision = decide(failure(502), attempt: attempt, random: random, policy: policy)
        guard case .retry(let delay) = decision else { return #expect(Bool(false), "not sent again") }
        #expect(abs(delay / .seconds(1) - seconds) < 1e-9)
    }

    @Test("the number of attempts is bounded")
    func bounded() {
        #expect(decide(failure(503), attempt: 3) != .fail)
        #expect(decide(failure(503), attempt: 4) == .fail)
        #expect(decide(failure(429, retryAfter: 1), attempt: 4) == .fail)
        #expect(decide(failure(503), policy: .never) == .fail)
    }

    @Test("the other host is tried once")
    func otherHost() {
        #expect(decide(failure(403, "InvalidBotApiHost"), hasMoved: true) == .fail)
    }

    @Test("a message that may have arrived is not sent twice when that is not wanted")
    func ambiguous() {
        var policy = RetryPolicy()
        policy.resendsAmbiguous = false
        #expect(decide(failure(502), policy: policy) == .fail)
        #expect(decide(failure(502), isRepeatable: true, policy: policy) == .retry(after: .seconds(2)))
        #expect(decide(failure(429), policy: policy) == .retry(after: .seconds(2)))
        #expect(decide(failure(412), policy: policy) == .retry(after: .seconds(2)))
    }
}
