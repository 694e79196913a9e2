import JSONKit

extension Evaluation {
    /// The value at a path: at once when it is there under the names as they are written, else with a closer look.
    mutating func value(at path: DataPath) throws(Failure) -> Value {
        if let value = foundAtOnce(path) { return value }
        return try value(of: path.node)
    }

    // It changes nothing, and is mutating so that the evaluation, which is large, is not copied for the call.
    private mutating func foundAtOnce(_ path: DataPath) -> Value? {
        if !locals.isEmpty {
            for local in locals.reversed() where local.name.hasSameBytes(as: path.root) {
                return path.value(from: local.value)
            }
        }
        if isTemplate {
            switch path.origin {
            case .name: break
            case .sign: return nil
            case .data: return path.value(from: data)
            case .root: return path.value(from: root)
            case .host: return path.value(from: host)
            case .index: return path.steps.isEmpty ? index.map(Value.int) : nil
            }
        } else if !values.isEmpty {
            return nil
        }
        return path.value(in: data)
    }

    /// What a name means: the innermost variable, a name of the template, a value of the scope, a member of the data.
    func lookUp(_ name: String) -> Value {
        for local in locals.reversed() where local.name.hasSameBytes(as: name) { return local.value }
        if isTemplate {
            switch name {
            case "$data": return data
            case "$root": return root
            case "$host": return host
            case "$index": return index.map(Value.int) ?? .undefined
            default: return values.isEmpty ? data.member(name) : values[name] ?? data.member(name)
            }
        }
        return values.isEmpty ? data.member(name) : lookUpValue(name) ?? data.member(name)
    }

    /// The value of that name, else one whose name differs in case alone, unless the data have the name.
    private func lookUpValue(_ name: String) -> Value? {
        if let place = values.index(forKey: name), values[place].key.hasSameBytes(as: name) {
            return values[place].value
        }
        if case .json(.object(let object)) = data, object[name] != nil { return nil }
        let folded = name.lowercased()
        return values.first { $0.key.lowercased().hasSameBytes(as: folded) }?.value
    }

    /// The value at a member or an index. An index that lies outside an array is an error, unless the path goes on.
    mutating func path(_ node: Node, isLast: Bool = true) throws(Failure) -> Value {
        switch node {
        case .path(let inner): return try path(inner.node, isLast: isLast)
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
