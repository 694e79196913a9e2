/// A Swift expression, before it is laid out on lines.
indirect enum SwiftCode: Sendable {
    /// What stands on one line.
    case text(String)
    /// The literal of an array.
    case list([SwiftCode])
    /// The literal of a dictionary.
    case pairs([(name: String, value: SwiftCode)])
    /// A call, with what is called on its result.
    case call(SwiftCall)

    /// What stands in the literal of an array or a dictionary, each with the name before it.
    var elements: [(prefix: String, element: SwiftCode)]? {
        switch self {
        case .list(let elements): elements.map { ("", $0) }
        case .pairs(let pairs): pairs.map { (swiftLiteral($0.name) + ": ", $0.value) }
        case .text, .call: nil
        }
    }
}

/// A call with its arguments, its trailing closures, and the methods called on what it gives.
struct SwiftCall: Sendable {
    /// What is called: a type, or a method with the point before it.
    var head: String
    var arguments: [(label: String?, value: SwiftCode)] = []
    /// The trailing closures of a builder; the first one has no label.
    var blocks: [(label: String?, lines: [SwiftCode])] = []
    /// The methods called on the result, in order.
    var methods: [SwiftCall] = []
}

/// Lays code out on lines as the house formats it: on one line what fits, else a line for each part.
struct SwiftLayout {
    private static let lineLength = 120
    private(set) var lines: [String] = []

    /// Writes `code` between `prefix` and `suffix`, so many levels inside.
    mutating func write(_ code: SwiftCode, level: Int, prefix: String = "", suffix: String = "") {
        var flat = prefix
        if Self.append(code, to: &flat, limit: Self.room(level) - suffix.count) {
            add(flat + suffix, level)
            return
        }
        switch code {
        case .text(let text): add(prefix + text + suffix, level)
        case .list, .pairs:
            add(prefix + "[", level)
            for (prefix, element) in code.elements ?? [] {
                write(element, level: level + 1, prefix: prefix, suffix: ",")
            }
            add("]" + suffix, level)
        case .call(let call): write(call, level: level, prefix: prefix, suffix: suffix)
        }
    }

    private mutating func write(_ call: SwiftCall, level: Int, prefix: String, suffix: String) {
        var line = prefix + call.head
        if !call.arguments.isEmpty || call.blocks.isEmpty {
            var flat = line
            if Self.append(call.arguments, to: &flat, limit: Self.room(level) - 2) {
                line = flat
            } else if call.arguments.count == 1, call.blocks.isEmpty, let elements = call.arguments[0].value.elements {
                add(line + "(" + (call.arguments[0].label.map { $0 + ": [" } ?? "["), level)
                for (prefix, element) in elements { write(element, level: level + 1, prefix: prefix, suffix: ",") }
                line = "])"
            } else {
                add(line + "(", level)
                for (place, argument) in call.arguments.enumerated() {
                    write(
                        argument.value, level: level + 1, prefix: argument.label.map { $0 + ": " } ?? "",
                        suffix: place == call.arguments.count - 1 ? "" : ",")
                }
                line = ")"
            }
        }
        for block in call.blocks {
            line += block.label.map { " \($0): {" } ?? " {"
            if !block.lines.isEmpty {
                add(line, level)
                for part in block.lines { write(part, level: level + 1) }
                line = ""
            }
            line += "}"
        }
        var flat = line
        if call.methods.allSatisfy({ Self.append(.call($0), to: &flat, limit: Self.room(level) - suffix.count) }) {
            add(flat + suffix, level)
            return
        }
        add(line, level)
        for (place, method) in call.methods.enumerated() {
            write(.call(method), level: level + 1, suffix: place == call.methods.count - 1 ? suffix : "")
        }
    }

    private mutating func add(_ text: String, _ level: Int) {
        lines.append(text.isEmpty ? "" : String(repeating: "    ", count: level) + text)
    }

    private static func room(_ level: Int) -> Int { max(lineLength - 4 * level, 40) }

    /// Appends `code` on one line. `false` as soon as it does not fit, so that a long text costs no more than a line.
    private static func append(_ code: SwiftCode, to line: inout String, limit: Int) -> Bool {
        switch code {
        case .text(let text): line += text
        case .list(let elements):
            line += "["
            for (place, element) in elements.enumerated() {
                if place > 0 { line += ", " }
                guard append(element, to: &line, limit: limit) else { return false }
            }
            line += "]"
        case .pairs(let pairs):
            line += pairs.isEmpty ? "[:" : "["
            for (place, pair) in pairs.enumerated() {
                if place > 0 { line += ", " }
                line += swiftLiteral(pair.name) + ": "
                guard append(pair.value, to: &line, limit: limit) else { return false }
            }
            line += "]"
        case .call(let call):
            line += call.head
            if !call.arguments.isEmpty || call.blocks.isEmpty {
                guard append(call.arguments, to: &line, limit: limit) else { return false }
            }
            for block in call.blocks {
                // More than one part of a builder on a line reads badly.
                guard block.lines.count < 2, call.blocks.count == 1 else { return false }
                line += " {"
                if let only = block.lines.first {
                    line += " "
                    guard append(only, to: &line, limit: limit) else { return false }
                    line += " "
                }
                line += "}"
            }
            for method in call.methods {
                guard append(.call(method), to: &line, limit: limit) else { return false }
            }
        }
        return line.utf8.count <= limit
    }

    private static func append(
        _ arguments: [(label: String?, value: SwiftCode)], to line: inout String, limit: Int
    ) -> Bool {
        line += "("
        for (place, argument) in arguments.enumerated() {
            if place > 0 { line += ", " }
            if let label = argument.label { line += label + ": " }
            guard append(argument.value, to: &line, limit: limit) else { return false }
        }
        line += ")"
        return line.utf8.count <= limit
    }
}
