import JSONKit

/// One evaluation: what the names mean, and what is left of the limits.
struct Evaluation {
    var scope: ExpressionScope
    let environment: ExpressionEnvironment
    private(set) var steps: Int
    var locals: [(name: String, value: Value)] = []
    /// The paths that were asked for and are missing, where a missing value means nothing good; `nil`: nobody asks.
    var missing: [String]?
    /// How many functions that expect missing values are being evaluated.
    private var tolerance = 0
    private var nesting = 0
    /// What stands in for a path that is missing or `null`.
    var substitution: (@Sendable (String) -> JSONValue?)?
    /// Whether the data were changed by `setPathToValue`.
    var isChanged = false

    init(scope: ExpressionScope, environment: ExpressionEnvironment) {
        self.scope = scope
        self.environment = environment
        steps = environment.limits.steps
    }

    /// Takes so many steps from what is left.
    mutating func spend(_ count: Int) throws(Failure) {
        steps -= max(1, min(count, environment.limits.steps + 1))
        guard steps >= 0 else {
            throw .limit("the expression takes more than \(environment.limits.steps) steps")
        }
    }

    mutating func value(of node: Node) throws(Failure) -> Value {
        switch node {
        case .constant(let value): return value
        case .name(let name, _): return noticing(lookUp(name), node)
        case .member, .index:
            do throws(Failure) { return noticing(try path(node), node) } catch { throw error.at(node.offset ?? 0) }
        case .call(let function, let arguments, let offset):
            do throws(Failure) { return try call(function, arguments) } catch { throw error.at(offset) }
        case .lazy(let function, let arguments, let offset):
            do throws(Failure) { return try call(function, arguments) } catch { throw error.at(offset) }
        case .iterate(let iteration, let list, let variable, let body, let offset):
            do throws(Failure) {
                return try iterate(iteration, try value(of: list), variable, body)
            } catch {
                throw error.at(offset)
            }
        case .template(let parts): return .string(try text(of: parts))
        case .array(let elements, let offset):
            var values: [JSONValue] = []
            values.reserveCapacity(elements.count)
            for element in elements { values.append(try value(of: element).asJSON) }
            do throws(Failure) { return try built(.array(values)) } catch { throw error.at(offset) }
        case .object(let members, let offset):
            var object = JSONObject()
            for (name, member) in members {
                let value = try value(of: member)
                if value != .undefined { object[name] = value.asJSON }
            }
            do throws(Failure) { return try built(.object(object)) } catch { throw error.at(offset) }
        }
    }

    private mutating func call(_ function: Builtin, _ arguments: [Node]) throws(Failure) -> Value {
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        if function.expectsNothing { tolerance += 1 }
        defer { if function.expectsNothing { tolerance -= 1 } }
        do throws(Failure) {
            for argument in arguments { values.append(try value(of: argument)) }
        } catch {
            // Work without end is never an answer.
            guard function.errors == .meanFalse, error.code != .limit else { throw error }
            return .bool(false)
        }
        try spend(function.isConstantTime ? 1 : values.reduce(1) { $0 + $1.breadth })
        let result = try function.body(&self, Arguments(function: function.name, values: values))
        if case .json(.string(let text)) = result { try check(textBytes: text.utf8.count) }
        return result
    }

    /// The text of the parts, one after the other.
    mutating func text(of parts: [TemplatePart]) throws(Failure) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .expression(let node): text += try self.text(of: try value(of: node))
            }
            try check(textBytes: text.utf8.count)
        }
        return text
    }

    /// Runs `body` one level deeper. Texts that hold expressions can hold themselves.
    mutating func nested<Result>(
        _ body: (inout Evaluation) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard nesting < 8 else { throw .limit("texts with expressions nest deeper than 8 levels") }
        nesting += 1
        defer { nesting -= 1 }
        return try body(&self)
    }

    /// Runs `body` while missing values are expected.
    mutating func tolerating<Result>(
        _ body: (inout Evaluation) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        tolerance += 1
        defer { tolerance -= 1 }
        return try body(&self)
    }

    private mutating func noticing(_ value: Value, _ node: Node) -> Value {
        guard value.isNothing else { return value }
        if let substitution, let path = node.path, tolerance == 0, let other = substitution(path) {
            return .json(other)
        }
        if missing != nil, value == .undefined, tolerance == 0, let path = node.path { missing?.append(path) }
        return value
    }
}

extension ExpressionValue {
    /// How much there is on the first level: what a function that walks over its argument costs.
    var breadth: Int {
        switch self {
        case .json(.string(let text)): text.utf8.count >> 2
        case .json(.array(let elements)): elements.count
        case .json(.object(let object)): object.count
        case .bytes(let bytes): bytes.count >> 4
        default: 0
        }
    }
}
