/// Where in a model's table each wire name stands. Not generic, so that looking a name up is compiled once, here.
///
/// The names of a model are few and of many lengths: going through those of one length is faster than hashing.
@usableFromInline
struct WirePlaces: Sendable {
    /// The names with their places, the shortest first.
    private let entries: [(name: String, place: Int)]
    /// Where among ``entries`` the names of each length in bytes begin, and of one length more where the last end.
    private let starts: [Int]

    /// The names of each member, in the order of the table. A name that stands twice is a fault of the model.
    init(_ names: [[String]]) {
        let pairs = names.enumerated().flatMap { place, names in names.map { (name: $0, place: place) } }
        let entries = pairs.sorted { $0.name.utf8.count < $1.name.utf8.count }
        let longest = entries.last?.name.utf8.count ?? 0
        starts = (0...longest + 1).map { length in entries.count { $0.name.utf8.count < length } }
        var seen: Set<ExactText> = []
        for (name, _) in entries {
            precondition(seen.insert(ExactText(name)).inserted, "two members of a model are called \(name)")
        }
        self.entries = entries
    }

    @usableFromInline
    subscript(name: String) -> Int? {
        let length = name.utf8.count
        guard length + 1 < starts.count else { return nil }
        for index in starts[length]..<starts[length + 1] where entries[index].name.hasSameBytes(as: name) {
            return entries[index].place
        }
        return nil
    }
}
