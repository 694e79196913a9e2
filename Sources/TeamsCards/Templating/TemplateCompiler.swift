import JSONKit

/// Reads a template into what is expanded later. Nothing is parsed again.
struct TemplateCompiler {
    private var functions: ExpressionFunctions
    private(set) var issues: [TemplateIssue] = []
    private var count = 0
    private var wasted = 0
    private let limits = ExpressionLimits()

    /// So much may be read in vain, in bytes; a binding that is no expression costs at least a thousand. Else a text of
    /// broken bindings would take time that grows with the square of its length.
    private static let mostWasted = 32 << 20

    init(functions: ExpressionFunctions) { self.functions = functions }

    /// Members that mean something to the template and are never part of the card.
    private static let reserved: Set<String> = ["$data", "$when", "$root", "$index", "$host", "$_acTemplateVersion"]

    mutating func node(_ value: JSONValue, path: String, depth: Int) throws(Failure) -> TemplateNode {
        count += 1
        guard count <= limits.nodes else { throw .limit("the template has more than \(limits.nodes) values") }
        guard depth <= limits.depth else { throw .limit("the template nests deeper than \(limits.depth) levels") }
        switch value {
        case .string(let text): return try string(text, path: path)
        case .array(let elements):
            var nodes: [TemplateNode] = []
            for (place, element) in elements.enumerated() {
                nodes.append(try node(element, path: "\(path)/\(place)", depth: depth + 1))
            }
            var size = ValueSize(limits: limits)
            try size.count(1)
            for node in nodes {
                guard case .constant(_, let count) = node else { return .array(nodes) }
                try size.add(count)
            }
            return .constant(value, size: size)
        case .object(let object): return try self.object(object, path: path, depth: depth)
        default: return try constant(value)
        }
    }

    /// A value that is no array and no object.
    private func constant(_ value: JSONValue) throws(Failure) -> TemplateNode {
        var size = ValueSize(limits: limits)
        try size.add(value)
        return .constant(value, size: size)
    }

    private mutating func object(_ object: JSONObject, path: String, depth: Int) throws(Failure) -> TemplateNode {
        var data: ObjectTemplate.Data?
        var when = ObjectTemplate.When.always
        var skeleton = JSONObject()
        var size = ValueSize(limits: limits)
        try size.count(1)
        var members: [(name: String, node: TemplateNode)] = []
        var isConstant = true
        for (name, value) in object {
            let place = path + "/" + JSONPointer.escaped(name)
            guard !Self.reserved.contains(name) else {
                isConstant = false
                if name == "$data" { data = try self.data(value, path: place, depth: depth) }
                if name == "$when" { when = try self.when(value, path: place) }
                continue
            }
            let node = try node(value, path: place, depth: depth + 1)
            if case .constant(let constant, let count) = node {
                skeleton[name] = constant
                try size.add(count)
                try size.count(0, textBytes: name.utf8.count)
            } else {
                isConstant = false
                skeleton[name] = .null
                members.append((name, node))
            }
        }
        if isConstant { return .constant(.object(object), size: size) }
        return .object(
            ObjectTemplate(data: data, when: when, skeleton: skeleton, size: size, members: members, path: path))
    }

    private mutating func data(_ value: JSONValue, path: String, depth: Int) throws(Failure) -> ObjectTemplate.Data {
        let node = try node(value, path: path, depth: depth + 1)
        if case .value(let binding) = node { return .value(binding) }
        return .literal(node)
    }

    private mutating func when(_ value: JSONValue, path: String) throws(Failure) -> ObjectTemplate.When {
        switch value {
        case .bool(let isThere): return isThere ? .always : .never
        case .string(let text):
            if case .value(let binding) = try string(text, path: path) { return .binding(binding) }
            fallthrough
        default:
            let message = "$when must be true, false or one ${…}, not \(Value.json(value).kind): the element is dropped"
            return .nonsense(TemplateIssue(.when, path: path, message: message))
        }
    }

    // MARK: Strings

    private mutating func string(_ text: String, path: String) throws(Failure) -> TemplateNode {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return try constant(.string(text)) }
        let bytes = Array(text.utf8)
        var parts: [TextPart] = []
        var literal: [UInt8] = []
        var place = 0
        func flush() {
            guard !literal.isEmpty else { return }
            parts.append(.literal(String(decoding: literal, as: UTF8.self)))
            literal = []
        }
        while place < bytes.count {
            let rest = bytes[place...]
            if rest.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "{")]) {
                // Escaped: the dollar sign and what follows it are text.
                literal += [UInt8(ascii: "$"), UInt8(ascii: "{")]
                place += 3
            } else if rest.starts(with: [UInt8(ascii: "$"), UInt8(ascii: "{")]),
                let (binding, end) = try binding(in: bytes, from: place, text: text, path: path)
            {
                flush()
                parts.append(.binding(binding))
                place = end
            } else if rest.starts(with: Array("${rs:".utf8)),
                let end = rest.firstIndex(of: UInt8(ascii: "}"))
            {
                literal += bytes[place...end]
                place = end + 1
            } else {
                literal.append(bytes[place])
                place += 1
            }
        }
        flush()
        if parts.count == 1, case .binding(let binding) = parts[0] { return .value(binding) }
        if parts.isEmpty { return try constant(.string("")) }
        if parts.count == 1, case .literal(let text) = parts[0] { return try constant(.string(text)) }
        return .text(parts)
    }

    /// The binding that begins at `start`, and where the text goes on. `nil` when there is none: Teams' own `${rs:…}`,
    /// or no closing brace.
    private mutating func binding(
        in bytes: [UInt8], from start: Int, text: String, path: String
    ) throws(Failure) -> (Binding, end: Int)? {
        if bytes[start...].starts(with: Array("${rs:".utf8)) { return nil }
        func made(_ end: Int, _ content: Binding.Content) -> (Binding, end: Int) {
            let source = String(decoding: bytes[start..<end], as: UTF8.self)
            return (Binding(source: source, text: text, start: start, content: content, path: path), end)
        }
        var parser = ExpressionParser(bytes, from: start + 2, to: bytes.count, functions: functions)
        do throws(Failure) {
            let (node, end) = try parser.parseBinding()
            return made(end, .expression(node))
        } catch {
            var place = start + 2
            let close =
                Lexer.closingBrace(in: bytes, from: &place, to: bytes.count, isStrict: false)
                ?? bytes[start...].firstIndex(of: UInt8(ascii: "}"))
            wasted += max(parser.position, place, close ?? bytes.count) - start + 1000
            guard wasted < Self.mostWasted else { throw .limit("the template has too many bindings that are broken") }
            guard let close else { return nil }
            let source = String(decoding: bytes[start..<close + 1], as: UTF8.self)
            let issue = TemplateIssue(
                error.code == .unknownFunction ? .unknownFunction : .syntax, path: path,
                message: Binding.message(error, source: source, text: text, start: start))
            issues.append(issue)
            if issues.count >= 20 { functions.suggests = false }
            return made(close + 1, .broken(issue))
        }
    }
}
