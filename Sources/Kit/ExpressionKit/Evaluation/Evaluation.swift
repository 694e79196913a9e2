import JSONKit

/// One evaluation: what the names mean, and what is left of the limits.
struct Evaluation {
    /// What names are members of; in a template `$data`.
    var data: Value
    /// Names whose values JSON lacks. They come before ``data``.
    let values: [String: Value]
    /// Whether this is a template, where some names with a dollar sign mean something.
    let isTemplate: Bool
    /// `$root`, in a template.
    let root: Value
    /// `$host`, in a template.
    let host: Value
    /// `$index`, in a template inside of a repetition.
    var index: Int?
    let environment: ExpressionEnvironment
    private(set) var steps: Int
    var locals: [(name: String, value: Value)] = []
    /// The paths that were asked for and are missing, where a missing value means nothing good; `nil`: nobody asks.
    var missing: [String]?
    /// The first error that counted as `false`; kept where ``notesErrors`` says so.
    var overlooked: Failure?
    var notesErrors = false
    /// How many functions that expect missing values are being evaluated.
    private var tolerance = 0
    private var nesting = 0
    /// What stands in for a path that is missing or `null`.
    private let substitution: (@Sendable (String) -> JSONValue?)?
    /// Whether the data were changed by `setPathToValue`.
    var isChanged = false

    /// An evaluation outside of templates.
    init(_ scope: ExpressionScope, environment: ExpressionEnvironment) {
        data = .json(scope.data)
        values = scope.values
        isTemplate = false
        root = .undefined
        host = .undefined
        substitution = nil
        self.environment = environment
        steps = environment.limits.steps
    }

    /// An evaluation in a template.
    ///
    /// - Parameter constants: other names with a dollar sign.
    init(
        root: Value, host: Value, constants: [String: Value], environment: ExpressionEnvironment,
        substitution: (@Sendable (String) -> JSONValue?)?, missing: [String]?
    ) {
        data = root
        values = constants
        isTemplate = true
        self.root = root
        self.host = host
        self.environment = environment
        self.substitution = substitution
        self.missing = missing
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
        case .path(let path): return try value(at: path)
        case .constant(let value): return value
        case .name(let name, _): return noticing(lookUp(name), node)
        case .member, .index:
            do throws(Failure) { return noticing(try path(node), node) } catch { throw error.at(node.offset ?? 0) }
        case .call(let call):
            do throws(Failure) { return try result(of: call) } catch { throw error.at(call.offset) }
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
            for element in elements { values.append(try json(of: try value(of: element))) }
            do throws(Failure) { return try built(.array(values)) } catch { throw error.at(offset) }
        case .object(let members, let offset):
            var object = JSONObject()
            for (name, member) in members {
                let value = try value(of: member)
                if !value.isUndefined { object[name] = try json(of: value) }
            }
            do throws(Failure) { return try built(.object(object)) } catch { throw error.at(offset) }
        }
    }

    private mutating func result(of call: FunctionCall) throws(Failure) -> Value {
        let function = call.function
        if function.expectsNothing { tolerance += 1 }
        defer { if function.expectsNothing { tolerance -= 1 } }
        let arguments: Arguments
        do throws(Failure) {
            arguments = try evaluated(call)
        } catch {
            // Work without end is never an answer.
            guard function.errors == .meanFalse, error.code != .limit else { throw error }
            overlook(error)
            return .bool(false)
        }
        try spend(function.isConstantTime ? 1 : arguments.breadth)
        let result = try function.body(&self, arguments)
        if case .json(.string(let text)) = result { try check(textBytes: text.utf8.count) }
        return result
    }

    private mutating func evaluated(_ call: FunctionCall) throws(Failure) -> Arguments {
        let name = call.function.name
        let count = call.count
        guard count > 0 else { return Arguments(function: name, count: 0, .undefined) }
        let first = try value(of: call.first)
        guard count > 1 else { return Arguments(function: name, count: 1, first) }
        let second = try value(of: call.second)
        guard count > 2 else { return Arguments(function: name, count: 2, first, second) }
        let third = try value(of: call.third)
        guard count > 3 else { return Arguments(function: name, count: 3, first, second, third) }
        var others: [Value] = []
        for node in call.arguments.dropFirst(3) { others.append(try value(of: node)) }
        return Arguments(function: name, count: count, first, second, third, others: others)
    }

    /// Keeps an error that counts as `false`, for who wants to know why something is.
    mutating func overlook(_ failure: Failure) {
        if notesErrors, overlooked == nil { overlooked = failure }
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
        if missing != nil, value.isUndefined, tolerance == 0, let path = node.path { missing?.append(path) }
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
