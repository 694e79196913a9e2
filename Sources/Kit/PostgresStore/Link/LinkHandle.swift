internal import CLibPQ
internal import Foundation
internal import SQLCore

/// A connection of libpq: the only owner of its pointer.
///
/// `@unchecked`: it is opened by a thread of its own, handed over by a mutex to the loop's thread, and used by that one
/// alone from then on.
final class LinkHandle: @unchecked Sendable {
    /// What libpq has for us next.
    enum Arrival {
        /// Nothing, until more has come from the server.
        case nothing
        /// The end of what one statement brings, or of everything.
        case end
        case result(ResultHandle)
    }

    private let connection: OpaquePointer

    /// Connects to the server, prepares the session, and goes over to pipelines. Blocks, also for the search of a name:
    /// call it on a thread that may.
    init(opening address: PostgresAddress, within limit: Duration) throws(StoreError) {
        let parameters = address.parameters
        let texts = parameters.map { (strdup($0.name), strdup($0.value)) }
        defer {
            for (name, value) in texts {
                free(name)
                free(value)
            }
        }
        let names = texts.map { $0.0.map { UnsafePointer($0) } } + [nil]
        let values = texts.map { $0.1.map { UnsafePointer($0) } } + [nil]
        guard let started = PQconnectStartParams(names, values, 0) else {
            throw StoreError(.unreachable, "no memory for a connection to \(address)")
        }
        connection = started  // from here on, `deinit` closes it
        clibpq_ignore_notices(started)
        PQsetErrorVerbosity(started, PQERRORS_VERBOSE)  // for the SQLSTATE of what refuses us
        let deadline = ContinuousClock.now + limit
        guard PQstatus(started) != CONNECTION_BAD else { throw ConnectFailure.error(problem, to: address) }
        var wanted = PGRES_POLLING_WRITING
        while wanted != PGRES_POLLING_OK {
            guard wanted != PGRES_POLLING_FAILED else { throw ConnectFailure.error(problem, to: address) }
            try wait(forOutput: wanted == PGRES_POLLING_WRITING, until: deadline, address)
            wanted = PQconnectPoll(started)
        }
        PQsetErrorVerbosity(started, PQERRORS_DEFAULT)
        try prepareSession(until: deadline, address)
        guard PQsetnonblocking(started, 1) == 0, PQenterPipelineMode(started) == 1 else {
            throw ConnectFailure.error(problem, to: address)
        }
    }

    deinit { PQfinish(connection) }

    var descriptor: CInt { PQsocket(connection) }
    var isAlive: Bool { PQstatus(connection) == CONNECTION_OK }
    /// Whether no transaction is open.
    var isIdle: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE }
    /// What libpq says went wrong last. It may be several lines.
    var problem: String { PQerrorMessage(connection).map { String(cString: $0) } ?? "no reason is known" }
    /// The problem as one line, for the error of what was under way.
    var loss: StoreError {
        let text = problem.split(whereSeparator: \.isNewline).joined(separator: "; ")
        return StoreError(.unreachable, text.isEmpty ? "the server closed the connection" : text)
    }

    /// How this module wants values written, whatever the server or the user has as usual.
    private func prepareSession(until deadline: ContinuousClock.Instant, _ address: PostgresAddress) throws(StoreError)
    {
        let settings = """
            SELECT set_config('bytea_output', 'hex', false), set_config('extra_float_digits', '1', false),
            set_config('DateStyle', 'ISO', false), set_config('standard_conforming_strings', 'on', false)
            """
        guard PQsendQuery(connection, settings) == 1 else { throw ConnectFailure.error(problem, to: address) }
        while true {
            while PQisBusy(connection) == 1 {
                try wait(forOutput: false, until: deadline, address)
                guard PQconsumeInput(connection) == 1 else { throw ConnectFailure.error(problem, to: address) }
            }
            guard let result = PQgetResult(connection).map({ ResultHandle($0) }) else { return }
            if case .failed(let error, _) = result.kind { throw error }
        }
    }

    /// Blocks until the socket is ready.
    private func wait(
        forOutput: Bool, until deadline: ContinuousClock.Instant, _ address: PostgresAddress
    ) throws(StoreError) {
        while true {
            let left = (deadline - .now) / .milliseconds(1)
            var entry = pollfd(fd: descriptor, events: CShort(forOutput ? POLLOUT : POLLIN), revents: 0)
            let ready = left > 0 ? poll(&entry, 1, CInt(min(left.rounded(.up), 60_000))) : 0
            if ready > 0 { return }
            if ready == 0, deadline <= .now {
                throw ConnectFailure.error("the server did not answer in time", to: address)
            }
        }
    }
}

// MARK: Sending

extension LinkHandle {
    /// Puts a statement into the pipeline, by the name under which the server has it, or with its text.
    func send(_ statement: PostgresStatement, prepared name: String?) -> Bool {
        let buffer = ParameterBuffer(statement.values)
        let count = CInt(statement.values.count)
        return buffer.withPointers { values, lengths, formats in
            if let name { return PQsendQueryPrepared(connection, name, count, values, lengths, formats, 0) == 1 }
            return PQsendQueryParams(connection, statement.sql, count, buffer.types, values, lengths, formats, 0) == 1
        }
    }

    /// Lets the server keep a statement under a name.
    func sendPreparation(of statement: PostgresStatement, as name: String) -> Bool {
        let types = ParameterBuffer.types(of: statement.values)
        return PQsendPrepare(connection, name, statement.sql, CInt(types.count), types) == 1
    }

    /// Ends a part of the pipeline: what comes after it runs, whatever became of what is before it.
    func sendSync() -> Bool { PQpipelineSync(connection) == 1 }

    /// Sends several statements in one text, without values. The pipeline is left until ``leaveScript()``.
    func sendScript(_ sql: String) -> Bool {
        PQexitPipelineMode(connection) == 1 && PQsendQuery(connection, sql) == 1
    }

    func leaveScript() -> Bool { PQenterPipelineMode(connection) == 1 }

    /// Hands the system what it takes now. - Returns: whether more is left.
    func flush() -> Bool { PQflush(connection) == 1 }
}

// MARK: Receiving

extension LinkHandle {
    /// Takes what the system has from the server.
    func receive() { _ = PQconsumeInput(connection) }

    func next() -> Arrival {
        guard PQisBusy(connection) == 0 else { return .nothing }
        guard let result = PQgetResult(connection) else { return .end }
        return .result(ResultHandle(result))
    }

    /// The next of the notifications that have come.
    func nextNotification() -> PostgresNotification? {
        guard let notification = PQnotifies(connection) else { return nil }
        defer { PQfreemem(notification) }
        return PostgresNotification(
            channel: String(cString: notification.pointee.relname),
            payload: String(cString: notification.pointee.extra),
            sender: Int(notification.pointee.be_pid))
    }

    /// What stops the statement under way.
    func stopper() -> StopHandle? { PQgetCancel(connection).map { StopHandle($0) } }
}

/// What stops the statement of a connection, over a connection of its own.
///
/// `@unchecked`: libpq lets any thread use it; it is made on one, and used and given back on another.
final class StopHandle: @unchecked Sendable {
    private let cancel: OpaquePointer

    init(_ cancel: OpaquePointer) { self.cancel = cancel }

    deinit { PQfreeCancel(cancel) }

    /// Asks the server to stop. Blocks until the server has taken note, or cannot be reached.
    func stop() {
        var reason = [CChar](repeating: 0, count: 256)
        _ = PQcancel(cancel, &reason, CInt(reason.count))
    }
}
