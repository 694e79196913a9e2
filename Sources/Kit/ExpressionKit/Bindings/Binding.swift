/// `${…}` in a text, read once. An object that never changes, so that handing it on costs one count.
package final class Binding: Sendable {
    /// As written, with its braces.
    package let source: String
    /// Why it is no expression, if it is none.
    package let error: ExpressionError?
    /// What is evaluated; of what is no expression, nothing.
    let node: Node
    /// Whether the value is one of the data, as it stands there.
    let isPath: Bool
    let isBroken: Bool
    /// The text in which it stands, and where there: errors point into it.
    private let text: String
    private let start: Int

    init(source: String, text: String, start: Int, node: Node) {
        self.source = source
        self.text = text
        self.start = start
        self.node = node
        isPath = node.isPath
        isBroken = false
        error = nil
    }

    init(source: String, text: String, start: Int, broken failure: Failure) {
        self.source = source
        self.text = text
        self.start = start
        node = .nothing
        isPath = false
        isBroken = true
        error = Self.error(failure, source: source, text: text, start: start)
    }

    /// What stands between the braces.
    package var inner: Substring { source.dropFirst(2).dropLast() }

    /// The dotted path, when the binding is nothing but one: `person.name`.
    package var path: String? { node.path }

    /// An error in the binding, with its place in the text, or in the binding where the text is long.
    func error(_ failure: Failure) -> ExpressionError {
        Self.error(failure, source: source, text: text, start: start)
    }

    private static func error(_ failure: Failure, source: String, text: String, start: Int) -> ExpressionError {
        if text.utf8.count <= 2000 { return ExpressionError(failure, in: text) }
        let place = failure.offset.map { $0 - start }
        return ExpressionError(Failure(failure.code, failure.message, at: place), in: source)
    }
}
