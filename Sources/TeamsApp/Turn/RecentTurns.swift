internal import LockKit
internal import TeamsModels

/// What turns leave behind for those that follow: who was told to have joined, and what messages said. In memory alone.
final class RecentTurns: Sendable {
    private struct Place: Hashable {
        let conversation: String
        let name: String
    }
    private struct Join {
        let at: Duration
        let names: [Place]
    }
    private struct State {
        var joins = RecentValues<Place, Join>(capacity: 20_000)
        var texts = RecentValues<Place, String>(capacity: 5_000, maxWeight: 4 << 20)
    }
    private let state = Mutex(State())

    /// How long it is known that somebody was told to have joined. Longer than the service repeats what it tells.
    static let joinMemory: Duration = .seconds(600)

    /// Those of `people` who were not told to have joined `place` before. From now on they were.
    func newcomers(among people: [Account], in place: String, at now: Duration) -> [Account] {
        state.withLock { state in
            people.filter { person in
                let names = Self.names(of: person).map { Place(conversation: place, name: $0) }
                let isKnown = names.contains { name in
                    state.joins[name].map { now - $0.at < Self.joinMemory } ?? false
                }
                for name in names { state.joins.set(Join(at: now, names: names), for: name) }
                return !isKnown
            }
        }
    }

    /// `people` have left `place`: when they come back, that is told.
    func left(_ people: [Account], _ place: String) {
        state.withLock { state in
            for name in people.flatMap(Self.names) {
                // The event may tell another of the person's ids than the one that told of the joining.
                for known in state.joins[Place(conversation: place, name: name)]?.names ?? [] {
                    state.joins.remove(known)
                }
            }
        }
    }

    /// What the message said when it was last seen, which is `text` from now on; nil keeps what is known.
    func text(of message: ActivityID, in conversation: ConversationID, now text: String?) -> String? {
        let place = Place(conversation: conversation.base.rawValue, name: message.rawValue)
        return state.withLock { state in
            let earlier = state.texts[place]
            if let text { state.texts.set(text, for: place, weight: text.utf8.count + 100) }
            return earlier
        }
    }

    /// The ids of a person, of which an event may tell one or the other.
    private static func names(of person: Account) -> [String] {
        [person.id?.rawValue, person.directoryID].compactMap { $0 }.filter { !$0.isEmpty }.map { $0.lowercased() }
    }
}
