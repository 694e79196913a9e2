import ExpressionKit
import JSONKit

/// Reads a template into what is expanded later. Nothing is parsed again.
struct TemplateCompiler {
    private var reader: BindingReader
    private(set) var issues: [TemplateIssue] = []
    private var count = 0
    private let limits = ExpressionLimits()

    init(functions: ExpressionFunctions) {
        // Teams' own texts, which it translates itself.
        reader = BindingReader(functions: functions, leaving: "${rs:")
    }

    /// Members that mean something to the template and are never part of the card.
    private static let reserved: Set<String> = ["$data", "$when", "$root", "$index", "$host", "$_acTemplateVersion"]

    /// Where a part of the template stands.
    private struct Place {
        var path = ""
        var depth = 0
        var schema = SchemaPlace.unknown

        func element(_ place: Int) -> Place {
            Place(path: "\(path)/\(place)", depth: depth + 1, schema: schema.element)
        }

        func member(_ name: String, of object: JSONObject) -> Place {
            Place(
                path: path + "/" + JSONPointer.escaped(name), depth: depth + 1,
                schema: schema.member(name, of: object))
        }
    }

    /// The whole template.
    mutating func root(_ value: JSONValue) throws(Failure) -> TemplateNode { try node(value, at: Place()) }

    private mutating func node(_ value: JSONValue, at place: Place) throws(Failure) -> TemplateNode {
        count += 1
        guard count <= limits.nodes else { throw .limit("the template has more than \(limits.nodes) values") }
        guard place.depth <= limits.depth else {
            throw .limit("the template nests deeper than \(limits.depth) levels")
        }
        switch value {
        case .string(let text): return try string(text, at: place)
        case .array(let elements): return try array(elements, at: place)
        case .object(let object): return try self.object(object, at: place)
        default: return try constant(value)
        }
    }

    /// A value that is no array and no object.
    private func constant(_ value: JSONValue) throws(Failure) -> TemplateNode {
        var size = ValueSize(limits: limits)
        try size.add(value)
        return .constant(value, size: size)
    }

    private mutating func array(_ elements: [JSONValue], at place: Place) throws(Failure) -> TemplateNode {
        var nodes: [TemplateNode] = []
        for (index, element) in elements.enumerated() { nodes.append(try node(element, at: place.element(index))) }
        var size = ValueSize(limits: limits)
        try size.count(1)
        var constants: [JSONValue] = []
        for node in nodes {
            guard case .constant(let constant, let count) = node else { return .array(nodes) }
            constants.append(constant)
            try size.add(count)
        }
        return .constant(.array(constants), size: size)
    }

    private mutating func object(_ object: JSONObject, at place: Place) throws(Failure) -> TemplateNode {
        var data: ObjectTemplate.Data?
        var when = ObjectTemplate.When.always
        var skeleton = JSONObject()
        var size = ValueSize(limits: limits)
        try size.count(1)
        var members: [ObjectTemplate.Member] = []
        for (name, value) in object {
            let inner = place.member(name, of: object)
            guard !Self.reserved.contains(name) else {
                if name == "$data" { data = try self.data(value, at: inner) }
                if name == "$when" { when = try self.when(value, at: inner) }
                continue
            }
            let node = try node(value, at: inner)
            if case .constant(let constant, let count) = node {
                skeleton[name] = constant
                try size.add(count)
                try size.count(0, textBytes: name.utf8.count)
            } else {
                members.append(ObjectTemplate.Member(place: skeleton.count, node: node))
                skeleton[name] = .null
            }
        }
        if members.isEmpty, data == nil, case .always = when { return .constant(.object(skeleton), size: size) }
        return .object(
            ObjectTemplate(
                data: data, when: when, skeleton: skeleton, size: size, members: members, path: place.path))
    }

    private mutating func data(_ value: JSONValue, at place: Place) throws(Failure) -> ObjectTemplate.Data {
        let node = try node(value, at: place)
        if case .value(let binding) = node { return .value(binding) }
        return .literal(node)
    }

    private mutating func when(_ value: JSONValue, at place: Place) throws(Failure) -> ObjectTemplate.When {
        switch value {
        case .bool(let isThere): return isThere ? .always : .never
        case .string(let text):
            if case .value(let binding) = try string(text, at: place) { return .binding(binding) }
        default: break
        }
        let issue = TemplateIssue(.when, path: place.path, message: Condition.message(for: value))
        issues.append(issue)
        return .nonsense(issue)
    }

    private mutating func string(_ text: String, at place: Place) throws(Failure) -> TemplateNode {
        let bound = try reader.read(text)
        if let plain = bound.plain { return try constant(.string(plain)) }
        var parts: [TextTemplate.Part] = []
        var literal = ""
        for part in bound.parts {
            switch part {
            case .literal(let text): literal = text
            case .binding(let binding):
                let placed = PlacedBinding(binding, path: place.path)
                if let issue = placed.issue { issues.append(issue) }
                if bound.parts.count == 1 { return .value(placed) }
                parts.append(TextTemplate.Part(literal: literal, binding: placed))
                literal = ""
            }
        }
        if !literal.isEmpty { parts.append(TextTemplate.Part(literal: literal, binding: nil)) }
        let issue = place.schema.remark(on: parts).map { TemplateIssue(.kind, path: place.path, message: $0) }
        if let issue { issues.append(issue) }
        return .text(TextTemplate(parts, path: place.path, issue: issue))
    }
}
