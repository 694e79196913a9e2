import Foundation
import JSONKit

/// A number as expressions count: whole numbers stay whole until one is not, or they overflow.
enum ExpressionNumber {
    case int(Int)
    case double(Double)

    init(_ number: JSONNumber) {
        if number.isInteger, let int = number.int { self = .int(int) } else { self = .double(number.double) }
    }

    init?(_ value: Value) {
        guard case .json(.number(let number)) = value else { return nil }
        self.init(number)
    }

    var double: Double {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        }
    }

    /// The value, when it has no fraction and fits.
    var whole: Int? {
        switch self {
        case .int(let value): value
        case .double(let value): Int(exactly: value)
        }
    }

    /// As a value of an expression; fails when it is infinite or no number.
    func value() throws(Failure) -> Value {
        switch self {
        case .int(let value): return .int(value)
        case .double(let value): return try .double(value)
        }
    }

    private static func combine(
        _ left: ExpressionNumber, _ right: ExpressionNumber, _ whole: (Int, Int) -> (partialValue: Int, overflow: Bool),
        _ any: (Double, Double) -> Double
    ) -> ExpressionNumber {
        if case .int(let first) = left, case .int(let second) = right {
            let (result, overflow) = whole(first, second)
            if !overflow { return .int(result) }
        }
        return .double(any(left.double, right.double))
    }

    static func + (left: ExpressionNumber, right: ExpressionNumber) -> ExpressionNumber {
        combine(left, right, { $0.addingReportingOverflow($1) }, +)
    }
    static func - (left: ExpressionNumber, right: ExpressionNumber) -> ExpressionNumber {
        combine(left, right, { $0.subtractingReportingOverflow($1) }, -)
    }
    static func * (left: ExpressionNumber, right: ExpressionNumber) -> ExpressionNumber {
        combine(left, right, { $0.multipliedReportingOverflow(by: $1) }, *)
    }

    /// Two whole numbers divide to a whole one, cut towards zero.
    static func divide(_ left: ExpressionNumber, by right: ExpressionNumber) throws(Failure) -> ExpressionNumber {
        guard right.double != 0 else { throw .range("a number cannot be divided by zero") }
        return combine(left, right, { $0.dividedReportingOverflow(by: $1) }, /)
    }

    /// The remainder; both must be whole.
    static func remainder(_ left: ExpressionNumber, by right: ExpressionNumber) throws(Failure) -> ExpressionNumber {
        guard let first = left.whole, let second = right.whole else { throw .value("% and mod need whole numbers") }
        guard second != 0 else { throw .range("a number cannot be divided by zero") }
        return .int(second == -1 ? 0 : first % second)
    }

    static func power(_ left: ExpressionNumber, _ right: ExpressionNumber) -> ExpressionNumber {
        let result = pow(left.double, right.double)
        if case .int = left, case .int = right, abs(result) < 9_007_199_254_740_992, let whole = Int(exactly: result) {
            return .int(whole)
        }
        return .double(result)
    }

    static func < (left: ExpressionNumber, right: ExpressionNumber) -> Bool {
        if case .int(let first) = left, case .int(let second) = right { return first < second }
        return left.double < right.double
    }
}
