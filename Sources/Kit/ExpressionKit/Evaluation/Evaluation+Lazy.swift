import JSONKit

extension Evaluation {
    /// Calls a function that decides itself which of its arguments are evaluated.
    mutating func call(_ function: LazyFunction, _ arguments: [Node]) throws(Failure) -> Value {
        try spend(1)
        switch function {
        case .and:
            for argument in arguments where try !isTrue(argument) { return .bool(false) }
            return .bool(true)
        case .or:
            for argument in arguments where try isTrue(argument) { return .bool(true) }
            return .bool(false)
        case .not: return .bool(try !isTrue(arguments[0]))
        case .condition: return try value(of: isTrue(arguments[0]) ? arguments[1] : arguments[2])
        case .exists: return .bool(try !quietly(arguments[0]).isNothing)
        case .coalesce:
            for argument in arguments {
                let value = try tolerating { (now: inout Evaluation) throws(Failure) in try now.value(of: argument) }
                if !value.isNothing { return value }
            }
            return .undefined
        case .getProperty: return try property(arguments)
        case .setPathToValue: return try set(arguments[0], to: value(of: arguments[1]))
        }
    }

    /// Whether an expression is true. One that fails is not.
    private mutating func isTrue(_ node: Node) throws(Failure) -> Bool {
        // A comparison inside looks for its own missing names; a bare name here asks whether it is there.
        if node.isPath { return try quietly(node).isTrue }
        do throws(Failure) { return try value(of: node).isTrue } catch {
            guard error.code != .limit else { throw error }
            overlook(error)
            return false
        }
    }

    /// The value of an expression, with nothing where it fails or is missing.
    private mutating func quietly(_ node: Node) throws(Failure) -> Value {
        do throws(Failure) {
            return try tolerating { (now: inout Evaluation) throws(Failure) in try now.value(of: node) }
        } catch {
            guard error.code != .limit else { throw error }
            return .undefined
        }
    }

    /// `getProperty(object, name)`, or `getProperty(name)` of the data.
    private mutating func property(_ arguments: [Node]) throws(Failure) -> Value {
        var given: [Value] = []
        for argument in arguments {
            given.append(try tolerating { (now: inout Evaluation) throws(Failure) in try now.value(of: argument) })
        }
        let values = Arguments(
            function: "getProperty", count: given.count, given[0], given.count > 1 ? given[1] : .undefined)
        if values.count == 1 { return lookUp(try values.string(0)) }
        return values[0].member(try values.string(1))
    }

    /// Changes the data of this evaluation, and yields the value.
    private mutating func set(_ path: Node, to value: Value) throws(Failure) -> Value {
        var steps: [PathStep] = []
        var node = path
        while true {
            switch node {
            case .path(let path): node = path.node
            case .name(let name, _):
                steps.append(.member(name))
                var data = self.data.isNothing ? .object([:]) : self.data.asJSON
                var left = steps[...]
                try PathStep.set(value.asJSON, in: &data, along: &left)
                try check(.json(data))
                isChanged = true
                self.data = .json(data)
                return value
            case .member(let base, let name, _):
                steps.append(.member(name))
                node = base
            case .index(let base, let index, _):
                switch try self.value(of: index) {
                case .json(.string(let name)): steps.append(.member(name))
                case .json(.number(let number)):
                    guard let place = number.int, place >= 0 else { throw .range("there is no element \(number)") }
                    steps.append(.element(place))
                case let other: throw .value("an index must be a whole number or a text, not \(other.kind)")
                }
                node = base
            default: throw .value("setPathToValue needs a path such as person.name, to which a value can be given")
            }
        }
    }
}

/// A step on the way to a value that is to be set.
private enum PathStep {
    case member(String)
    case element(Int)

    /// Sets a value; the steps stand last first.
    static func set(
        _ value: JSONValue, in target: inout JSONValue, along steps: inout ArraySlice<PathStep>
    ) throws(Failure) {
        guard let step = steps.popLast() else {
            target = value
            return
        }
        switch step {
        case .member(let name):
            var object = target.objectValue ?? [:]
            let place = object.name(of: name)
            var member = object[place] ?? .null
            try set(value, in: &member, along: &steps)
            object[place] = member
            target = .object(object)
        case .element(let place):
            var elements = target.arrayValue ?? []
            guard place <= elements.count else {
                throw .range("element \(place) cannot be set in an array of \(elements.count)")
            }
            var element = place < elements.count ? elements[place] : .null
            try set(value, in: &element, along: &steps)
            if place < elements.count { elements[place] = element } else { elements.append(element) }
            target = .array(elements)
        }
    }
}
