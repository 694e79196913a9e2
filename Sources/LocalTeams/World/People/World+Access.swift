// Who may do what, on the control plane.

extension World {
    @discardableResult
    func known(_ handle: Handle) throws(Refusal) -> Person {
        guard let person = person(handle) else { throw .notFound("nobody has the handle \"\(handle)\"") }
        return person
    }

    @discardableResult
    func knownBot(_ appId: AppID) throws(Refusal) -> Bot {
        guard let bot = bot(appId) else { throw .notFound("no bot has the app id \"\(appId)\"") }
        return bot
    }

    /// A conversation that a person may look into.
    func visit(_ conversation: ConversationID, as handle: Handle) throws(Refusal) -> Place {
        try known(handle)
        guard let place = place(conversation), isOpen(place) else {
            throw .notFound("no conversation has the id \"\(conversation)\"")
        }
        guard roster(place).contains(handle) else { throw .forbidden("\(handle) is not in this conversation") }
        return place
    }

    /// A conversation that a person may write into.
    func enter(_ conversation: ConversationID, as handle: Handle) throws(Refusal) -> Place {
        let place = try visit(conversation, as: handle)
        guard !isArchived(place) else { throw .forbidden("the team is archived: nobody can write there") }
        return place
    }

    /// A message that a person can see.
    func seen(_ id: String, in place: Place, by handle: Handle) throws(Refusal) -> Message {
        guard let message = message(id, in: place), message.isVisible(to: handle) else {
            throw .notFound("no message has the id \"\(id)\" here")
        }
        return message
    }

    /// A message of a person's own.
    func own(_ id: String, in place: Place, by handle: Handle) throws(Refusal) -> Message {
        let message = try seen(id, in: place, by: handle)
        guard message.author == .person(handle) else { throw .forbidden("only who wrote a message can change it") }
        return message
    }

    /// A team that a person is in.
    func joined(_ team: ConversationID, as handle: Handle, deleted: Bool = false) throws(Refusal) -> TeamState {
        try known(handle)
        guard let team = places.team(team) else { throw .notFound("no team has the id \"\(team)\"") }
        guard team.roster.contains(handle) else { throw .forbidden("\(handle) is not in the team \(team.name)") }
        guard team.deleted == deleted else {
            if deleted { throw .conflict("the team \(team.name) is not deleted") }
            throw .notFound("the team \(team.name) is deleted")
        }
        return team
    }
}
