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

    // This is mutating so that the evaluation, which is large, is not copied for the call.
    mutating func check(textBytes: Int) throws(Failure) {
        guard textBytes <= environment.limits.textBytes else {
            throw .limit("a text would be longer than \(environment.limits.textBytes) bytes")
        }
    }

    /// Takes a step for each part of a value and each few bytes of its texts, before work that walks all of it.
    mutating func spend(on value: Value) throws(Failure) {
        switch value {
        case .json(let json) where !json.isScalar:
            var size = ValueSize(limits: environment.limits)
            try size.add(json)
            try spend(size.nodes + size.textBytes >> 2)
        default: try spend(1 + value.breadth)
        }
    }

    /// The value as a part of an array or an object. Bytes become numbers, each many times as large.
    mutating func json(of value: Value) throws(Failure) -> JSONValue {
        if case .bytes(let bytes) = value {
            try check(count: bytes.count)
            try spend(bytes.count * 8)
        }
        return value.asJSON
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
