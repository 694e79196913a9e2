import JSONKit
import ServiceKit

/// The functions that expressions may call.
public struct ExpressionFunctions: Sendable {
    private var builtins: [String: Builtin]
    /// Whether an error names the nearest function. Looking for it takes longer than reading an expression.
    var suggests = true

    /// The functions of the language, all of them.
    public static let standard = ExpressionFunctions(
        tables: [
            OperatorFunctions.table, StringFunctions.table, CaseFunctions.table, CollectionFunctions.table,
            SelectionFunctions.table, ComparisonFunctions.table, ConversionFunctions.table, BinaryFunctions.table,
            MathFunctions.table, TypeFunctions.table, ObjectFunctions.table, PathFunctions.table, DateFunctions.table,
            DateArithmetic.table, DatePartFunctions.table, TimexFunctions.table, ViableTimeFunctions.table,
            URIFunctions.table, RegexFunctions.table, TriggerFunctions.table,
        ])

    private init(tables: [[Builtin]]) {
        builtins = Dictionary(uniqueKeysWithValues: tables.joined().map { ($0.name, $0) })
    }

    /// The names, in alphabetic order.
    public var names: [String] {
        (builtins.keys.filter { $0.first?.isLetter == true } + LazyFunction.allCases.map(\.rawValue)
            + Iteration.allCases.map(\.rawValue))
            .sorted()
    }

    /// Adds a function of one's own, or replaces one.
    ///
    /// - Parameters:
    ///   - name: how expressions call it. It may hold points: `Contoso.greeting`.
    ///   - arity: how many arguments it takes.
    ///   - body: yields its value. `nil` means that the arguments do not fit, which is an error.
    public mutating func add(
        _ name: String, arity: ClosedRange<Int>, _ body: @escaping @Sendable ([ExpressionValue]) -> ExpressionValue?
    ) {
        builtins[name] = Builtin(name, arity) { (evaluation: inout Evaluation, arguments: Arguments) throws(Failure) in
            guard let value = body(arguments.values) else { throw .value("\(name) cannot use these arguments") }
            try evaluation.check(value)
            return value
        }
    }

    /// The call of a function by name; fails when there is no such function, or the number of arguments is wrong.
    func call(_ name: String, _ arguments: [Node], at place: Int) throws(Failure) -> Node {
        if builtins[name] == nil, let lazy = LazyFunction(rawValue: name) {
            try check(name, lazy.arity, arguments.count, at: place)
            return .lazy(lazy, arguments, offset: place)
        }
        guard let builtin = builtins[name] else {
            let similar = suggests ? nearestName(to: name, among: names) : nil
            let hint = similar.map { "; there is \($0)" } ?? ""
            throw Failure(.unknownFunction, "there is no function '\(name)'\(hint)", at: place)
        }
        try check(name, builtin.arity, arguments.count, at: place)
        let function = try RegexFunctions.precompiled(builtin, arguments, at: place)
        return .call(FunctionCall(function, arguments, offset: place))
    }

    private func check(_ name: String, _ arity: ClosedRange<Int>, _ count: Int, at place: Int) throws(Failure) {
        guard !arity.contains(count) else { return }
        let expected =
            if arity.lowerBound == arity.upperBound {
                "\(arity.lowerBound)"
            } else if arity.upperBound == .max {
                "at least \(arity.lowerBound)"
            } else {
                "\(arity.lowerBound) to \(arity.upperBound)"
            }
        let noun = arity.lowerBound == 1 && arity.upperBound == 1 ? "argument" : "arguments"
        throw Failure(.arguments, "\(name) takes \(expected) \(noun), not \(count)", at: place)
    }

    // MARK: Operators

    var negate: Builtin { OperatorFunctions.negate }
    var affirm: Builtin { OperatorFunctions.affirm }

    /// The operands and the operator between them. A chain of `+`, `&`, `&&`, `||` or `??` is one part with many
    /// operands, so that its height does not grow with its length.
    func join(_ operands: [ExpressionParser.Part], _ sign: Sign, at place: Int) -> ExpressionParser.Part {
        let nodes = operands.map(\.node)
        let height = 1 + operands.reduce(0) { max($0, $1.height) }
        let lazy: LazyFunction? =
            switch sign {
            case .and: .and
            case .or: .or
            case .coalesce: .coalesce
            default: nil
            }
        if let lazy { return .init(node: .lazy(lazy, nodes, offset: place), height: height) }
        let builtin = OperatorFunctions.operators[sign] ?? OperatorFunctions.unknown
        return .init(node: .call(FunctionCall(builtin, nodes, offset: place)), height: height)
    }
}
