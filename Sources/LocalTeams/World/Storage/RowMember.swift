internal import JSONKit

/// A member of a row and the property that it fills.
struct RowMember<Root>: Sendable {
    let name: String
    let isRequired: Bool
    let wire: WireMember<Root>
    /// Reads the member from a file.
    let strict: @Sendable (inout Root, inout StrictReader) throws(StrictError) -> Void

    private init<Value: WireValue & StrictlyDecodableValue>(
        _ name: String, isRequired: Bool = false, _ set: @escaping @Sendable (inout Root, Value) -> Void,
        write: @escaping @Sendable (Root) -> JSONValue?
    ) {
        self.name = name
        self.isRequired = isRequired
        wire = WireMember(
            name, read: { (root, json) throws(WireError) in set(&root, try Value(json: json)) }, write: write)
        strict = { (root, reader) throws(StrictError) in
            guard let place = reader.place(name) else {
                if isRequired { throw reader.error(at: name, "is missing") }
                return
            }
            let value = try Value(at: place)
            if isRequired, case .string(let text) = place.json, text.allSatisfy(\.isWhitespace) {
                throw place.error("is empty")
            }
            set(&root, value)
        }
    }
}

extension RowMember {
    /// A member that is always there. In a file its text holds something.
    static func required<Value: WireValue & StrictlyDecodableValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value> & Sendable
    ) -> Self {
        Self(name, isRequired: true, { $0[keyPath: property] = $1 as Value }, write: { $0[keyPath: property].json })
    }

    /// A number that counts up from zero, always there.
    static func count(_ name: String, _ property: any WritableKeyPath<Root, Int> & Sendable) -> Self {
        Self(
            name, isRequired: true, { $0[keyPath: property] = ($1 as RowCount).rawValue },
            write: { $0[keyPath: property].json })
    }

    /// A member that is written always; where it is not there, the property keeps what a new value has.
    static func written<Value: WireValue & StrictlyDecodableValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value> & Sendable
    ) -> Self {
        Self(name, { $0[keyPath: property] = $1 as Value }, write: { $0[keyPath: property].json })
    }

    /// A member that is left out when it says no more than `usual`, which a new value has.
    static func unless<Value: WireValue & StrictlyDecodableValue>(
        _ usual: Value, _ name: String, _ property: any WritableKeyPath<Root, Value> & Sendable
    ) -> Self {
        Self(
            name, { $0[keyPath: property] = $1 as Value },
            write: { root in
                let value = root[keyPath: property]
                guard value != usual else { return nil }
                return value.json
            })
    }

    /// A member that is left out when the property is nil.
    static func optional<Value: WireValue & StrictlyDecodableValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable
    ) -> Self {
        Self(name, { $0[keyPath: property] = $1 as Value }, write: { $0[keyPath: property]?.json })
    }

    /// A member that is `null` when the property is nil.
    static func nullable<Value: WireValue & StrictlyDecodableValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable
    ) -> Self {
        Self(name, { $0[keyPath: property] = $1 as Value }, write: { $0[keyPath: property]?.json ?? .null })
    }
}
