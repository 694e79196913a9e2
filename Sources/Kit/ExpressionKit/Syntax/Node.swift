import JSONKit

/// A part of an expression, ready to be evaluated. The places are where the part stands in the source.
///
/// Each case is one reference, so that handing a part on costs one count.
enum Node: Sendable {
    indirect case constant(Value)
    indirect case name(String, offset: Int)
    indirect case member(Node, String, offset: Int)
    indirect case index(Node, Node, offset: Int)
    /// A name, a member or an index of which all is known before there are data.
    case path(DataPath)
    case call(FunctionCall)
    indirect case lazy(LazyFunction, [Node], offset: Int)
    indirect case iterate(Iteration, over: Node, variable: String, body: Node, offset: Int)
    case template([TemplatePart])
    indirect case array([Node], offset: Int)
    indirect case object([(name: String, value: Node)], offset: Int)

    static let nothing = Node.constant(.undefined)
}

/// A part of a text between backticks.
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
        case .path(let path): path.text
        case .name(let name, _): name
        case .member(let base, let name, _): base.path.map { $0 + "." + name }
        case .index(let base, .constant(let key), _): base.path.flatMap { path in key.subscriptText.map { path + $0 } }
        default: nil
        }
    }

    /// Whether the part reads a value from the data, and does nothing to it.
    var isPath: Bool {
        switch self {
        case .name, .path: true
        case .member(let base, _, _), .index(let base, _, _): base.isPath
        default: false
        }
    }

    /// Where the part begins.
    var offset: Int? {
        switch self {
        case .path(let path): path.node.offset
        case .name(_, let offset): offset
        case .member(let base, _, let offset): base.offset ?? offset
        case .index(let base, _, let offset): base.offset ?? offset
        case .call(let call): call.offset
        case .lazy(_, _, let offset), .iterate(_, _, _, _, let offset), .array(_, let offset),
            .object(_, let offset):
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
