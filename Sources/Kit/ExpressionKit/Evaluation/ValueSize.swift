package import JSONKit

/// Counts the parts of a value, and stops at the limits.
package struct ValueSize {
    let limits: ExpressionLimits
    private(set) var nodes = 0
    private(set) var textBytes = 0

    package init(limits: ExpressionLimits) { self.limits = limits }

    package mutating func add(_ value: JSONValue, depth: Int = 0) throws(Failure) {
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
    package mutating func add(_ other: ValueSize) throws(Failure) { try count(other.nodes, textBytes: other.textBytes) }

    /// Adds so many values and bytes.
    package mutating func count(_ more: Int, textBytes bytes: Int = 0) throws(Failure) {
        nodes += more
        guard nodes <= limits.nodes else { throw .limit("the result would have more than \(limits.nodes) parts") }
        try add(textBytes: bytes)
    }

    package func check(depth: Int) throws(Failure) {
        guard depth <= limits.depth else { throw .limit("the result would nest deeper than \(limits.depth) levels") }
    }
}
