import SQLCore
import TestSupport
import Testing

@testable import PostgresStore

private func seconds(_ seconds: Double) -> Duration { .seconds(seconds) }

struct DecisionTests {
    @Test("A pause before the next try doubles up to ten seconds, and chance takes up to half of it")
    func backoff() {
        for (jitter, share) in [(0.0, 0.5), (0.5, 0.75), (1.0, 1.0)] {
            var backoff = Backoff()
            let pauses = (0..<100).map { _ in backoff.failed(jitter: jitter) }
            let whole = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10]
            for (pause, whole) in zip(pauses, whole) {
                #expect(abs((pause - seconds(whole * share)) / .seconds(1)) < 1e-9)
            }
            #expect(pauses.last == pauses[8])
            backoff.succeeded()
            #expect(backoff.failed(jitter: jitter) == pauses[0])
        }
    }

    private static let retries: [(code: StoreError.Code, attempt: Int, isRetried: Bool)] = [
        (.conflict, 1, true), (.conflict, 4, true), (.conflict, 5, false), (.connectionLost, 1, true),
        (.changedSchema, 1, true), (.uncertain, 1, false), (.constraint, 1, false), (.deadline, 1, false),
        (.cancelled, 1, false), (.unreachable, 1, false), (.failed, 1, false), (.closed, 1, false),
    ]

    @Test("A transaction is tried again when it was certainly not done", arguments: retries)
    func retry(_ example: (code: StoreError.Code, attempt: Int, isRetried: Bool)) {
        let error = StoreError(example.code, "")
        let next = TransactionRetry.next(after: error, attempt: example.attempt, of: 5, jitter: 0.5)
        #expect((next != .fail) == example.isRetried)
        let foreign = TransactionRetry.next(after: CancellationError(), attempt: 1, of: 5, jitter: 0.5)
        #expect(foreign == .fail)
        if case .retry(let pause) = next { #expect(pause <= .seconds(1)) }
    }

    private static let states: [(state: String, code: StoreError.Code)] = [
        ("40001", .conflict), ("40P01", .conflict), ("23505", .constraint), ("53300", .tooManyConnections),
        ("53100", .full), ("57014", .stopped), ("57P01", .unreachable), ("28P01", .accessDenied),
        ("3D000", .cannotOpen), ("22001", .badValue), ("55P03", .busy), ("08006", .unreachable), ("08P01", .failed),
        ("42601", .failed), ("XX000", .failed), ("0A000", .failed), ("", .failed),
    ]

    @Test("What a server says has a code, and no value of a row", arguments: states)
    func codes(_ example: (state: String, code: StoreError.Code)) {
        let error = StoreError(sqlState: example.state, message: "value \"secret\"")
        #expect(error.code == example.code)
        #expect(error.code != .badValue || !error.message.contains("secret"))
    }

    private static let failures: [(text: String, code: StoreError.Code, says: String)] = [
        (
            "connection to server on socket \"/tmp/s\" failed: FATAL:  53300: sorry, too many clients already\n"
                + "LOCATION:  InitProcess, proc.c:363\n", .tooManyConnections, "raise max_connections"
        ),
        (
            "connection to server at \"h\" failed: FATAL:  28P01: password authentication failed for user \"u\"\n",
            .accessDenied, "pg_hba.conf"
        ),
        ("connection to server at \"h\" failed: FATAL:  3D000: database \"d\" does not exist", .cannotOpen, "its name"),
        (
            "connection to server at \"h\" failed: FATAL:  57P03: the database system is starting up", .unreachable,
            "runs"
        ),
        (
            "connection to server at \"h\" failed: Connection refused\n\tIs the server running on that host?",
            .unreachable, "Is the server running"
        ),
        ("connection to server at \"h\" failed: SSL error: certificate verify failed", .accessDenied, "TLS"),
        ("could not translate host name \"h\" to address: Name or service not known", .unreachable, "runs there"),
        ("", .unreachable, "postgres://u@h:5432/d"), ("it said hunter2", .unreachable, "it said ***"),
    ]

    @Test("Why there is no connection is said with what to do, and without the password", arguments: 0..<failures.count)
    func connecting(_ index: Int) throws {
        let (text, code, says) = Self.failures[index]
        let error = ConnectFailure.error(text, to: try PostgresAddress("postgres://u:hunter2@h/d"))
        #expect(error.code == code)
        #expect(error.message.contains(says), "\(error.message)")
        #expect(!error.message.contains("LOCATION") && !error.message.contains("hunter2"))
    }

    @Test("What shall stop is told again and again, for each part anew, and given up after five seconds")
    func stopping() {
        var plan = StopPlan(.deadline, at: seconds(10))
        #expect(plan.step(part: 0, isTelling: false, at: seconds(10)) == .tell)
        #expect(plan.step(part: 0, isTelling: true, at: seconds(10.1)) == .wait(until: seconds(15)))
        #expect(plan.step(part: 0, isTelling: false, at: seconds(10.1)) == .wait(until: seconds(10.25)))
        #expect(plan.step(part: 0, isTelling: false, at: seconds(10.25)) == .tell)
        #expect(plan.step(part: 1, isTelling: false, at: seconds(10.3)) == .tell)
        #expect(plan.step(part: 1, isTelling: false, at: seconds(14.9)) == .tell)
        #expect(plan.step(part: 1, isTelling: false, at: seconds(14.95)) == .wait(until: seconds(15)))
        #expect(plan.step(part: 1, isTelling: true, at: seconds(15)) == .giveUp)
    }

    @Test("A statement is kept from the second time on, and in the part that keeps it")
    func preparing() {
        var statements = PreparedStatements(isOn: true)
        let one = PostgresStatement("SELECT $1", [1])
        #expect(statements.way(for: one) == .whole)
        #expect(statements.way(for: one) == .keeping(1))
        #expect(statements.way(for: one) == .kept(1))
        #expect(statements.way(for: PostgresStatement("SELECT $1", ["x"])) == .whole, "its type is another")
        statements.beginPart()
        #expect(statements.way(for: one) == .whole, "the part before may fail")
        statements.settle([1])
        #expect(statements.way(for: one) == .kept(1))
        statements.forget()
        #expect(statements.way(for: one) == .keeping(2))
        statements.settle([])
        #expect(statements.way(for: one) == .keeping(3), "it was skipped")
        var off = PreparedStatements(isOn: false)
        #expect((0..<3).allSatisfy { _ in off.way(for: one) == .whole })
        var many = PreparedStatements(isOn: true)
        for number in 0..<2000 {
            let statement = PostgresStatement("SELECT \(number)")
            _ = many.way(for: statement)
            if case .keeping(let kept) = many.way(for: statement) { many.settle([kept]) }
        }
        let rare = PostgresStatement("SELECT 1999")
        #expect(many.way(for: rare) == .whole, "no more than 256 are kept")
    }
}
