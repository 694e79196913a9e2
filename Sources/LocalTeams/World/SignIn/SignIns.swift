/// Who is signed in for which bot, and who is about to be.
struct SignIns: Sendable, Equatable {
    private var tokens = Table<UserToken.Place, UserToken>(.signin)
    // What is under way is not stored: whoever was about to sign in begins anew.
    /// By what stands in the link.
    private var offers = Recent<String, SignInOffer>(capacity: 1_000)
    /// The six digits that the last popup ended with.
    private var codes = Recent<UserToken.Place, String>(capacity: 1_000)
    /// Whose they are: the tokens that clients offered.
    private var offered = Recent<String, UserToken.Place>(capacity: 1_000)
    /// Who agreed by the popup that the bot may act for them.
    private var consents = Recent<UserToken.Place, Bool>(capacity: 1_000)

    init() {}

    /// - Parameter now: a token that is over by then counts as none.
    func token(at place: UserToken.Place, now: Instant) -> UserToken? {
        tokens[place].flatMap { $0.expires > now ? $0 : nil }
    }

    func offer(_ id: String) -> SignInOffer? { offers[id] }

    /// Whose token a client offered; nil for one that none did.
    func owner(of token: String) -> UserToken.Place? { offered[token] }

    func hasConsented(_ place: UserToken.Place) -> Bool { consents[place] ?? (tokens[place] != nil) }

    mutating func put(_ token: UserToken) { tokens.put(token) }

    /// Whether there was one.
    mutating func remove(_ place: UserToken.Place) -> Bool { tokens.remove(place) != nil }

    mutating func add(_ offer: SignInOffer, as id: String) { offers.add(offer, as: id) }

    mutating func add(offeredToken token: String, of place: UserToken.Place) { offered.add(place, as: token) }

    mutating func setCode(_ code: String, for place: UserToken.Place) {
        codes.add(code, as: place)
        consents.add(true, as: place)
    }

    /// Whether it is the code that the popup ended with. It is good once.
    mutating func takeCode(_ code: String, for place: UserToken.Place) -> Bool {
        guard codes[place] == code else { return false }
        codes.remove(place)
        return true
    }

    mutating func takeChanges(into records: inout [RecordChange]) { tokens.takeChanges(into: &records) }

    /// The tokens that were stored as these records.
    init(records: some Sequence<Record>) throws(WorldError) {
        for record in records where record.kind == .signin { try tokens.restore(record) }
    }
}
