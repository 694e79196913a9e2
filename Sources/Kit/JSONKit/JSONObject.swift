/// The members of a JSON object, in the order in which they came. A name stands once: setting it again changes its
/// value and keeps its place. Names are compared by their bytes: `é` in two spellings is two names.
public struct JSONObject: Sendable {
    /// A member's name and value.
    public typealias Element = (name: String, value: JSONValue)

    /// Up to this many members are searched one by one; more have an index.
    private static let searched = 32

    private var members: [Element] = []
    private var places: [ExactText: Int] = [:]

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
        if members.count > Self.searched { return places[ExactText(name)] }
        return members.firstIndex { $0.name.hasSameBytes(as: name) }
    }

    @usableFromInline
    mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

    /// Adds a member whose name does not stand here yet.
    @usableFromInline
    mutating func appendNew(_ name: String, _ value: JSONValue) {
        members.append((name, value))
        if members.count == Self.searched + 1 {
            reindex()
        } else if members.count > Self.searched {
            places[ExactText(name)] = members.count - 1
        }
    }

    private mutating func remove(at place: Int) {
        members.remove(at: place)
        reindex()
    }

    private mutating func reindex() {
        places.removeAll(keepingCapacity: true)
        guard members.count > Self.searched else { return }
        for (place, member) in members.enumerated() { places[ExactText(member.name)] = place }
    }
}

extension JSONObject: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { members.count }
    public subscript(place: Int) -> Element { members[place] }
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
