import JSONKit

/// Objects. No function changes its argument: each yields a changed copy.
enum ObjectFunctions {
    static let table = [
        Builtin("addProperty", 3, addProperty),
        Builtin("setProperty", 3, setProperty),
        Builtin("removeProperty", 2, removeProperty),
        Builtin("merge", 1...Int.max, merge),
    ]

    private static func addProperty(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let (object, name) = (try arguments.object(0), try arguments.string(1))
        guard object[name] == nil else { throw .value("the object has a member '\(name)' already: use setProperty") }
        return try setProperty(&evaluation, arguments)
    }

    private static func setProperty(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        var object = try arguments.object(0)
        object[try arguments.string(1)] = try evaluation.json(of: arguments[2])
        return try evaluation.built(.object(object))
    }

    private static func removeProperty(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        var object = try arguments.object(0)
        object[try arguments.string(1)] = nil
        return .object(object)
    }

    /// The members of all objects, and of the objects in arrays; the last of a name counts.
    private static func merge(_ evaluation: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        var merged = JSONObject()
        for (place, value) in arguments.values.enumerated() {
            let parts: [JSONValue]
            switch value {
            case .json(.object(let object)): parts = [.object(object)]
            case .json(.array(let elements)): parts = elements
            default: throw arguments.failure(place, "an object, or an array of objects")
            }
            for part in parts {
                guard case .object(let object) = part else {
                    throw .value("merge needs objects, and the array holds \(Value.json(part).kind)")
                }
                try evaluation.spend(object.count)
                for (name, member) in object { merged[name] = member }
            }
        }
        return try evaluation.built(.object(merged))
    }
}
