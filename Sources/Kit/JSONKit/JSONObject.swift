/// The members of a JSON object, in the order in which they came. A name stands once: setting it again changes its
/// value and keeps its place. Names are compared by their bytes: `é` in two spellings is two names.
public struct JSONObject: Sendable {
    /// A member's name and value.
    public typealias Element = (name: String, value: JSONValue)

    /// Up to this many members are searched one by one; more have an index.
    private static let searched = 32

    /// What is stored for each: a struct, since an array of tuples is copied and released through the runtime.
    private struct Member: Sendable {
        var name: String
        var value: JSONValue
    }

    private var members: [Member] = []
    /// Where each name stands, once there are many.
    private var places: [ExactText: Int]?

    /// No members.
    public init() {}

    /// Members in this order. The last value of a name counts.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members { self[name] = value }
    }

    /// How many members there are.
    public var count: Int { members.count }
    /// Whether there are none.
    public var isEmpty: Bool { members.isEmpty }
    /// The names, in order.
    public var names: [String] { members.map(\.name) }

    /// The value of a member, or `nil`. Setting `nil` removes it; `.null` is a value.
    public subscript(name: String) -> JSONValue? {
        get { place(of: name).map { members[$0].value } }
        set {
            switch (place(of: name), newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): remove(at: place)
            case (nil, let value?): appendNew(name, value)
            case (nil, nil): break
            }
        }
    }

    private func place(of name: String) -> Int? {
        if let places { return places[ExactText(name)] }
        for place in members.indices where members[place].name.hasSameBytes(as: name) { return place }
        return nil
    }

    @usableFromInline
    mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

    /// Adds a member whose name does not stand here yet.
    @usableFromInline
    mutating func appendNew(_ name: String, _ value: JSONValue) {
        members.append(Member(name: name, value: value))
        if members.count == Self.searched + 1 {
            reindex()
        } else if members.count > Self.searched {
            places?[ExactText(name)] = members.count - 1
        }
    }

    private mutating func remove(at place: Int) {
        members.remove(at: place)
        reindex()
    }

    private mutating func reindex() {
        guard members.count > Self.searched else {
            places = nil
            return
        }
        var places = self.places ?? [:]
        self.places = nil
        places.removeAll(keepingCapacity: true)
        for (place, member) in members.enumerated() { places[ExactText(member.name)] = place }
        self.places = places
    }
}

extension JSONObject {
    /// Replaces the value of the member at `place`: for who knows where its members stand.
    package mutating func replaceValue(at place: Int, with value: consuming JSONValue) {
        members[place].value = value
    }

    /// Removes the members at these places, which stand in ascending order.
    package mutating func removeMembers(at places: [Int]) {
        guard !places.isEmpty else { return }
        var left = places[...]
        var place = -1
        members.removeAll { _ in
            place += 1
            guard left.first == place else { return false }
            left.removeFirst()
            return true
        }
        reindex()
    }
}

extension JSONObject: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { members.count }
    public subscript(place: Int) -> Element { (members[place].name, members[place].value) }
}

extension JSONObject: Hashable {
    /// Equal names with equal values, in whatever order.
    public static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.name] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        var all = 0
        for member in members {
            var one = Hasher()
            member.name.hashBytes(into: &one)
            one.combine(member.value)
            all &+= one.finalize()
        }
        hasher.combine(all)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
