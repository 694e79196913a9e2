/// A row of a query's result.
package struct SQLRow: Sendable, Hashable {
    /// The names of the columns, in order.
    package let columns: [String]
    /// The values, in order of the columns.
    package let values: [SQLValue]

    package init(columns: [String], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The value of the column at `index`, from 0.
    package subscript(index: Int) -> SQLValue { values[index] }

    /// The value of a column. Asking for a column that the query does not have is a defect.
    package subscript(name: String) -> SQLValue {
        guard let index = columns.firstIndex(of: name) else { preconditionFailure("the query has no column \(name)") }
        return values[index]
    }
}

extension SQLRow {
    /// The text of a column that always has one.
    package func text(_ name: String) throws(StoreError) -> String {
        try required(name, "text", self[name].stringValue)
    }

    /// The whole number of a column that always has one.
    package func integer(_ name: String) throws(StoreError) -> Int {
        try required(name, "a whole number", self[name].intValue)
    }

    /// The bytes of a column that always has some.
    package func bytes(_ name: String) throws(StoreError) -> [UInt8] {
        try required(name, "bytes", self[name].bytesValue)
    }

    private func required<Value>(_ name: String, _ expectation: String, _ value: Value?) throws(StoreError) -> Value {
        guard let value else {
            throw StoreError(.damagedRow, "the column \(name) of a row does not hold \(expectation)")
        }
        return value
    }
}
