/// Who belongs to a chat or a team, in the order in which they came.
struct Roster: Sendable, Equatable {
    private(set) var handles: [String] = []
    /// A number that rises with each that joins. Pages of members go on from it.
    private(set) var joined: [String: Int] = [:]

    init() {}

    func contains(_ handle: String) -> Bool { joined[handle] != nil }

    mutating func add(_ handle: String, serial: Int) {
        guard joined.updateValue(serial, forKey: handle) == nil else { return }
        handles.append(handle)
    }

    mutating func remove(_ handle: String) {
        guard joined.removeValue(forKey: handle) != nil else { return }
        handles.removeAll { $0 == handle }
    }

    /// Up to `count` handles that joined after `serial`.
    func page(after serial: Int, count: Int) -> ArraySlice<String> {
        let start = handles.partitioningIndex { joined[$0, default: 0] > serial }
        return handles[start...].prefix(count)
    }
}
