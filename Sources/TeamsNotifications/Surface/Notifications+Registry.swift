internal import TeamsApp
package import TeamsModels

/// Who can be reached. Every look-up is answered by the store alone: no request is made.
extension Notifications {
    /// Where the app is installed: all places, or those of one kind. A team is one place, however many channels it has.
    ///
    /// ```swift
    /// for try await installation in notifications.installations(.personal) {
    ///     try await installation.send("The tide turns at 14:10.")
    /// }
    /// ```
    public func installations(_ scope: InstallationScope? = nil) -> RegistryList<Installation> {
        RegistryList(query: ConversationQuery(type: scope?.conversationType), notifications: self) {
            Installation($0, of: scope, in: self)
        }
    }

    /// Where nothing is sent, why, since when, and which notification found it out.
    public func unreachable() -> RegistryList<UnreachablePlace> {
        RegistryList(query: ConversationQuery(isReachable: false), notifications: self) { UnreachablePlace($0) }
    }

    /// A person, by the id in Microsoft Entra, by the one in conversations, or by the sign-in name or mail address
    /// where the service has told it; nil when the bot has no chat with them.
    public func person(_ id: String) async throws(NotificationError) -> Installation? {
        guard !id.isEmpty else { return nil }
        return try await best(ConversationQuery(person: AccountID(rawValue: id), type: .personal), .personal)
    }

    /// A person by name, in whichever case its letters are written; of several, the first one who can be reached.
    public func person(named name: String) async throws(NotificationError) -> Installation? {
        try await best(ConversationQuery(type: .personal, name: name), .personal)
    }

    /// All people of a name.
    public func people(named name: String) async throws(NotificationError) -> [Installation] {
        var people: [Installation] = []
        let list = RegistryList(query: ConversationQuery(type: .personal, name: name), notifications: self) {
            Installation($0, of: .personal, in: self)
        }
        for try await person in list { people.append(person) }
        return people
    }

    /// A group chat by its topic, in whichever case its letters are written; of several, the first that can be reached.
    public func group(named topic: String) async throws(NotificationError) -> Installation? {
        try await best(ConversationQuery(type: .groupChat, name: topic), .group)
    }

    /// A team by its name, in whichever case its letters are written; of several, the first that can be reached.
    public func team(named name: String) async throws(NotificationError) -> Installation? {
        try await best(ConversationQuery(type: .channel, teamName: name), .team)
    }

    /// A channel by its name and its team's, in whichever case their letters are written; of several, the first that
    /// can be reached. Known are the channels of which something was heard; ``Installation/channels()`` asks for all.
    public func channel(
        named name: String, inTeam team: String
    ) async throws(NotificationError) -> TeamChannel? {
        let query = ConversationQuery(type: .channel, name: name, teamName: team)
        return try await first(query) { known in
            known.uninstalledAt == nil ? TeamChannel(known, in: self) : nil
        }
    }

    /// Installations for a list that goes on after `cursor`: of one kind, of a person, or of a team.
    package func installationPage(
        _ scope: InstallationScope?, user: String? = nil, team: TeamID? = nil, after cursor: String?, limit: Int
    ) async throws(NotificationError) -> StorePage<Installation> {
        let query = ConversationQuery(
            person: user.map(AccountID.init(rawValue:)), team: team, type: scope?.conversationType)
        return try await page(query, after: cursor, limit: limit) { Installation($0, of: scope, in: self) }
    }

    /// Unreachable places for a list that goes on after `cursor`.
    package func unreachablePage(
        after cursor: String?, limit: Int
    ) async throws(NotificationError) -> StorePage<UnreachablePlace> {
        try await page(ConversationQuery(isReachable: false), after: cursor, limit: limit) { UnreachablePlace($0) }
    }
}

extension Notifications {
    /// Sends to a place that is known, unless it is closed.
    func send(_ content: some MessageContent, to id: ConversationID) async throws -> SentMessage {
        let known: KnownConversation?
        do { known = try await store.conversations.conversation(id) } catch { throw NotificationError(error) }
        if let known, !known.isReachable { throw NotificationError.closed(known) }
        return try await app.send(content, toConversation: id)
    }

    func firstPage(
        _ query: ConversationQuery, limit: Int
    ) async throws(NotificationError) -> [KnownConversation] {
        do throws(ConversationStoreError) {
            return try await store.conversations.page(of: query, after: nil, limit: limit).conversations
        } catch {
            throw NotificationError(error)
        }
    }

    private func best(
        _ query: ConversationQuery, _ scope: InstallationScope
    ) async throws(NotificationError) -> Installation? {
        try await first(query) { Installation($0, of: scope, in: self) }
    }

    /// The first that can be reached, else the first.
    private func first<Element: Sendable>(
        _ query: ConversationQuery, _ make: @escaping @Sendable (KnownConversation) -> Element?
    ) async throws(NotificationError) -> Element? {
        for isReachable in [true, nil] as [Bool?] {
            var query = query
            query.isReachable = isReachable
            var list = RegistryList(query: query, notifications: self, make: make).makeAsyncIterator()
            if let found = try await list.next() { return found }
        }
        return nil
    }

    private func page<Element: Sendable>(
        _ query: ConversationQuery, after cursor: String?, limit: Int, _ make: (KnownConversation) -> Element?
    ) async throws(NotificationError) -> StorePage<Element> {
        var items: [Element] = []
        var cursor = cursor.map(ConversationCursor.init(rawValue:))
        repeat {
            do throws(ConversationStoreError) {
                let page = try await store.conversations.page(of: query, after: cursor, limit: limit - items.count)
                items += page.conversations.compactMap(make)
                cursor = page.next
            } catch {
                throw NotificationError(error)
            }
        } while cursor != nil && items.count < limit
        return StorePage(items: items, next: cursor?.rawValue)
    }
}

extension Installation {
    /// As ``init(_:in:)``, of one kind alone.
    init?(_ known: KnownConversation, of scope: InstallationScope?, in notifications: Notifications) {
        self.init(known, in: notifications)
        guard scope == nil || scope == self.scope else { return nil }
    }
}
