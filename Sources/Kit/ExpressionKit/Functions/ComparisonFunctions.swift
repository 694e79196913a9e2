import Foundation
import JSONKit

/// Comparisons. Two numbers, two texts or two instants have an order; nothing else has.
enum ComparisonFunctions {
    static let table = [
        Builtin("equals", 2, equals).comparing.expectingNothing,
        Builtin("less", 2, less).comparing,
        Builtin("lessOrEquals", 2, lessOrEquals).comparing,
        Builtin("greater", 2, greater).comparing,
        Builtin("greaterOrEquals", 2, greaterOrEquals).comparing,
    ]

    static func equals(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .bool(try evaluation.areEqual(arguments[0], arguments[1]))
    }

    static func notEquals(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .bool(try !evaluation.areEqual(arguments[0], arguments[1]))
    }

    static func less(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .bool(try order(arguments, &evaluation) == .orderedAscending)
    }

    static func lessOrEquals(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .bool(try order(arguments, &evaluation).map { $0 != .orderedDescending } ?? false)
    }

    static func greater(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .bool(try order(arguments, &evaluation) == .orderedDescending)
    }

    static func greaterOrEquals(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .bool(try order(arguments, &evaluation).map { $0 != .orderedAscending } ?? false)
    }

    /// The order; `nil` where one of them is nothing, which makes every comparison false. A text that is a number
    /// compares with a number, as the .NET engine has it. Texts stand in the order of their UTF-16 units.
    private static func order(
        _ arguments: Arguments, _ evaluation: inout Evaluation
    ) throws(Failure) -> ComparisonResult? {
        let (left, right) = (arguments[0], arguments[1])
        if left.isNothing || right.isNothing { return nil }
        switch (left, right) {
        case (.json(.string(let first)), .json(.string(let second))):
            try evaluation.spend(min(first.utf8.count, second.utf8.count) >> 2)
            if first.hasSameBytes(as: second) { return .orderedSame }
            return first.precedesByUnits(second) ? .orderedAscending : .orderedDescending
        case (.date(let first), .date(let second)): return compare(first, second, <)
        default:
            try evaluation.spend((left.breadth + right.breadth) * 4)
            guard let first = number(left), let second = number(right) else {
                throw .value("\(left.kind) and \(right.kind) have no order: compare two numbers or two texts")
            }
            return compare(first, second, <)
        }
    }

    private static func compare<Operand>(
        _ left: Operand, _ right: Operand, _ precedes: (Operand, Operand) -> Bool
    ) -> ComparisonResult {
        precedes(left, right) ? .orderedAscending : precedes(right, left) ? .orderedDescending : .orderedSame
    }

    private static func number(_ value: Value) -> ExpressionNumber? {
        if let number = ExpressionNumber(value) { return number }
        guard case .json(.string(let text)) = value else { return nil }
        return NumberReading.number(text)
    }
}
