/// The paths that a part of an expression reads from its data.
struct References {
    private(set) var paths: [Reference] = []
    private var locals: [String] = []

    /// A path, and where it stands.
    struct Reference {
        let path: String
        let node: Node
        /// Whether a missing value means something here, as in `exists(x)` or `x == null`.
        let isTolerated: Bool
    }

    init(of node: Node) { collect(node, tolerated: false) }

    private mutating func collect(_ node: Node, tolerated: Bool) {
        if let path = node.path {
            if let root = node.rootName, !locals.contains(root) {
                paths.append(Reference(path: path, node: node, isTolerated: tolerated))
            }
            return
        }
        switch node {
        case .constant, .name, .path: break
        case .member(let base, _, _): collect(base, tolerated: tolerated)
        case .index(let base, let index, _):
            collect(base, tolerated: tolerated)
            collect(index, tolerated: false)
        case .call(let call):
            for argument in call.arguments { collect(argument, tolerated: call.function.expectsNothing) }
        case .lazy(let function, let arguments, _):
            for (place, argument) in arguments.enumerated() {
                collect(argument, tolerated: function.expectsNothing(at: place))
            }
        case .iterate(_, let list, let variable, let body, _):
            collect(list, tolerated: tolerated)
            locals.append(variable)
            collect(body, tolerated: tolerated)
            locals.removeLast()
        case .template(let parts):
            for case .expression(let part) in parts { collect(part, tolerated: tolerated) }
        case .array(let elements, _): for element in elements { collect(element, tolerated: tolerated) }
        case .object(let members, _): for member in members { collect(member.value, tolerated: tolerated) }
        }
    }
}

extension Node {
    /// The name at which a path begins.
    fileprivate var rootName: String? {
        switch self {
        case .name(let name, _): name
        case .path(let path): path.root
        case .member(let base, _, _), .index(let base, _, _): base.rootName
        default: nil
        }
    }
}

extension LazyFunction {
    /// Whether a missing value as the argument at `place` is part of the question.
    func expectsNothing(at place: Int) -> Bool {
        switch self {
        case .and, .or, .not, .coalesce, .exists: true
        case .condition: place == 0
        case .setPathToValue: place == 0
        case .getProperty: true
        }
    }
}
