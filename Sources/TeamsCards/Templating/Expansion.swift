import JSONKit
import ServiceKit

/// One expansion: the scope at hand, what was found wrong, and how large the card has become.
struct Expansion {
    typealias Names = ExpressionScope.TemplateNames

    private var evaluation: Evaluation
    private let mode: ExpansionOptions.Mode
    private var size: ValueSize
    private(set) var issues: [TemplateIssue] = []
    /// The place of the template that is being expanded.
    private(set) var path = ""
    private var names: Names

    /// What became of an object: `$when` may drop it, `$data` may repeat it.
    private enum Outcome {
        case none
        case one(JSONValue)
        case many([JSONValue])
    }

    init(data: JSONValue?, host: JSONValue?, options: ExpansionOptions, inlineData: TemplateNode?) {
        names = Names(
            root: data.map(Value.json) ?? .undefined, data: data.map(Value.json) ?? .undefined, index: nil,
            host: host.map(Value.json) ?? .undefined)
        var scope = ExpressionScope(.null)
        scope.template = names
        evaluation = Evaluation(scope: scope, environment: options.environment)
        evaluation.substitution = options.substitution
        mode = options.mode
        if mode == .strict { evaluation.missing = [] }
        size = ValueSize(limits: options.environment.limits)
        // A template that brings its data needs no others: they are the root too.
        if data == nil, case .constant(let inline, _)? = inlineData {
            names.root = .json(inline)
            names.data = .json(inline)
            evaluation.scope.template = names
        }
    }

    /// The whole card.
    mutating func card(_ root: TemplateNode) throws(Failure) -> JSONValue { try member(root, depth: 0) ?? .null }

    private mutating func warn(_ code: TemplateIssue.Code, _ path: String, _ message: String) throws(Failure) {
        // A warning costs something too: a template repeated a million times would make a million of them.
        try evaluation.spend(message.utf8.count)
        issues.append(TemplateIssue(code, path: path, message: message))
    }

    // MARK: Nodes

    /// The value of a member of an object, or of the root; `nil` when it is dropped.
    private mutating func member(_ node: TemplateNode, depth: Int) throws(Failure) -> JSONValue? {
        switch node {
        case .object(let object):
            switch try self.object(object, depth: depth) {
            case .none: return nil
            case .one(let value): return value
            case .many(let values): return values.count <= 1 ? values.first : .array(values)
            }
        default: return try value(node, depth: depth)
        }
    }

    private mutating func value(_ node: TemplateNode, depth: Int) throws(Failure) -> JSONValue {
        switch node {
        case .constant(let value, let count):
            try size.add(count)
            return value
        case .value(let binding): return try value(binding, depth: depth)
        case .text(let parts): return .string(try text(parts))
        case .array(let nodes):
            try size.count(1)
            return .array(try elements(nodes, depth: depth + 1))
        case .object: return try member(node, depth: depth) ?? .null
        }
    }

    private mutating func elements(_ nodes: [TemplateNode], depth: Int) throws(Failure) -> [JSONValue] {
        var elements: [JSONValue] = []
        elements.reserveCapacity(nodes.count)
        for node in nodes {
            guard case .object(let object) = node else {
                elements.append(try value(node, depth: depth))
                continue
            }
            switch try self.object(object, depth: depth) {
            case .none: break
            case .one(let value): elements.append(value)
            case .many(let values): elements += values
            }
        }
        return elements
    }

    // MARK: Objects

    private mutating func object(_ object: ObjectTemplate, depth: Int) throws(Failure) -> Outcome {
        try size.check(depth: depth)
        guard let clause = object.data else {
            return try isThere(object) ? .one(try members(object, depth: depth)) : .none
        }
        let outer = names
        defer { enter(outer) }
        let data = try self.data(clause, path: object.path, depth: depth)
        guard case .json(.array(let items)) = data else {
            enter(Names(root: outer.root, data: data, index: outer.index, host: outer.host))
            return try isThere(object) ? .one(try members(object, depth: depth)) : .none
        }
        var values: [JSONValue] = []
        values.reserveCapacity(min(items.count, 1024))
        for (place, item) in items.enumerated() {
            try evaluation.spend(1)
            enter(Names(root: outer.root, data: .json(item), index: place, host: outer.host))
            if try isThere(object) { values.append(try members(object, depth: depth)) }
        }
        return .many(values)
    }

    private mutating func enter(_ names: Names) {
        self.names = names
        evaluation.scope.template = names
    }

