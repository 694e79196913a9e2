import JSONKit

/// A path into the data of which all is known before there are data: `person.name`, `items[2]['a b']`.
final class DataPath: Sendable {
    /// Where the path begins.
    enum Origin: Sendable {
        /// A variable, or a member of the data.
        case name
        /// A name that means something in a template.
        case data, root, host, index
        /// Another name with a dollar sign, which may mean something in a template.
        case sign
    }

    /// A step from a value to one inside of it.
    enum Step: Sendable {
        case member(String)
        case element(Int)
    }

    /// The name at the beginning.
    let root: String
    let origin: Origin
    /// The steps behind the name.
    let steps: [Step]
    /// The path as it was read.
    let node: Node
    /// The path as people write it.
    let text: String?

    /// `nil` when the part is no path, or when one of its steps has to be worked out.
    init?(_ node: Node) {
        var steps: [Step] = []
        guard let root = Self.collect(node, &steps) else { return nil }
        self.root = root
        self.steps = steps
        self.node = node
        text = node.path
        origin =
            switch root {
            case "$data": .data
            case "$root": .root
            case "$host": .host
            case "$index": .index
            default: root.utf8.first == UInt8(ascii: "$") ? .sign : .name
            }
    }

    private static func collect(_ node: Node, _ steps: inout [Step]) -> String? {
        switch node {
        case .name(let name, _): return name
        case .path(let path):
            steps = path.steps
            return path.root
        case .member(let base, let name, _):
            let root = collect(base, &steps)
            steps.append(.member(name))
            return root
        case .index(let base, .constant(.json(.string(let name))), _):
            let root = collect(base, &steps)
            steps.append(.member(name))
            return root
        case .index(let base, .constant(.json(.number(let number))), _):
            guard let place = number.int else { return nil }
            let root = collect(base, &steps)
            steps.append(.element(place))
            return root
        default: return nil
        }
    }

    /// The value behind the steps, by names as they are written. `nil` when there is none, or nothing: then one has to
    /// look closer.
    func value(from start: Value) -> Value? {
        guard case .json(let json) = start else { return nil }
        return find(json, 0)
    }

    /// The value behind the steps from a member of these data; `nil` as above.
    func value(in data: Value) -> Value? {
        guard case .json(.object(let object)) = data, let start = object[root] else { return nil }
        return find(start, 0)
    }

    private func find(_ value: consuming JSONValue, _ place: Int) -> Value? {
        if place == steps.count {
            if case .null = value { return nil }
            return .json(value)
        }
        switch steps[place] {
        case .member(let name):
            guard case .object(let object) = value, let member = object[name] else { return nil }
            return find(member, place + 1)
        case .element(let index):
            guard case .array(let elements) = value, elements.indices.contains(index) else { return nil }
            return find(elements[index], place + 1)
        }
    }
}

extension Node {
    /// The same part, with what can be known of a path known from now on.
    var resolved: Node { isPath ? DataPath(self).map(Node.path) ?? self : self }
}
