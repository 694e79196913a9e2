internal import JSONKit
internal import TeamsModels

/// How much of a list is wanted, and from where on.
struct PageItems {
    static let maxLimit = 1_000
    static let defaultLimit = 100

    let limit: Int
    let after: String?

    init(_ reader: inout StrictReader) throws(StrictError) {
        limit = try reader.optional("limit", .within(1...Self.maxLimit)) ?? Self.defaultLimit
        after = try reader.optional(
            "after", StrictRule { $0.utf8.count > 512 ? "is none that a page before has given" : nil })
    }
}

/// `limit` and `after` alone.
struct PageQuery: StrictlyDecodable {
    let page: PageItems

    init(from reader: inout StrictReader) throws(StrictError) { page = try PageItems(&reader) }
}

/// A page of notifications.
struct NotificationQuery: StrictlyDecodable {
    let states: Set<NotificationState>?
    let page: PageItems

    init(from reader: inout StrictReader) throws(StrictError) {
        states = try reader.states()
        page = try PageItems(&reader)
    }
}

/// A page of deliveries, from a place on.
struct DeliveryQuery: StrictlyDecodable {
    let states: Set<DeliveryState>?
    let page: PageItems
    let place: Int64

    init(from reader: inout StrictReader) throws(StrictError) {
        states = try reader.states()
        page = try PageItems(&reader)
        guard let after = page.after else {
            place = 0
            return
        }
        guard let number = Int64(after), number >= 0 else {
            throw reader.error(at: "after", "is none that a page before has given")
        }
        place = number
    }
}

/// All deliveries.
struct DeliveryStreamQuery: StrictlyDecodable {
    let states: Set<DeliveryState>?

    init(from reader: inout StrictReader) throws(StrictError) { states = try reader.states() }
}

/// A page of the registry.
struct InstallationQuery: StrictlyDecodable {
    let scope: InstallationScope?
    let user: String?
    let team: String?
    let page: PageItems

    init(from reader: inout StrictReader) throws(StrictError) {
        let name: String? = try reader.optional("scope")
        scope = name.flatMap(InstallationScope.init(rawValue:))
        if let name, scope == nil {
            let names = InstallationScope.allCases.map(\.rawValue).joined(separator: ", ")
            throw reader.error(at: "scope", "must be one of \(names), but is \"\(name.excerpt)\"")
        }
        user = try reader.optional("user")
        team = try reader.optional("team")
        page = try PageItems(&reader)
    }
}

extension StrictReader {
    /// The item `state`: one state, or several with commas between them.
    fileprivate mutating func states<State: RawRepresentable<String> & CaseIterable & Hashable>()
        throws(StrictError) -> Set<State>?
    {
        guard let text: String = try optional("state") else { return nil }
        var states: Set<State> = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let state = State(rawValue: String(name)) else {
                let names = State.allCases.map(\.rawValue).joined(separator: ", ")
                throw error(at: "state", "must be one of \(names), but is \"\(String(name).excerpt)\"")
            }
            states.insert(state)
        }
        return states
    }
}
