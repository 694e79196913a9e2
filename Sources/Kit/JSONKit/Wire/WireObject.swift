/// A model of a JSON object: a table says which member is which property, and what the table does not name is kept.
///
/// A member that is absent or `null` leaves its property `nil`. A property that is `nil` is not written.
public protocol WireObject: WireValue, Codable {
    /// Nothing set.
    init()
    /// The members that the table does not name, in order, and known ones that came as `null`.
    var extras: JSONObject { get set }
    /// Each wire name with its property, in the order of writing.
    static var members: WireMembers<Self> { get }
}

/// A wire name and the property of `Root` that it fills.
///
/// Models are read and written on hot paths, so a member goes to its property by the property's place in memory where
/// it has one (every stored property of a struct has), and the whole is inlinable: key paths and unspecialised generics
/// cost five times as much.
public struct WireMember<Root>: Sendable {
    @usableFromInline let name: String
    @usableFromInline let aliases: [String]
    /// Sets the property of the `Root` at the address.
    @usableFromInline let read: @Sendable (UnsafeMutableRawPointer, JSONValue) throws(WireError) -> Void
    /// The property of the `Root` at the address.
    @usableFromInline let write: @Sendable (UnsafeRawPointer) -> JSONValue?

    /// `name` fills `property`. A name of `aliases` is understood too, and written as `name`.
    @inlinable
    public init<Value: WireValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable, aliases: [String] = []
    ) {
        self.name = name
        self.aliases = aliases
        // The addresses are those of a `Root` for as long as `read` and `write` run: only `WireObject` calls them. A
        // property's offset is that of a stored `Value?` within it, by the promise of `MemoryLayout.offset(of:)`.
        if let offset = MemoryLayout<Root>.offset(of: property) {
            read = { (root: UnsafeMutableRawPointer, json: JSONValue) throws(WireError) in
                unsafe (root + offset).assumingMemoryBound(to: Value?.self).pointee = try Value(json: json)
            }
            write = { unsafe ($0 + offset).assumingMemoryBound(to: Value?.self).pointee?.json }
        } else {
            read = { (root: UnsafeMutableRawPointer, json: JSONValue) throws(WireError) in
                let value = try Value(json: json)
                unsafe root.assumingMemoryBound(to: Root.self).pointee[keyPath: property] = value
            }
            write = { unsafe $0.assumingMemoryBound(to: Root.self).pointee[keyPath: property]?.json }
        }
    }
}

/// The table of a model's members.
public struct WireMembers<Root>: Sendable, ExpressibleByArrayLiteral {
    /// The wire names, in the order of writing.
    @usableFromInline package let names: [String]
    @usableFromInline let readers: [@Sendable (UnsafeMutableRawPointer, JSONValue) throws(WireError) -> Void]
    @usableFromInline let writers: [@Sendable (UnsafeRawPointer) -> JSONValue?]
    @usableFromInline let places: WirePlaces

    public init(arrayLiteral elements: WireMember<Root>...) { self.init(elements) }

    /// These members, written in this order. A name that stands twice is a fault of the model.
    public init(_ elements: [WireMember<Root>]) {
        names = elements.map(\.name)
        readers = elements.map(\.read)
        writers = elements.map(\.write)
        places = WirePlaces(elements.map { [$0.name] + $0.aliases })
    }
}

extension WireObject {
    @inlinable
    public init(json: JSONValue) throws(WireError) {
        guard case .object(let object) = json else { throw WireError(expected: "an object", found: json) }
        self.init()
        let members = Self.members
        var extras = JSONObject()
        for (name, value) in object {
            guard let place = members.places[name], !value.isNull else {
                extras[name] = value
                continue
            }
            do throws(WireError) {
                try set(place, of: members, to: value)
            } catch {
                throw error.inside(name)
            }
        }
        if !extras.isEmpty { self.extras = extras }
    }

    /// Reads what it can: a member whose value is not what the model needs is kept among the ``extras``.
    package init(lenient object: JSONObject) {
        self.init()
        let members = Self.members
        for (name, value) in object {
            if let place = members.places[name], !value.isNull, (try? set(place, of: members, to: value)) != nil {
                continue
            }
            extras[name] = value
        }
    }

    /// Gives the property at `place` of the table the value that `json` means.
    @inlinable
    mutating func set(_ place: Int, of members: WireMembers<Self>, to json: JSONValue) throws(WireError) {
        try unsafe withUnsafeMutablePointer(to: &self) { root throws(WireError) in
            try unsafe members.readers[place](UnsafeMutableRawPointer(root), json)
        }
    }

    @inlinable
    public var json: JSONValue {
        var object = JSONObject()
        let members = Self.members
        object.reserveCapacity(min(members.writers.count, 16))
        unsafe withUnsafePointer(to: self) { root in
            for place in members.writers.indices {
                guard let value = unsafe members.writers[place](UnsafeRawPointer(root)) else { continue }
                object.appendNew(members.names[place], value)
            }
        }
        let extras = self.extras
        if !extras.isEmpty {
            for (name, value) in extras where object[name] == nil { object.appendNew(name, value) }
        }
        return .object(object)
    }

    public init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        do throws(WireError) {
            try self.init(json: json)
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
        }
    }

    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
