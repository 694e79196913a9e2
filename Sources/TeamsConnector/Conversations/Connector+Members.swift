internal import JSONKit
public import TeamsModels

extension Connector {
    /// The members of a conversation, page by page, as far as they are asked for:
    ///
    ///     for try await page in connector.memberPages(of: reference) { … page.members … }
    ///
    /// The roster of a team is that of the conversation with the team's id.
    /// - Parameters:
    ///   - reference: the conversation.
    ///   - pageSize: 50 to 500; the service moves others into that range.
    public func memberPages(of reference: ConversationReference, pageSize: Int? = nil) -> MemberPages {
        MemberPages(connector: self, reference: reference, pageSize: pageSize)
    }

    /// Every member of a conversation, over as many pages as it takes.
    public func members(of reference: ConversationReference) async throws(ConnectorError) -> [Account] {
        var members: [Account] = []
        var pages = memberPages(of: reference, pageSize: 500).makeAsyncIterator()
        while let page = try await pages.next() { members += page.members ?? [] }
        return members
    }

    /// One page of a conversation's members.
    /// - Parameters:
    ///   - reference: the conversation.
    ///   - pageSize: how many to ask for at a time; the service takes 50 to 500.
    ///   - token: what the page before gave; nil for the first page.
    public func membersPage(
        of reference: ConversationReference, pageSize: Int? = nil, continuationToken token: String? = nil
    ) async throws(ConnectorError) -> PagedMembers {
        let place = try Place(reference, for: "members")
        var call = Call("members", "GET", at: place.service, path: place.path("pagedMembers"))
        if let pageSize { call.query.append(Call.QueryItem(name: "pageSize", value: String(pageSize))) }
        if let token { call.query.append(Call.QueryItem(name: "continuationToken", value: token)) }
        return try await question(call, in: place.asking)
    }

    /// One member of a conversation.
    /// - Parameters:
    ///   - id: the id in conversations, the id in Microsoft Entra, or the sign-in name.
    ///   - reference: the conversation.
    /// - Throws: ``ConnectorError/Code/memberNotFound`` for somebody else.
    public func member(
        _ id: AccountID, of reference: ConversationReference
    ) async throws(ConnectorError) -> Account {
        let place = try Place(reference, for: "member")
        guard !id.isEmpty else { throw .invalid("member: the id is empty") }
        return try await question(
            Call("member", "GET", at: place.service, path: place.path("members", id.rawValue)), in: place.asking)
    }

    /// Asks, and reads the answer as a `Reply`.
    func question<Reply: WireObject>(_ call: Call, in lane: Lane) async throws(ConnectorError) -> Reply {
        let answer = try await perform(call, in: lane)
        do throws(WireError) {
            return try Reply(json: answer.json)
        } catch {
            throw ConnectorError(.unreadableAnswer, message: "\(call.operation): the answer cannot be read: \(error)")
        }
    }
}
