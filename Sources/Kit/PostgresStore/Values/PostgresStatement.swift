internal import Foundation
package import SQLCore

/// One statement with the values of its places `$1`, `$2`, ….
///
/// A whole number is sent as `bigint`, a number as `double precision`, bytes as `bytea`; text and no value take the
/// type that the place has, so that text may stand for `jsonb`, `uuid` or `timestamptz` too. Where a place takes a
/// smaller type, write the cast: `$1::int`.
package struct PostgresStatement: Sendable, Hashable {
    /// The text, with places for values.
    package let sql: String
    /// The values, in order of the places.
    package let values: [SQLValue]

    /// A statement with its values.
    package init(_ sql: String, _ values: [SQLValue] = []) {
        self.sql = sql
        self.values = values
    }
}

extension PostgresStatement {
    /// The most values of a statement: the protocol counts them in 16 bits.
    static let maxValues = 65_535
    /// The most bytes of a statement with its values, below the gigabyte that a message may have.
    static let maxBytes = 1 << 29

    /// Refuses what PostgreSQL cannot take, before anything of it is sent: a NUL would end a text early.
    func check() throws(StoreError) {
        guard !sql.hasNUL else { throw StoreError(.badValue, "the statement has a NUL in its text") }
        guard values.count <= Self.maxValues else {
            throw StoreError(.badValue, "the statement has \(values.count) values, more than \(Self.maxValues)")
        }
        var bytes = sql.utf8.count
        for (index, value) in values.enumerated() {
            switch value {
            case .text(let text):
                guard !text.hasNUL else {
                    throw StoreError(.badValue, "the text for $\(index + 1) has a NUL, which PostgreSQL cannot take")
                }
                bytes += text.utf8.count
            case .blob(let blob): bytes += blob.count
            case .null, .integer, .real: bytes += 8
            }
        }
        guard bytes <= Self.maxBytes else {
            throw StoreError(.badValue, "the statement has \(bytes) bytes with its values, more than \(Self.maxBytes)")
        }
    }
}

extension String {
    /// Whether it has a NUL, which ends a text for C.
    var hasNUL: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            guard let start = bytes.baseAddress else { return false }
            return memchr(start, 0, bytes.count) != nil
        } ?? utf8.contains(0)
    }
}
