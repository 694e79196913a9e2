internal import JSONKit

/// Who belongs to a chat or a team, in the order in which they came.
struct Roster: Sendable, Hashable {
    private(set) var handles: [Handle] = []
    /// A number that rises with each that joins. Pages of members go on from it.
    private(set) var joined: [Handle: Int] = [:]

    init() {}

    /// Everybody of several, each once.
    init(joining rosters: [Roster]) {
        for roster in rosters { joined.merge(roster.joined) { min($0, $1) } }
        handles = joined.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    }

    func contains(_ handle: Handle) -> Bool { joined[handle] != nil }

    mutating func add(_ handle: Handle, serial: Int) {
        guard joined.updateValue(serial, forKey: handle) == nil else { return }
        handles.append(handle)
    }

    mutating func remove(_ handle: Handle) {
        guard joined.removeValue(forKey: handle) != nil else { return }
        handles.removeAll { $0 == handle }
    }

    /// Up to `count` handles that joined after `serial`.
    func page(after serial: Int, count: Int) -> ArraySlice<Handle> {
        let start = handles.partitioningIndex { joined[$0, default: 0] > serial }
        return handles[start...].prefix(count)
    }
}

extension Roster: RowValue {
    private struct Member: StoredRow {
        var handle: Handle = ""
        var joined = 0
        var extras = JSONObject()

        static let shape: RowShape<Member> = [.required("handle", \.handle), .count("joined", \.joined)]
    }

    init(json: JSONValue) throws(WireError) {
        for member in try [Member](json: json) { add(member.handle, serial: member.joined) }
    }

    var json: JSONValue { handles.map { Member(handle: $0, joined: joined[$0, default: 0]) }.json }
}
