internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension TurnContext {
    /// Those whom the activity tells to have joined, with their names; nil when it tells of nobody new.
    func joined() async -> [Account]? {
        guard !activity.isPersonal else { return nil }
        let people = people(activity.membersAdded)
        let newcomers = services.recent.newcomers(
            among: people, in: activity.placeOfMembers, at: services.time.elapsed)
        return newcomers.isEmpty ? nil : await named(newcomers)
    }

    /// Those whom the activity tells to have left; nil when it tells of nobody.
    func left() -> [Account]? {
        let people = people(activity.membersRemoved)
        return people.isEmpty ? nil : people
    }

    /// Everyone among `accounts` who can be spoken to, but for the bot.
    private func people(_ accounts: [Account]?) -> [Account] {
        (accounts ?? []).filter { $0.id?.isEmpty == false && !identity.isSame($0) }
    }

    /// So many are asked for one by one; more are found in the whole roster.
    private static var mostSingleLookups: Int { 5 }

    /// The same people as the roster knows them, which is asked once for each who came without a name. Whom it does not
    /// know stays as they are.
    private func named(_ people: [Account]) async -> [Account] {
        let nameless = people.filter { $0.name?.isEmpty ?? true }
        guard !nameless.isEmpty else { return people }
        var known: [AccountID: Account] = [:]
        if nameless.count > Self.mostSingleLookups {
            for member in await told({ try await members() }) ?? [] { if let id = member.id { known[id] = member } }
        } else {
            for id in nameless.compactMap(\.id) { known[id] = await told { try await member(id) } }
        }
        return people.map { person in
            guard person.name?.isEmpty ?? true, let id = person.id, var member = known[id] else { return person }
            member.id = id
            member.aadObjectId = member.directoryID ?? person.directoryID
            return member
        }
    }

    private func told<Value>(_ ask: () async throws -> Value) async -> Value? {
        do { return try await ask() } catch {
            logger.notice("The roster told no name of somebody who joined", ["error": "\(error)"])
            return nil
        }
    }
}
