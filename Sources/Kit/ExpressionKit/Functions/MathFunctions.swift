import Foundation
import JSONKit

/// Numbers. Whole numbers stay whole as long as they can; a result that is infinite or no number is an error.
enum MathFunctions {
    static let table = [
        Builtin("sub", 2...Int.max, sub), Builtin("mul", 2...Int.max, mul), Builtin("div", 2...Int.max, div),
        Builtin("mod", 2, mod), Builtin("exp", 2, exp),
        Builtin("min", 1...Int.max) { (_, arguments) throws(Failure) in
            try extreme(arguments) { $0 < $1 }
        },
        Builtin("max", 1...Int.max) { (_, arguments) throws(Failure) in
            try extreme(arguments) { $1 < $0 }
        },
        Builtin("sum", 1, sum), Builtin("average", 1, average),
        Builtin("abs", 1, abs), Builtin("sqrt", 1, sqrt),
        Builtin("floor", 1) { (_, arguments) throws(Failure) in
            try rounded(arguments, .down)
        },
        Builtin("ceiling", 1) { (_, arguments) throws(Failure) in
            try rounded(arguments, .up)
        },
        Builtin("round", 1...2, round),
        Builtin("rand", 2, rand),
    ]

    private static func fold(
        _ arguments: Arguments,
        _ combine: (ExpressionNumber, ExpressionNumber) throws(Failure) -> ExpressionNumber
    ) throws(Failure) -> Value {
        var result = try arguments.number(0)
        for place in 1..<arguments.count { result = try combine(result, try arguments.number(place)) }
        return try result.value()
    }

    static func sub(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        try fold(arguments) { (left, right) throws(Failure) in left - right }
    }

    static func mul(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        try fold(arguments) { (left, right) throws(Failure) in left * right }
    }

    static func div(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        try fold(arguments) { (left, right) throws(Failure) in try .divide(left, by: right) }
    }

    static func mod(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        try fold(arguments) { (left, right) throws(Failure) in try .remainder(left, by: right) }
    }

    static func exp(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        try fold(arguments) { (left, right) throws(Failure) in .power(left, right) }
    }

    /// The numbers of an array, or a single one.
    private static func numbers(_ arguments: Arguments, _ place: Int) throws(Failure) -> [ExpressionNumber] {
        guard case .json(.array(let elements)) = arguments[place] else { return [try arguments.number(place)] }
        var numbers: [ExpressionNumber] = []
        for element in elements {
            guard let number = ExpressionNumber(.json(element)) else {
                throw .value("\(arguments.function) needs numbers, and the array holds \(Value.json(element).kind)")
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func extreme(
        _ arguments: Arguments, _ isBetter: (ExpressionNumber, ExpressionNumber) -> Bool
    ) throws(Failure) -> Value {
        var best: ExpressionNumber?
        for place in 0..<arguments.count {
            for number in try numbers(arguments, place) where best.map({ isBetter(number, $0) }) ?? true {
                best = number
            }
        }
        guard let best else { throw .value("\(arguments.function) of no numbers has no value") }
        return try best.value()
    }

    private static func sum(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        _ = try arguments.array(0)
        return try numbers(arguments, 0).reduce(.int(0), +).value()
    }

    private static func average(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let count = try arguments.array(0).count
        guard count > 0 else { throw .value("average of no numbers has no value") }
        return try .double(numbers(arguments, 0).reduce(.int(0), +).double / Double(count))
    }

    private static func abs(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let number = try arguments.number(0)
        return try (number < .int(0) ? .int(0) - number : number).value()
    }

    private static func sqrt(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let number = try arguments.number(0).double
        guard number >= 0 else { throw .range("a number below zero has no square root") }
        return try .double(number.squareRoot())
    }

    private static func rounded(
        _ arguments: Arguments, _ rule: FloatingPointRoundingRule
    ) throws(Failure) -> Value {
        switch try arguments.number(0) {
        case .int(let value): return .int(value)
        case .double(let value):
            let rounded = value.rounded(rule)
            if let whole = Int(exactly: rounded) { return .int(whole) }
            return try .double(rounded)
        }
    }

    /// To so many places after the point, halves away from zero, as the number is written: 1.555 becomes 1.56.
    private static func round(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let number = try arguments.number(0)
        let places = arguments.count > 1 ? try arguments.whole(1) : 0
        guard (0...15).contains(places) else { throw arguments.failure(1, "0 to 15") }
        guard case .double(let value) = number, value.isFinite else { return try number.value() }
        var digits = DecimalDigits(value)
        digits.round(places: places)
        let text = digits.text(places: nil)
        if let whole = Int(text) { return .int(whole) }
        return try .double(Double(text) ?? value)
    }

    /// A whole number from the first up to, and without, the second.
    private static func rand(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let (low, high) = (try arguments.whole(0), try arguments.whole(1))
        guard low <= high else { throw .range("rand needs a first number that is not above the second") }
        guard low < high else { return .int(low) }
        let width = UInt64(bitPattern: Int64(high)) &- UInt64(bitPattern: Int64(low))
        return .int(Int(truncatingIfNeeded: UInt64(bitPattern: Int64(low)) &+ (try evaluation.randomBits() % width)))
    }
}
