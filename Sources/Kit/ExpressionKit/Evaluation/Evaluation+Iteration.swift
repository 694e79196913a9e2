import JSONKit

extension Evaluation {
    /// Evaluates `body` for each element of a list, or for each member of an object as `{key, value}`.
    mutating func iterate(
        _ iteration: Iteration, _ list: Value, _ variable: String, _ body: Node
    ) throws(Failure) -> Value {
        switch list {
        case .json(.array(let elements)): return try each(iteration, elements, variable, body)
        case .json(.object(let object)):
            let entries = object.map { JSONValue.object(["key": .string($0.name), "value": $0.value]) }
            let result = try each(iteration, entries, variable, body)
            guard iteration == .where, case .json(.array(let kept)) = result else { return result }
            return .object(JSONObject(kept.map { ($0["key"]?.stringValue ?? "", $0["value"] ?? .null) }))
        default: throw .value("\(iteration.rawValue) needs an array or an object, not \(list.kind)")
        }
    }

    private mutating func each(
        _ iteration: Iteration, _ elements: [JSONValue], _ variable: String, _ body: Node
    ) throws(Failure) -> Value {
        var results: [JSONValue] = []
        locals.append((variable, .undefined))
        defer { locals.removeLast() }
        let place = locals.count - 1
        for element in elements {
            try spend(1)
            locals[place].value = .json(element)
            let value: Value
            switch iteration {
            case .foreach, .select:
                value = try self.value(of: body)
                results.append(try json(of: value))
            case .where:
                if try holds(body) { results.append(element) }
            case .any:
                if try holds(body) { return .bool(true) }
            case .all:
                if try !holds(body) { return .bool(false) }
            }
        }
        switch iteration {
        case .any: return .bool(false)
        case .all: return .bool(true)
        case .where: return .array(results)
        case .foreach, .select: return try built(.array(results))
        }
    }

    private mutating func holds(_ body: Node) throws(Failure) -> Bool { try value(of: body).isTrue }
}
