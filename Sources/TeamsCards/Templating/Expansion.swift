import ExpressionKit
import JSONKit

/// One expansion: the scope at hand, what was found wrong, and how large the card has become.
struct Expansion: ~Copyable {
    private var evaluation: BindingEvaluation
    private var size: ValueSize
    /// In which texts are put together.
    private var buffer = TextBuffer()
    private(set) var issues: [TemplateIssue] = []
    /// The place of the template at which a limit was passed.
    private(set) var path = ""

    /// What became of an object: `$when` may drop it, `$data` may repeat it.
    private enum Outcome {
        case none
        case one(JSONValue)
        case many([JSONValue])
    }

    init(data: JSONValue?, host: JSONValue?, options: ExpansionOptions) {
        evaluation = BindingEvaluation(
            root: data.map(ExpressionValue.json) ?? .undefined, host: host.map(ExpressionValue.json) ?? .undefined,
            constants: BindingEvaluation.constants, environment: options.environment,
            substitution: options.substitution, noticesMissing: options.mode == .strict)
        size = ValueSize(limits: options.environment.limits)
    }

    /// The whole card.
    mutating func card(_ root: TemplateNode) throws(Failure) -> JSONValue { try member(root, depth: 0) ?? .null }

    /// Notes where the work ended.
    private mutating func ended(_ failure: Failure, at place: String) -> Failure {
        if path.isEmpty { path = place }
        return failure
    }

    // MARK: Nodes

    /// The value of a member of an object, or of the root; `nil` when it is dropped.
    private mutating func member(_ node: TemplateNode, depth: Int) throws(Failure) -> JSONValue? {
        guard case .object(let object) = node, !object.isPlain else { return try value(node, depth: depth) }
        switch try self.object(object, depth: depth) {
        case .none: return nil
        case .one(let value): return value
        case .many(let values): return values.count <= 1 ? values.first : .array(values)
        }
    }

    private mutating func value(_ node: TemplateNode, depth: Int) throws(Failure) -> JSONValue {
        switch node {
        case .constant(let value, let count):
            try size.add(count)
            return value
        case .value(let placed):
            do throws(Failure) { return try value(placed, depth: depth) } catch { throw ended(error, at: placed.path) }
        case .text(let text):
            do throws(Failure) { return .string(try self.text(text)) } catch { throw ended(error, at: text.path) }
        case .array(let nodes):
            try size.count(1)
            return .array(try elements(nodes, depth: depth + 1))
        case .object(let object):
            if object.isPlain { return try plain(object, depth: depth) }
            return try member(node, depth: depth) ?? .null
        }
    }