    /// What `$data` yields: the scope, or an array of scopes. Nothing, when it is missing: then all names inside are.
    private mutating func data(
        _ clause: ObjectTemplate.Data, path: String, depth: Int
    ) throws(Failure) -> Value {
        switch clause {
        case .literal(.constant(let data, _)): return .json(data)
        case .literal(let node): return .json(try value(node, depth: depth))
        case .value(let binding):
            let value = try evaluate(binding)
            if let value, value.isNothing || value == .undefined {
                try warn(.data, binding.path, "$data is \(value.kind), so the names inside mean nothing")
            }
            return value ?? .undefined
        }
    }

    private mutating func isThere(_ object: ObjectTemplate) throws(Failure) -> Bool {
        switch object.when {
        case .always: return true
        case .never: return false
        case .nonsense(let issue):
            try warn(issue.code, issue.path, issue.message)
            return false
        case .binding(let binding):
            let count = issues.count
            let value = try evaluate(binding)
            if case .json(.bool(let isThere))? = value { return isThere }
            if issues.count == count {
                let kind = value?.kind ?? "nothing"
                try warn(.when, binding.path, "\(binding.source) is \(kind), not true or false: the element is dropped")
            }
            return false
        }
    }

    private mutating func members(_ object: ObjectTemplate, depth: Int) throws(Failure) -> JSONValue {
        try size.add(object.size)
        var result = object.skeleton
        for (name, node) in object.members {
            if let value = try member(node, depth: depth + 1) { result[name] = value } else { result[name] = nil }
        }
        return .object(result)
    }

    // MARK: Bindings

    /// The value of a binding that stands alone; its own text where it has none.
    private mutating func value(_ binding: Binding, depth: Int) throws(Failure) -> JSONValue {
        guard let value = try evaluate(binding), value != .undefined else {
            try size.add(.string(binding.source))
            return .string(binding.source)
        }
        let json = value.asJSON
        try size.add(json, depth: depth)
        return json
    }

    private mutating func text(_ parts: [TextPart]) throws(Failure) -> String {
        var text = ""
        text.reserveCapacity(64)
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .binding(let binding):
                guard let value = try evaluate(binding) else {
                    text += binding.source
                    continue
                }
                if value == .json(.null) {
                    try warn(.null, binding.path, "\(binding.source) is null, so its text stays")
                    text += binding.source
                } else if case .json(.string(let value)) = value {
                    text += value
                } else {
                    text += try evaluation.text(of: value)
                }
            }
            try evaluation.check(textBytes: text.utf8.count)
        }
        try size.count(1, textBytes: text.utf8.count)
        return text
    }

    /// The value of a binding; `nil` where there is none, with an issue that says why.
    private mutating func evaluate(_ binding: Binding) throws(Failure) -> Value? {
        path = binding.path
        guard case .expression(let node) = binding.content else {
            if case .broken(let issue) = binding.content { try warn(issue.code, issue.path, issue.message) }
            return nil
        }
        let value: Value
        do throws(Failure) {
            value = try evaluation.value(of: node)
        } catch {
            evaluation.missing?.removeAll()
            guard error.code != .limit else { throw error }
            try evaluation.spend(binding.source.utf8.count)
            let message = Binding.message(error, source: binding.source, text: binding.text, start: binding.start)
            try warn(.evaluation, binding.path, message)
            return nil
        }
        if evaluation.isChanged {
            evaluation.isChanged = false
            evaluation.scope.template = names
        }
        if let missing = evaluation.missing, !missing.isEmpty {
            evaluation.missing = []
            for name in missing { try warn(.missing, binding.path, names.lacks(name)) }
            return nil
        }
        guard value != .undefined else {
            let message = node.path.map(names.lacks) ?? "\(binding.source.prefix(200)) has no value"
            try warn(.missing, binding.path, message)
            return nil
        }
        return node.isPath ? value : value.normalized
    }
}

extension ExpressionScope.TemplateNames {
    /// That the data lack a path, with the nearest name that they have.
    func lacks(_ path: String) -> String {
        let shown = path.prefix(200)
        guard case .json(.object(let object)) = data, !path.contains("."), (3...40).contains(path.utf8.count) else {
            return "the data have no '\(shown)'"
        }
        let names = object.prefix(100).map(\.name).filter { $0.utf8.count <= 40 }
        let hint = nearestName(to: path, among: names).map { "; did you mean '\($0)'?" } ?? ""
        return "the data have no '\(shown)'\(hint)"
    }
}
