import JSONKit

/// A part of an expression, ready to be evaluated. The places are where the part stands in the source.
indirect enum Node: Sendable {
    case constant(Value)
    case name(String, offset: Int)
    case member(Node, String, offset: Int)
    case index(Node, Node, offset: Int)
    case call(Builtin, [Node], offset: Int)
    case lazy(LazyFunction, [Node], offset: Int)
    case iterate(Iteration, over: Node, variable: String, body: Node, offset: Int)
    case template([TemplatePart])
    case array([Node], offset: Int)
    case object([(name: String, value: Node)], offset: Int)
}

/// A part of a text between backticks, or of a text of a card.
enum TemplatePart: Sendable {
    case text(String)
    case expression(Node)
}

/// Functions that decide which of their arguments are evaluated, or what an error in one means.
enum LazyFunction: String, Sendable, CaseIterable {
    case and, or, not, coalesce, exists, setPathToValue, getProperty
    case condition = "if"

    var arity: ClosedRange<Int> {
        switch self {
        case .and, .or, .coalesce: 1...Int.max
        case .not, .exists: 1...1
        case .condition: 3...3
        case .setPathToValue: 2...2
        case .getProperty: 1...2
        }
    }
}

/// Functions that evaluate one expression for each element.
enum Iteration: String, Sendable, CaseIterable {
    case foreach, select, `where`, any, all
}

extension Node {
    /// The dotted path, when the part is nothing but one: `person.name`, `items[2]`.
    var path: String? {
        switch self {
        case .name(let name, _): name
        case .member(let base, let name, _): base.path.map { $0 + "." + name }
        case .index(let base, .constant(let key), _): base.path.flatMap { path in key.subscriptText.map { path + $0 } }
        default: nil
        }
    }

    /// Whether the part reads a value from the data, and does nothing to it.
    var isPath: Bool {
        switch self {
        case .name: true
        case .member(let base, _, _), .index(let base, _, _): base.isPath
        default: false
        }
    }

    /// Where the part begins.
    var offset: Int? {
        switch self {
        case .name(_, let offset): offset
        case .member(let base, _, let offset): base.offset ?? offset
        case .index(let base, _, let offset): base.offset ?? offset
        case .call(_, _, let offset), .lazy(_, _, let offset), .iterate(_, _, _, _, let offset),
            .array(_, let offset), .object(_, let offset):
            offset
        case .constant, .template: nil
        }
    }
}

extension ExpressionValue {
    /// The value as a subscript in a path, when it can be one.
    fileprivate var subscriptText: String? {
        switch self {
        case .json(.number(let index)): "[\(index)]"
        case .json(.string(let name)): "['\(name)']"
        default: nil
        }
    }
}
