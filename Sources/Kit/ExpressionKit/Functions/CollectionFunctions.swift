import JSONKit

/// Arrays, and what texts and objects have in common with them.
enum CollectionFunctions {
    static let table = [
        Builtin("contains", 2, contains).expectingNothing,
        Builtin("count", 1, count).constantTime,
        Builtin("createArray", 0...Int.max, createArray),
        Builtin("empty", 1, empty).comparing.expectingNothing,
        Builtin("first", 1, first).constantTime,
        Builtin("last", 1, last).constantTime,
        Builtin("flatten", 1...2, flatten),
        Builtin("indicesAndValues", 1, indicesAndValues),
        Builtin("join", 2...3, join),
        Builtin("reverse", 1, reverse),
        Builtin("union", 1...Int.max, union),
        Builtin("intersection", 1...Int.max, intersection),
        Builtin("unique", 1, unique),
        Builtin("range", 2, range),
    ]

    private static func contains(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        switch (arguments[0], arguments[1]) {
        case (.json(.array(let elements)), let wanted):
            for element in elements where try evaluation.areEqual(.json(element), wanted) { return .bool(true) }
            return .bool(false)
        case (.json(.object(let object)), .json(.string(let name))): return .bool(object.member(name) != nil)
        case (.json(.string(let text)), .json(.string(let wanted))):
            if wanted.isEmpty { return .bool(true) }
            return .bool(!TextSearch(Array(wanted.utf8)).places(in: Array(text.utf8)).isEmpty)
        case (.json(.string), _): throw arguments.failure(1, "a text")
        default: return .bool(false)
        }
    }

    private static func count(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        switch arguments[0] {
        case .json(.array(let elements)): return .int(elements.count)
        case .json(.object(let object)): return .int(object.count)
        case .json(.string(let text)):
            try evaluation.spend(text.utf8.count >> 2)
            return .int(text.utf16.count)
        case .bytes(let bytes): return .int(bytes.count)
        default: throw arguments.failure(0, "a text, an array or an object")
        }
    }

    private static func createArray(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        var elements: [JSONValue] = []
        for place in 0..<arguments.count { elements.append(try evaluation.json(of: arguments[place])) }
        return try evaluation.built(.array(elements))
    }

    private static func empty(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        switch arguments[0] {
        case .undefined, .json(.null): .bool(true)
        case .json(.array(let elements)): .bool(elements.isEmpty)
        case .json(.object(let object)): .bool(object.isEmpty)
        case .json(.string(let text)): .bool(text.isEmpty)
        case .bytes(let bytes): .bool(bytes.isEmpty)
        default: .bool(false)
        }
    }

    private static func first(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        switch arguments[0] {
        case .json(.array(let elements)): elements.first.map(Value.json) ?? .undefined
        case .json(.string(let text)): try character(text.first, &evaluation)
        default: .undefined
        }
    }

    private static func last(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        switch arguments[0] {
        case .json(.array(let elements)): elements.last.map(Value.json) ?? .undefined
        case .json(.string(let text)): try character(text.last, &evaluation)
        default: .undefined
        }
    }

    /// A character as a text. One character can be as long as a whole text: marks join what they stand behind.
    private static func character(_ one: Character?, _ evaluation: inout Evaluation) throws(Failure) -> Value {
        guard let one else { return .undefined }
        try evaluation.spend(one.utf8.count)
        return .string(String(one))
    }

    private static func flatten(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let elements = try arguments.array(0)
        try evaluation.check(arguments[0])
        var flat: [JSONValue] = []
        func add(_ elements: [JSONValue], _ depth: Int) {
            for element in elements {
                if depth > 0, case .array(let inner) = element { add(inner, depth - 1) } else { flat.append(element) }
            }
        }
        add(elements, arguments.count > 1 ? try arguments.whole(1) : 100)
        return .array(flat)
    }

    private static func indicesAndValues(
        _ evaluation: inout Evaluation, _ arguments: Arguments
    ) throws(Failure) -> Value {
        switch arguments[0] {
        case .json(.array(let elements)):
            return try evaluation.built(
                .array(elements.enumerated().map { .object(["index": .number(JSONNumber($0)), "value": $1]) }))
        case .json(.object(let object)):
            return try evaluation.built(
                .array(object.map { .object(["index": .string($0.name), "value": $0.value]) }))
        default: throw arguments.failure(0, "an array or an object")
        }
    }

    private static func join(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let elements = try arguments.array(0)
        let separator = try arguments.string(1)
        let lastSeparator = arguments.count > 2 ? try arguments.string(2) : separator
        var text = ""
        for (place, element) in elements.enumerated() {
            if place > 0 { text += place == elements.count - 1 ? lastSeparator : separator }
            text += try evaluation.text(of: .json(element))
            try evaluation.check(textBytes: text.utf8.count)
        }
        try evaluation.spend(text.utf8.count >> 2)
        return .string(text)
    }

    private static func reverse(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        switch arguments[0] {
        case .json(.array(let elements)): .array(elements.reversed())
        case .json(.string(let text)): .string(String(text.reversed()))
        default: throw arguments.failure(0, "a text or an array")
        }
    }

    private static func union(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        var seen: Set<JSONValue> = []
        var all: [JSONValue] = []
        for place in 0..<arguments.count {
            let elements = try arguments.array(place)
            try evaluation.spend(on: arguments[place])
            all += elements.filter { seen.insert($0).inserted }
        }
        return try evaluation.built(.array(all))
    }

    private static func intersection(
        _ evaluation: inout Evaluation, _ arguments: Arguments
    ) throws(Failure) -> Value {
        var common = try arguments.array(0)
        for place in 0..<arguments.count {
            try evaluation.spend(on: arguments[place])
            let others = Set(try arguments.array(place))
            common.removeAll { !others.contains($0) }
        }
        var seen: Set<JSONValue> = []
        return .array(common.filter { seen.insert($0).inserted })
    }

    private static func unique(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let elements = try arguments.array(0)
        try evaluation.spend(on: arguments[0])
        var seen: Set<JSONValue> = []
        return .array(elements.filter { seen.insert($0).inserted })
    }

    private static func range(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let (start, count) = (try arguments.whole(0), try arguments.whole(1))
        guard count > 0 else { throw arguments.failure(1, "more than 0") }
        let limit = evaluation.environment.limits.nodes
        let (end, overflow) = start.addingReportingOverflow(count)
        guard count < limit, !overflow else { throw .limit("the result would have more than \(limit) parts") }
        try evaluation.spend(count)
        return .array((start..<end).map { .number(JSONNumber($0)) })
    }
}
