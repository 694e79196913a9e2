public import TeamsModels

/// Which conversations are meant: those that fit all that is said.
public struct ConversationQuery: Sendable, Hashable {
    /// The personal chats of this person: by the id in conversations, by the one in Microsoft Entra, or by the sign-in
    /// name or mail address, where the service has told it.
    public var person: AccountID?
    /// Those of this organisation.
    public var tenant: TenantID?
    /// The channels of this team.
    public var team: TeamID?
    /// Those of this type.
    public var type: ConversationType?
    /// Those of this name, in whichever case its letters are written: the person's, the chat's topic, the channel's.
    public var name: String?
    /// The channels of the teams of this name, in whichever case its letters are written.
    public var teamName: String?
    /// Those that can be written to, or those that are closed to the bot.
    public var isReachable: Bool?

    /// Every conversation, unless something is said.
    public init(
        person: AccountID? = nil, tenant: TenantID? = nil, team: TeamID? = nil, type: ConversationType? = nil,
        name: String? = nil, teamName: String? = nil, isReachable: Bool? = nil
    ) {
        self.person = person
        self.tenant = tenant
        self.team = team
        self.type = type
        self.name = name
        self.teamName = teamName
        self.isReachable = isReachable
    }

    /// Whether `known` is meant. Ids of people and organisations in Microsoft Entra are the same however their letters
    /// are written.
    public func fits(_ known: KnownConversation) -> Bool {
        let facts = ConversationFacts(known)
        if let person = person?.rawValue, facts.account != person,
            facts.directory != ConversationFacts.folded(person), facts.address != ConversationFacts.folded(person)
        {
            return false
        }
        if let name, !ConversationFacts.areSame(facts.name, name) { return false }
        if let teamName, !ConversationFacts.areSame(facts.teamName, teamName) { return false }
        if let isReachable, known.isReachable != isReachable { return false }
        if let tenant, facts.tenant != ConversationFacts.folded(tenant.rawValue) { return false }
        if let team, facts.team != team.rawValue { return false }
        return type == nil || facts.type == type?.rawValue
    }
}
