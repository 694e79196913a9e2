internal import Foundation
internal import SQLCore

extension SQLValue {
    /// An instant as whole milliseconds since 1970, or none. What lies beyond a few hundred thousand years is cut.
    init(_ date: Date?) {
        self = date.map { .integer($0.milliseconds) } ?? .null
    }

    /// The instant, or `nil` for anything but a whole number.
    var dateValue: Date? { intValue.map { Date(timeIntervalSince1970: Double($0) / 1000) } }
}

extension Date {
    /// Whole milliseconds since 1970.
    var milliseconds: Int64 {
        let milliseconds = (timeIntervalSince1970 * 1000).rounded()
        return milliseconds.isNaN ? 0 : Int64(min(max(milliseconds, -8.64e15), 8.64e15))
    }
}

extension SQLRow {
    /// The whole number in a column that always has one.
    func number(_ index: Int) throws(StoreError) -> Int64 {
        guard case .integer(let value) = self[index] else { throw damaged(index) }
        return value
    }

    /// The whole number in a column that always has one.
    func count(_ index: Int) throws(StoreError) -> Int { Int(try number(index)) }

    /// The text in a column that always has one.
    func text(at index: Int) throws(StoreError) -> String {
        guard case .text(let value) = self[index] else { throw damaged(index) }
        return value
    }

    /// The instant in a column that always has one.
    func date(_ index: Int) throws(StoreError) -> Date {
        guard let date = self[index].dateValue else { throw damaged(index) }
        return date
    }

    /// The column does not hold what the program writes there.
    func damaged(_ index: Int) -> StoreError {
        .damaged("the column \(columns.indices.contains(index) ? columns[index] : "\(index)") of a row")
    }
}

extension StoreError {
    /// What cannot be read, and what to do.
    static func damaged(_ what: String) -> StoreError {
        StoreError(.damagedRow, "\(what) cannot be read; put a copy from before back, or choose another path")
    }
}