    private mutating func elements(_ nodes: [TemplateNode], depth: Int) throws(Failure) -> [JSONValue] {
        var elements: [JSONValue] = []
        elements.reserveCapacity(nodes.count)
        for node in nodes {
            guard case .object(let object) = node, !object.isPlain else {
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

    /// An object that is always there, once.
    private mutating func plain(_ object: ObjectTemplate, depth: Int) throws(Failure) -> JSONValue {
        do throws(Failure) {
            try size.check(depth: depth)
            return try members(object, depth: depth)
        } catch {
            throw ended(error, at: object.path)
        }
    }

    private mutating func object(_ object: ObjectTemplate, depth: Int) throws(Failure) -> Outcome {
        do throws(Failure) {
            try size.check(depth: depth)
            guard let clause = object.data else {
                return try isThere(object) ? .one(try members(object, depth: depth)) : .none
            }
            return try scoped(object, clause, depth: depth)
        } catch {
            throw ended(error, at: object.path)
        }
    }

    /// An object with a scope of its own, or one for each element of an array.
    private mutating func scoped(
        _ object: ObjectTemplate, _ clause: ObjectTemplate.Data, depth: Int
    ) throws(Failure) -> Outcome {
        let (outer, index) = (evaluation.data, evaluation.index)
        defer { evaluation.enter(outer, index: index) }
        let data = try self.data(clause, depth: depth)
        guard case .json(.array(let items)) = data else {
            evaluation.enter(data, index: index)
            return try isThere(object) ? .one(try members(object, depth: depth)) : .none
        }
        var values: [JSONValue] = []
        values.reserveCapacity(min(items.count, 1024))
        for place in items.indices {
            try evaluation.spend(1)
            evaluation.enter(.json(items[place]), index: place)
            if try isThere(object) { values.append(try members(object, depth: depth)) }
        }
        return .many(values)
    }

    /// What `$data` yields: the scope, or an array of scopes. Nothing, when it is missing: then all names inside are.
    private mutating func data(_ clause: ObjectTemplate.Data, depth: Int) throws(Failure) -> ExpressionValue {
        switch clause {
        case .literal(.constant(let data, _)): return .json(data)
        case .literal(let node): return .json(try value(node, depth: depth))
        case .value(let placed):
            guard let value = try value(of: placed) else { return .undefined }
            if value.isNothing { try warn(.data, placed, "$data is \(value.kind), so the names inside mean nothing") }
            return value
        }
    }

    private mutating func members(_ object: ObjectTemplate, depth: Int) throws(Failure) -> JSONValue {
        try size.add(object.size)
        var result = object.skeleton
        var dropped: [Int] = []
        for member in object.members {
            if case .object(let inner) = member.node, !inner.isPlain {
                if let value = try self.member(member.node, depth: depth + 1) {
                    result.replaceValue(at: member.place, with: value)
                } else {
                    dropped.append(member.place)
                }
            } else {
                result.replaceValue(at: member.place, with: try value(member.node, depth: depth + 1))
            }
        }
        if !dropped.isEmpty { result.removeMembers(at: dropped) }
        return .object(result)
    }

    // MARK: Conditions

    private mutating func isThere(_ object: ObjectTemplate) throws(Failure) -> Bool {
        switch object.when {
        case .always: return true
        case .never: return false
        case .nonsense(let issue):
            try warn(issue)
            return false
        case .binding(let placed): return try holds(placed)
        }
    }

    private mutating func holds(_ placed: PlacedBinding) throws(Failure) -> Bool {
        let (value, doubts) = try evaluation.condition(placed.binding)
        guard case .json(.bool(let holds))? = value else {
            if let value {
                try warn(.when, placed, Condition.message(for: placed.binding, value: value))
            } else {
                try explain(placed, more: "; $when is not true, so the element is dropped")
            }
            return false
        }
        for doubt in doubts {
            switch doubt {
            case .missing(let name):
                try warn(.missing, placed, lacks(name, placed) + "; what is missing makes a comparison false")
            case .failed(let error): try warn(.evaluation, placed, "\(error.adding("; here it counts as false"))")
            }
        }
        return holds
    }

    // MARK: Bindings

    /// The value of a binding that stands alone; its own text where it has none.
    private mutating func value(_ placed: PlacedBinding, depth: Int) throws(Failure) -> JSONValue {
        guard let value = try value(of: placed) else {
            let source = placed.binding.source
            try size.count(1, textBytes: source.utf8.count)
            return .string(source)
        }
        let json = value.asJSON
        try size.add(json, depth: depth)
        return json
    }

    private mutating func text(_ template: TextTemplate) throws(Failure) -> String {
        buffer.removeAll()
        for part in template.parts {
            buffer.append(part.literal)
            guard let placed = part.binding else { continue }
            switch try value(of: placed) {
            case nil: buffer.append(placed.binding.source)
            case .json(.string(let value))?: buffer.append(value)
            case .json(.null)?:
                try warn(.null, placed, "\(placed.binding.source) is null, so its text stays")
                buffer.append(placed.binding.source)
            case let value?: buffer.append(try evaluation.text(of: value))
            }
            try evaluation.check(textBytes: buffer.count)
        }
        if let issue = template.issue { try warn(issue) }
        try size.count(1, textBytes: buffer.count)
        return buffer.text
    }

    /// The value of a binding; `nil` where there is none, with an issue that says why.
    private mutating func value(of placed: PlacedBinding) throws(Failure) -> ExpressionValue? {
        if let value = try evaluation.value(of: placed.binding) { return value }
        try explain(placed)
        return nil
    }

    // MARK: Issues

    private mutating func warn(_ issue: TemplateIssue) throws(Failure) {
        // A warning costs something too: a template repeated a million times would make a million of them.
        try evaluation.spend(issue.message.utf8.count)
        issues.append(issue)
    }

    private mutating func warn(
        _ code: TemplateIssue.Code, _ placed: PlacedBinding, _ message: String
    ) throws(Failure) {
        try warn(TemplateIssue(code, path: placed.path, message: message))
    }

    /// Whether to look for what may have been meant, which takes longer than to expand: the first few times.
    private var hints: Bool { issues.count < 20 }

    private mutating func lacks(_ name: String, _ placed: PlacedBinding) -> String {
        evaluation.lacks(name, in: placed.binding, hints: hints)
    }

    /// Says why a binding has no value.
    private mutating func explain(_ placed: PlacedBinding, more: String = "") throws(Failure) {
        if let issue = placed.issue { return try warn(issue) }
        switch evaluation.lack {
        case .missing(let names):
            for name in names { try warn(.missing, placed, lacks(name, placed) + more) }
            if names.isEmpty {
                try warn(.missing, placed, "\(placed.binding.source.prefix(200)) has no value" + more)
            }
        case .failed(let error):
            let hint = hints ? OddName.hint(for: placed.binding, in: evaluation.data) : ""
            try warn(.evaluation, placed, "\(error.adding(hint + more))")
        }
    }
}
