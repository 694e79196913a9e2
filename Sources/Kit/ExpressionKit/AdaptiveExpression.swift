public import JSONKit

/// An [Adaptive Expression](https://learn.microsoft.com/azure/bot-service/adaptive-expressions/), read once and
/// evaluated as often as needed.
///
/// ```swift
/// let total = try AdaptiveExpression("formatNumber(price * count, 2)")
/// try total.evaluate(["price": 2.5, "count": 3]).text   // "7.50"
/// ```
public struct AdaptiveExpression: Sendable {
    /// The expression as written.
    public let source: String
    let node: Node?

    /// Reads an expression. An empty one has the empty text as its value.
    ///
    /// - Parameters:
    ///   - source: the text of the expression.
    ///   - functions: the functions that it may call.
    /// - Throws: ``ExpressionError`` with the place of what is wrong: syntax, unknown functions, wrong numbers of
    ///   arguments.
    public init(_ source: String, functions: ExpressionFunctions = .standard) throws(ExpressionError) {
        self.source = source
        let bytes = Array(source.utf8)
        guard bytes.contains(where: { $0 > 0x20 }) else {
            node = nil
            return
        }
        var parser = ExpressionParser(bytes, from: 0, to: bytes.count, functions: functions)
        do throws(Failure) { node = try parser.parseAll().node } catch { throw ExpressionError(error, in: source) }
    }

    /// The value that the expression has with these data.
    ///
    /// - Throws: ``ExpressionError``.
    public func evaluate(
        _ data: JSONValue, environment: ExpressionEnvironment = ExpressionEnvironment()
    ) throws(ExpressionError) -> ExpressionValue {
        try evaluate(ExpressionScope(data), environment: environment)
    }

    /// The value that the expression has in this scope.
    ///
    /// - Throws: ``ExpressionError``.
    public func evaluate(
        _ scope: ExpressionScope, environment: ExpressionEnvironment = ExpressionEnvironment()
    ) throws(ExpressionError) -> ExpressionValue {
        guard let node else { return .empty }
        var evaluation = Evaluation(scope, environment: environment)
        do throws(Failure) {
            let value = try evaluation.value(of: node)
            return node.isPath ? value : value.normalized
        } catch {
            throw ExpressionError(error, in: source)
        }
    }

    /// The paths that the expression reads from its data, each once, in the order of their first use: `items`,
    /// `nestedItems[1].x`.
    public var references: [String] {
        var seen: Set<ExactText> = []
        return node.map { References(of: $0).paths.map(\.path).filter { seen.insert(ExactText($0)).inserted } } ?? []
    }
}
