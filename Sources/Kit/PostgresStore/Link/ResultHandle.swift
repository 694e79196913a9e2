internal import CLibPQ
internal import SQLCore

/// What the server answered to one statement, in libpq's memory: its only owner, which gives it back.
///
/// `@unchecked`: a result is never changed after libpq has handed it out, and may be read by any thread.
final class ResultHandle: @unchecked Sendable {
    /// What kind of answer it is.
    enum Kind {
        case rows
        case done
        case failed(StoreError, isFatal: Bool)
        /// Not run, since one before it failed.
        case skipped
        case sync
        /// What this module never asks for, such as `COPY`.
        case unexpected
    }

    private let result: OpaquePointer

    /// Takes over `result`.
    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    var kind: Kind {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK: return .rows
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return .done
        case PGRES_PIPELINE_ABORTED: return .skipped
        case PGRES_PIPELINE_SYNC: return .sync
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR:
            let severity = clibpq_severity(result).map { String(cString: $0) }
            guard let state = clibpq_sqlstate(result).map({ String(cString: $0) }) else {
                // libpq's own, when the connection is gone.
                let text = PQresultErrorMessage(result).map { String(cString: $0) } ?? "no reason is known"
                return .failed(
                    StoreError(.unreachable, text.split(whereSeparator: \.isNewline).joined(separator: "; ")),
                    isFatal: true)
            }
            let message = clibpq_message(result).map { String(cString: $0) } ?? "the server gave no message"
            let isFatal = severity == "FATAL" || severity == "PANIC"
            return .failed(StoreError(sqlState: state, message: message), isFatal: isFatal)
        default: return .unexpected
        }
    }

    /// What the server calls what it has done: `INSERT 0 1`, `COMMIT`.
    var tag: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// The name of a column that tells the number of a transaction.
    static let transactionNumber = "transaction_number"

    /// Whether it tells the number of a transaction.
    var hasTransactionNumber: Bool {
        PQnfields(result) == 1 && PQfname(result, 0).map { String(cString: $0) } == Self.transactionNumber
    }

    /// The whole answer as values.
    func decoded() -> PostgresResult {
        let columns = (0..<PQnfields(result)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
        let forms = columns.indices.map { ValueForm(type: PQftype(result, CInt($0))) }
        let rows = (0..<PQntuples(result)).map { row in
            SQLRow(columns: columns, values: columns.indices.map { value(row, CInt($0), forms[$0]) })
        }
        let changes = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
        return PostgresResult(rows: rows, changes: changes)
    }

    private func value(_ row: CInt, _ column: CInt, _ form: ValueForm) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let count = Int(PQgetlength(result, row, column))
        return start.withMemoryRebound(to: UInt8.self, capacity: count) {
            form.value(UnsafeBufferPointer(start: $0, count: count))
        }
    }
}
