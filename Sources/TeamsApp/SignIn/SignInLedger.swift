internal import TeamsModels

/// What is remembered of sign-ins that are under way. Instants are given.
struct SignInLedger {
    /// How long the id of an exchange is remembered: by then all clients of a person have seen the card.
    static let memory = Duration.seconds(300)
    /// How many people, and how many exchanges, are remembered at most.
    static let capacity = 10_000

    private struct Exchange: Hashable {
        var user: AccountID
        var id: String
    }

    /// By the person: the connections that were offered, the newest last.
    private var offered: [AccountID: [String]] = [:]
    private var exchanges: [Exchange: Duration] = [:]

    /// A card offers `connection` to `user`.
    mutating func offer(_ connection: String, to user: AccountID) {
        if offered.count >= Self.capacity, offered[user] == nil { offered.removeAll() }
        var connections = offered[user] ?? []
        connections.removeAll { $0 == connection }
        offered[user] = connections + [connection]
    }

    /// The connections that `user` may be signing in at, the newest first.
    func connections(offeredTo user: AccountID) -> [String] { (offered[user] ?? []).reversed() }

    /// `user` is signed in at `connection`.
    mutating func settle(_ connection: String, of user: AccountID) {
        offered[user]?.removeAll { $0 == connection }
        if offered[user]?.isEmpty == true { offered[user] = nil }
    }

    /// Whether the exchange is new: each client of a person sends it, and one of them is enough.
    mutating func begin(_ id: String, of user: AccountID, at now: Duration) -> Bool {
        let exchange = Exchange(user: user, id: id)
        if let begun = exchanges[exchange], now - begun < Self.memory { return false }
        if exchanges.count >= Self.capacity {
            exchanges = exchanges.filter { now - $0.value < Self.memory }
            if exchanges.count >= Self.capacity { exchanges.removeAll() }
        }
        exchanges[exchange] = now
        return true
    }

    /// The exchange came to nothing: it may come again.
    mutating func giveUp(_ id: String, of user: AccountID) { exchanges[Exchange(user: user, id: id)] = nil }
}
