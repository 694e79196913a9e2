internal import TeamsModels

/// Who is in a group chat or a team, as planning needs it.
struct Roster: Sendable {
    struct Person: Sendable, Hashable {
        /// The id in Microsoft Entra, in small letters.
        var user: String?
        var account: AccountID?
        /// In small letters.
        var tenant: TenantID
    }

    private(set) var people: [Person] = []
    private var places: [String: Int] = [:]

    /// - Parameters:
    ///   - members: as the service gave them. Bots are left out.
    ///   - tenant: the organisation of who has none of its own.
    init(_ members: [Account], tenant: TenantID?) {
        for member in members where !(member.id?.rawValue.hasPrefix("28:") ?? false) {
            let user = member.directoryID.flatMap { $0.isEmpty ? nil : $0.lowercased() }
            let account = member.id.flatMap { $0.isEmpty ? nil : $0 }
            guard let first = user ?? account?.rawValue, places[first] == nil else { continue }
            let own = (member.tenantId ?? tenant)?.rawValue.lowercased() ?? ""
            if let user { places[user] = people.count }
            if let account { places[account.rawValue] = people.count }
            people.append(Person(user: user, account: account, tenant: TenantID(own)))
        }
    }

    /// The one who is known by either id.
    func person(_ user: String?, _ account: AccountID?) -> Person? {
        let place = user.flatMap { places[$0] } ?? account.flatMap { places[$0.rawValue] }
        return place.map { people[$0] }
    }
}
