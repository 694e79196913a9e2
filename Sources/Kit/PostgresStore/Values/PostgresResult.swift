package import SQLCore

/// What one statement brought.
package struct PostgresResult: Sendable, Hashable {
    /// The rows, in order. Whole numbers and `boolean` (as 1 and 0) are `integer`, `real` and `double precision` are
    /// `real`, `bytea` is `blob`; all other types are `text`, also `numeric`, as which PostgreSQL sums `bigint`.
    package let rows: [SQLRow]
    /// How many rows the statement has changed, or brought.
    package let changes: Int
}
