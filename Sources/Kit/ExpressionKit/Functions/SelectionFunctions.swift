import JSONKit

/// Parts of an array in another order.
enum SelectionFunctions {
    static let table = [
        Builtin("skip", 2, skip),
        Builtin("take", 2, take),
        Builtin("subArray", 2...3, subArray),
        Builtin("sortBy", 1...2) { (evaluation, arguments) throws(Failure) in
            .array(try sorted(&evaluation, arguments))
        },
        Builtin("sortByDescending", 1...2) { (evaluation, arguments) throws(Failure) in
            .array(try sorted(&evaluation, arguments).reversed())
        },
    ]

    private static func skip(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        .array(Array(try arguments.array(0).dropFirst(max(0, try arguments.whole(1)))))
    }

    private static func take(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let count = max(0, try arguments.whole(1))
        switch arguments[0] {
        case .json(.array(let elements)): return .array(Array(elements.prefix(count)))
        case .json(.string(let text)): return .string(String(text.prefix(count)))
        default: throw arguments.failure(0, "a text or an array")
        }
    }

    /// The elements from one place up to, and without, another.
    private static func subArray(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let elements = try arguments.array(0)
        let start = try arguments.whole(1)
        let end = arguments.count > 2 ? try arguments.whole(2) : elements.count
        guard start >= 0, start <= end, end <= elements.count else {
            throw .range("\(start) to \(end) lies outside the array, which has \(elements.count) elements")
        }
        return .array(Array(elements[start..<end]))
    }

    private static func sorted(
        _ evaluation: inout Evaluation, _ arguments: Arguments
    ) throws(Failure) -> [JSONValue] {
        let elements = try arguments.array(0)
        let path = arguments.count > 1 ? try arguments.string(1) : ""
        let names = path.utf8.split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }
        try evaluation.spend(on: arguments[0])
        try evaluation.spend(elements.count * 4)
        // A name that is missing is looked for among all.
        for _ in names { try evaluation.spend(on: arguments[0]) }
        let keys = elements.map { element in names.reduce(Value.json(element)) { $0.member($1) } }
        return elements.indices.sorted { left, right in
            SortKey.precedes(keys[left], keys[right]) || (!SortKey.precedes(keys[right], keys[left]) && left < right)
        }.map { elements[$0] }
    }
}

/// The order of values of all kinds: nothing, then booleans, numbers, texts, all else.
private enum SortKey {
    static func precedes(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.json(.number(let first)), .json(.number(let second))):
            ExpressionNumber(first) < ExpressionNumber(second)
        case (.json(.string(let first)), .json(.string(let second))):
            first.precedesByUnits(second)
        case (.json(.bool(let first)), .json(.bool(let second))): !first && second
        default: rank(left) < rank(right)
        }
    }

    private static func rank(_ value: Value) -> Int {
        switch value {
        case .undefined, .json(.null): 0
        case .json(.bool): 1
        case .json(.number): 2
        case .json(.string): 3
        default: 4
        }
    }
}
