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
public struct WireMember<Root>: Sendable {
    let name: String
    let aliases: [String]
    let read: @Sendable (inout Root, JSONValue) throws(WireError) -> Void
    let write: @Sendable (Root) -> JSONValue?

    /// `name` fills `property`. A name of `aliases` is understood too, and written as `name`.
    public init<Value: WireValue>(
        _ name: String, _ property: any WritableKeyPath<Root, Value?> & Sendable, aliases: [String] = []
    ) {
        self.name = name
        self.aliases = aliases
        read = { (root: inout Root, json: JSONValue) throws(WireError) in
            root[keyPath: property] = try Value(json: json)
        }
        write = { $0[keyPath: property]?.json }
    }
}

/// The table of a model's members.
public struct WireMembers<Root>: Sendable, ExpressibleByArrayLiteral {
    let all: [WireMember<Root>]
    let places: [String: Int]

    public init(arrayLiteral elements: WireMember<Root>...) { self.init(elements) }

    /// These members, written in this order. A name that stands twice is a fault of the model.
    public init(_ elements: [WireMember<Root>]) {
        all = elements
        var places: [String: Int] = [:]
        for (place, member) in elements.enumerated() {
            for name in [member.name] + member.aliases {
                precondition(
                    places.updateValue(place, forKey: name) == nil, "two members of a model are called \(name)")
            }
        }
        self.places = places
    }

    /// The wire names, in the order of writing.
    public var names: [String] { all.map(\.name) }
}

extension WireObject {
    public init(json: JSONValue) throws(WireError) {
        guard case .object(let object) = json else { throw WireError(expected: "an object", found: json) }
        self.init()
        let members = Self.members
        var extras = JSONObject()
        for (name, value) in object {
            guard let place = members.places[name], value != .null else {
                extras[name] = value
                continue
            }
            do throws(WireError) {
                try members.all[place].read(&self, value)
            } catch {
                throw error.inside(name)
            }
        }
        self.extras = extras
    }

    /// Reads what it can: a member whose value is not what the model needs is kept among the ``extras``.
    public init(lenient object: JSONObject) {
        self.init()
        let members = Self.members
        for (name, value) in object {
            if let place = members.places[name], value != .null, (try? members.all[place].read(&self, value)) != nil {
                continue
            }
            extras[name] = value
        }
    }

    public var json: JSONValue {
        var object = JSONObject()
        for member in Self.members.all {
            if let value = member.write(self) { object[member.name] = value }
        }
        for (name, value) in extras where object[name] == nil { object[name] = value }
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
