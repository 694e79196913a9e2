import JSONKit

extension Evaluation {
    /// What a name means: the innermost variable, a name of the template, a value of the scope, a member of the data.
    func lookUp(_ name: String) -> Value {
        if !locals.isEmpty {
            for local in locals.reversed() where local.name == name { return local.value }
        }
        if scope.template != nil {
            if name.utf8.first == UInt8(ascii: "$"), let value = scope.template?.value(name) { return value }
            return scope.template?.data.member(name) ?? .undefined
        }
        if !scope.values.isEmpty {
            if let value = scope.values[name] { return value }
            if scope.data[name] == nil {
                let folded = name.lowercased()
                if let value = scope.values.first(where: { $0.key.lowercased() == folded })?.value { return value }
            }
        }
        return Value.json(scope.data).member(name)
    }

    /// The value at a member or an index. An index that lies outside an array is an error, unless the path goes on.
    mutating func path(_ node: Node, isLast: Bool = true) throws(Failure) -> Value {
        switch node {
        case .name(let name, _): return lookUp(name)
        case .member(let base, let name, _): return try path(base, isLast: false).member(name)
        case .index(let base, let index, let offset):
            let value = try path(base, isLast: false)
            let place = try self.value(of: index)
            do throws(Failure) { return try element(place, of: value) } catch {
                guard !isLast, error.code == .range else { throw error.at(offset) }
                return .undefined
            }
        default: return try value(of: node)
        }
    }

    private func element(_ index: Value, of value: Value) throws(Failure) -> Value {
        if case .json(.string(let name)) = index { return value.member(name) }
        guard case .json(.number(let number)) = index else {
            throw .value("an index must be a whole number or a text, not \(index.kind)")
        }
        guard let place = number.int else { throw .value("an index must be a whole number, not \(number)") }
        switch value {
        case .undefined, .json(.null): return .undefined
        case .json(.array(let elements)):
            guard elements.indices.contains(place) else {
                throw .range("index \(place) lies outside the array, which has \(elements.count) elements")
            }
            return .json(elements[place])
        case .bytes(let bytes):
            guard bytes.indices.contains(place) else { throw .range("index \(place) lies outside the bytes") }
            return .int(Int(bytes[place]))
        default: throw .value("only an array has an element \(place), and this is \(value.kind)")
        }
    }
}

extension ExpressionValue {
    /// The member of that name, its case aside; undefined where there is none.
    func member(_ name: String) -> Value {
        guard case .json(.object(let object)) = self, let value = object.member(name) else { return .undefined }
        return .json(value)
    }
}
