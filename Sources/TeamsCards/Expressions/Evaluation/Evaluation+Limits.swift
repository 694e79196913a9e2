import JSONKit

extension Evaluation {
    /// A value that was put together from others, checked against the limits.
    ///
    /// Parts can be shared: a short expression makes a value that is small in memory and without end once written.
    mutating func built(_ value: JSONValue) throws(Failure) -> Value {
        try check(.json(value))
        return .json(value)
    }

    /// Fails when a value is larger or deeper than allowed. Costs a step for each part of it.
    mutating func check(_ value: Value) throws(Failure) {
        guard case .json(let json) = value else { return }
        var size = ValueSize(limits: environment.limits)
        try size.add(json)
        try spend(size.nodes)
    }

    /// Fails before an array of so many elements is made.
    func check(count: Int) throws(Failure) {
        guard count < environment.limits.nodes else {
            throw .limit("the result would have more than \(environment.limits.nodes) parts")
        }
    }

    func check(textBytes: Int) throws(Failure) {
        guard textBytes <= environment.limits.textBytes else {
            throw .limit("a text would be longer than \(environment.limits.textBytes) bytes")
        }
    }

    /// Takes a step for each part of a value, before work that walks all of it.
    mutating func spend(on value: Value) throws(Failure) {
        switch value {
        case .json(.array), .json(.object): try check(value)
        default: try spend(1 + value.breadth)
        }
    }

    /// The text of a value; arrays and objects become JSON.
    mutating func text(of value: Value) throws(Failure) -> String {
        try spend(on: value)
        return value.text
    }

    /// Whether two values are equal, at the price of the smaller one's size.
    mutating func areEqual(_ left: Value, _ right: Value) throws(Failure) -> Bool {
        try spend(on: left.breadth < right.breadth ? left : right)
        return left.equals(right)
    }
}

/// Counts the parts of a value, and stops at the limits.
struct ValueSize {
    let limits: ExpressionLimits
    private(set) var nodes = 0
    private(set) var textBytes = 0

    init(limits: ExpressionLimits) { self.limits = limits }

    mutating func add(_ value: JSONValue, depth: Int = 0) throws(Failure) {
        try count(1)
        switch value {
        case .null, .bool, .number: break
        case .string(let text): try add(textBytes: text.utf8.count)
        case .array(let elements):
            try check(depth: depth + 1)
            for element in elements { try add(element, depth: depth + 1) }
        case .object(let object):
            try check(depth: depth + 1)
            for (name, member) in object {
                try add(textBytes: name.utf8.count)
                try add(member, depth: depth + 1)
            }
        }
    }

    private mutating func add(textBytes count: Int) throws(Failure) {
        textBytes += count
        guard textBytes <= limits.textBytes else {
            throw .limit("the result would hold more than \(limits.textBytes) bytes of text")
        }
    }

    /// Adds what was counted elsewhere.
    mutating func add(_ other: ValueSize) throws(Failure) { try count(other.nodes, textBytes: other.textBytes) }

    /// Adds so many values and bytes.
    mutating func count(_ more: Int, textBytes bytes: Int = 0) throws(Failure) {
        nodes += more
        guard nodes <= limits.nodes else { throw .limit("the result would have more than \(limits.nodes) parts") }
        try add(textBytes: bytes)
    }

    func check(depth: Int) throws(Failure) {
        guard depth <= limits.depth else { throw .limit("the result would nest deeper than \(limits.depth) levels") }
    }
}
