/// The call of a function that is given the values of its arguments.
final class FunctionCall: Sendable {
    let function: Builtin
    let arguments: [Node]
    let count: Int
    /// The first arguments once more, where they are at hand; of an argument that is not there, nothing.
    let first: Node
    let second: Node
    let third: Node
    let offset: Int

    init(_ function: Builtin, _ arguments: [Node], offset: Int) {
        self.function = function
        self.arguments = arguments
        count = arguments.count
        first = count > 0 ? arguments[0] : .nothing
        second = count > 1 ? arguments[1] : .nothing
        third = count > 2 ? arguments[2] : .nothing
        self.offset = offset
    }
}
