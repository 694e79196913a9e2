internal import TeamsModels

/// Conversations in the order in which they came, found by id, person, team and organisation. Pure.
///
/// A place is a number that only grows. It stays with its conversation, so that a page can begin after it whatever was
/// added or forgotten meanwhile.
struct ConversationTable {
    /// What is looked for.
    private enum Key: Hashable {
        case tenant(String)
        case team(String)
        case account(String)
        case directory(String)
        case address(String)
        case name(String)
        case teamName(String)
        case closed
    }
    private struct Entry {
        let place: Int
        /// Nil once it is forgotten.
        var known: KnownConversation?
    }

    private var entries: [Entry] = []
    private var places: [ConversationID: Int] = [:]
    /// The places of each, ascending.
    private var index: [Key: [Int]] = [:]
    private var lastPlace = 0

    var count: Int { places.count }

    /// The organisations.
    private(set) var tenants: Set<String> = []

    subscript(id: ConversationID) -> KnownConversation? {
        get { places[id].flatMap { entries[position(of: $0)].known } }
        set {
            if let newValue { put(newValue, under: id) } else { remove(id) }
        }
    }

    /// Up to `limit` of those that `query` means, after `place`, and the place of the last one when more may follow.
    func page(of query: ConversationQuery, after place: Int, limit: Int) -> (found: [KnownConversation], next: Int?) {
        var found: [KnownConversation] = []
        if let candidates = candidates(for: query) {
            for candidate in candidates[candidates.partition { $0 > place }...] {
                guard let known = entries[position(of: candidate)].known, query.fits(known) else { continue }
                found.append(known)
                if found.count == limit { return (found, candidate) }
            }
        } else {
            for entry in entries[entries.partition { $0.place > place }...] {
                guard let known = entry.known, query.fits(known) else { continue }
                found.append(known)
                if found.count == limit { return (found, entry.place) }
            }
        }
        return (found, nil)
    }

    /// The places where those that `query` means stand, with others; nil when that may be anywhere.
    private func candidates(for query: ConversationQuery) -> [Int]? {
        if let person = query.person?.rawValue {
            let byAccount = index[.account(person)] ?? []
            let byDirectory = index[.directory(ConversationFacts.folded(person))] ?? []
            let byAddress = index[.address(ConversationFacts.folded(person))] ?? []
            return byAccount.isEmpty && byAddress.isEmpty
                ? byDirectory : Set(byAccount + byDirectory + byAddress).sorted()
        }
        if let name = query.teamName { return index[.teamName(ConversationFacts.foldedName(name))] ?? [] }
        if let name = query.name { return index[.name(ConversationFacts.foldedName(name))] ?? [] }
        if let team = query.team { return index[.team(team.rawValue)] ?? [] }
        if query.isReachable == false { return index[.closed] ?? [] }
        if let tenant = query.tenant { return index[.tenant(ConversationFacts.folded(tenant.rawValue))] ?? [] }
        return nil
    }

    private mutating func put(_ known: KnownConversation, under id: ConversationID) {
        let keys = Self.keys(of: known)
        if let place = places[id] {
            let position = position(of: place)
            let earlier = entries[position].known.map(Self.keys) ?? []
            for key in earlier.subtracting(keys) { remove(place, from: key) }
            for key in keys.subtracting(earlier) { add(place, to: key) }
            entries[position].known = known
        } else {
            lastPlace += 1
            places[id] = lastPlace
            entries.append(Entry(place: lastPlace, known: known))
            for key in keys { add(lastPlace, to: key) }
        }
    }

    private mutating func remove(_ id: ConversationID) {
        guard let place = places.removeValue(forKey: id) else { return }
        let position = position(of: place)
        for key in entries[position].known.map(Self.keys) ?? [] { remove(place, from: key) }
        entries[position].known = nil
        if entries.count > 64 + 2 * places.count { entries.removeAll { $0.known == nil } }
    }

    private mutating func add(_ place: Int, to key: Key) {
        var places = index.removeValue(forKey: key) ?? []  // taken out, so that it is changed in its place
        if places.last ?? 0 < place {
            places.append(place)
        } else {
            places.insert(place, at: places.partition { $0 > place })
        }
        index[key] = places
        if case .tenant(let id) = key { tenants.insert(id) }
    }

    private mutating func remove(_ place: Int, from key: Key) {
        guard var places = index.removeValue(forKey: key) else { return }
        let position = places.partition { $0 >= place }
        if position < places.count, places[position] == place { places.remove(at: position) }
        if !places.isEmpty { index[key] = places } else if case .tenant(let id) = key { tenants.remove(id) }
    }

    private static func keys(of known: KnownConversation) -> Set<Key> {
        let facts = ConversationFacts(known)
        let keys: [Key?] = [
            facts.tenant.map { .tenant($0) }, facts.team.map { .team($0) }, facts.account.map { .account($0) },
            facts.directory.map { .directory($0) }, facts.address.map { .address($0) },
            facts.name.map { .name(ConversationFacts.foldedName($0)) },
            facts.teamName.map { .teamName(ConversationFacts.foldedName($0)) }, facts.closure.map { _ in .closed },
        ]
        return Set(keys.compactMap { $0 })
    }

    private func position(of place: Int) -> Int { entries.partition { $0.place >= place } }
}

extension Array {
    /// Where the first element stands for which `isBehind` holds, as it does for all that follow; the end when there is
    /// none.
    fileprivate func partition(_ isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
