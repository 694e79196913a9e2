import JSONKit

/// A function that is given the values of its arguments.
final class Builtin: Sendable {
    typealias Body = @Sendable (inout Evaluation, Arguments) throws(Failure) -> Value

    let name: String
    let arity: ClosedRange<Int>
    /// What an error in an argument means.
    let errors: Errors
    /// Whether missing values are part of the question, as with `empty` and `==`.
    let expectsNothing: Bool
    /// Whether the work does not grow with the arguments.
    let isConstantTime: Bool
    let body: Body

    /// What an error in an argument means: an error, or `false`.
    enum Errors { case pass, meanFalse }

    init(
        _ name: String, _ arity: ClosedRange<Int>, errors: Errors = .pass, expectsNothing: Bool = false,
        isConstantTime: Bool = false, _ body: @escaping Body
    ) {
        self.name = name
        self.arity = arity
        self.errors = errors
        self.expectsNothing = expectsNothing
        self.isConstantTime = isConstantTime
        self.body = body
    }

    convenience init(_ name: String, _ arity: Int, _ body: @escaping Body) { self.init(name, arity...arity, body) }

    /// The same function: an error in an argument makes it `false`.
    var comparing: Builtin {
        Builtin(name, arity, errors: .meanFalse, expectsNothing: expectsNothing, isConstantTime: true, body)
    }

    /// The same function: nothing is an answer too.
    var expectingNothing: Builtin {
        Builtin(name, arity, errors: errors, expectsNothing: true, isConstantTime: isConstantTime, body)
    }

    /// The same function: the size of its arguments does not matter.
    var constantTime: Builtin {
        Builtin(name, arity, errors: errors, expectsNothing: expectsNothing, isConstantTime: true, body)
    }
}

/// The values that a function was given, read with errors that name the function and the place.
struct Arguments {
    let function: String
    let count: Int
    // Most functions take no more than three, which need no array.
    private let first: Value
    private let second: Value
    private let third: Value
    private let others: [Value]

    init(
        function: String, count: Int, _ first: Value, _ second: Value = .undefined, _ third: Value = .undefined,
        others: [Value] = []
    ) {
        self.function = function
        self.count = count
        self.first = first
        self.second = second
        self.third = third
        self.others = others
    }

    /// The value at a place, undefined where there is none.
    subscript(place: Int) -> Value {
        switch place {
        case 0: first
        case 1: second
        case 2: third
        default: others.indices.contains(place - 3) ? others[place - 3] : .undefined
        }
    }

    /// All of them.
    var values: [Value] { Array([first, second, third].prefix(count)) + others }

    /// How much there is on the first level of all of them: what a function that walks over its arguments costs.
    var breadth: Int {
        let breadth = 1 + first.breadth + second.breadth + third.breadth
        return count <= 3 ? breadth : others.reduce(breadth) { $0 + $1.breadth }
    }

    func failure(_ place: Int, _ expected: String) -> Failure {
        let places = ["first", "second", "third", "fourth", "fifth"]
        let which = count == 1 ? "" : places.indices.contains(place) ? "\(places[place]) " : "\(place + 1)th "
        return .value("the \(which)argument of \(function) must be \(expected), not \(self[place].kind)")
    }

    func string(_ place: Int) throws(Failure) -> String {
        guard case .json(.string(let text)) = self[place] else { throw failure(place, "a text") }
        return text
    }

    /// A text; nothing counts as the empty one.
    func text(_ place: Int) throws(Failure) -> String {
        if self[place].isNothing { return "" }
        guard case .json(.string(let text)) = self[place] else { throw failure(place, "a text") }
        return text
    }

    /// A text, or `nil` when the argument is not there, nothing, or empty.
    func option(_ place: Int) throws(Failure) -> String? {
        let text = try text(place)
        return text.isEmpty ? nil : text
    }

    func number(_ place: Int) throws(Failure) -> ExpressionNumber {
        guard let number = ExpressionNumber(self[place]) else { throw failure(place, "a number") }
        return number
    }

    func whole(_ place: Int) throws(Failure) -> Int {
        guard let whole = try number(place).whole else { throw failure(place, "a whole number") }
        return whole
    }

    func array(_ place: Int) throws(Failure) -> [JSONValue] {
        guard case .json(.array(let elements)) = self[place] else { throw failure(place, "an array") }
        return elements
    }

    func object(_ place: Int) throws(Failure) -> JSONObject {
        guard case .json(.object(let object)) = self[place] else { throw failure(place, "an object") }
        return object
    }
}
