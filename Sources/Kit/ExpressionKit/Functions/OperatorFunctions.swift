import JSONKit

/// The operators, which are functions too: `+` is `add`, `&` is `concat`.
enum OperatorFunctions {
    static let table: [Builtin] = named + operators.values

    private static let named = [
        Builtin("add", 2...Int.max, add),
        Builtin("concat", 1...Int.max, concat).expectingNothing,
    ]

    static let operators: [Sign: Builtin] = [
        .plus: Builtin("+", 2...Int.max, add),
        .concatenate: Builtin("&", 2...Int.max, concat).expectingNothing,
        .minus: Builtin("-", 2, MathFunctions.sub),
        .times: Builtin("*", 2, MathFunctions.mul),
        .divide: Builtin("/", 2, MathFunctions.div),
        .remainder: Builtin("%", 2, MathFunctions.mod),
        .power: Builtin("^", 2, MathFunctions.exp),
        .equal: Builtin("==", 2, ComparisonFunctions.equals).comparing.expectingNothing,
        .notEqual: Builtin("!=", 2, ComparisonFunctions.notEquals).comparing.expectingNothing,
        .notEqualToo: Builtin("<>", 2, ComparisonFunctions.notEquals).comparing.expectingNothing,
        .less: Builtin("<", 2, ComparisonFunctions.less).comparing,
        .lessOrEqual: Builtin("<=", 2, ComparisonFunctions.lessOrEquals).comparing,
        .greater: Builtin(">", 2, ComparisonFunctions.greater).comparing,
        .greaterOrEqual: Builtin(">=", 2, ComparisonFunctions.greaterOrEquals).comparing,
    ]

    static let unknown = Builtin("?", 2) { (_, _) throws(Failure) in throw Failure(.syntax, "there is no such operator")
    }

    static let negate = Builtin("-", 1) { (_, arguments) throws(Failure) in
        try (ExpressionNumber.int(0) - arguments.number(0)).value()
    }

    static let affirm = Builtin("+", 1) { (_, arguments) throws(Failure) in try arguments.number(0).value() }

    /// The sum of numbers; once a text is among them, what follows is appended. Nothing counts as the empty text.
    private static func add(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        var sum = arguments[0]
        // What texts there are so far. Each is added to it in place.
        var joined: String?
        for place in 0..<arguments.count {
            switch arguments[place] {
            case .undefined, .json(.null), .json(.number), .json(.string): break
            default: throw arguments.failure(place, "a number or a text")
            }
            guard place > 0 else { continue }
            let next = arguments[place]
            if joined != nil {
                joined? += next.text
                try evaluation.check(textBytes: joined?.utf8.count ?? 0)
            } else if let left = ExpressionNumber(sum), let right = ExpressionNumber(next) {
                sum = try (left + right).value()
            } else if ExpressionNumber(sum) != nil && next.isNothing || sum.isNothing && ExpressionNumber(next) != nil {
                throw .value("a number cannot be added to nothing: one of the operands of + is missing or null")
            } else {
                joined = sum.text + next.text
            }
        }
        return joined.map(Value.string) ?? sum
    }

    /// The texts of all arguments one after the other; arrays, when all are arrays or nothing, become one array.
    private static func concat(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let given = arguments.values.filter { !$0.isNothing }
        let arrays = given.compactMap { value -> [JSONValue]? in
            if case .json(let json) = value { json.arrayValue } else { nil }
        }
        if !arrays.isEmpty, arrays.count == given.count {
            try evaluation.check(count: arrays.reduce(0) { $0 + $1.count })
            return try evaluation.built(.array(Array(arrays.joined())))
        }
        var text = ""
        for value in given {
            text += try evaluation.text(of: value)
            try evaluation.check(textBytes: text.utf8.count)
        }
        return .string(text)
    }
}
