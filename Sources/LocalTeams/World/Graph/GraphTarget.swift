/// Where apps are installed and notifications go, as a path of Microsoft Graph names it.
struct GraphTarget: Sendable, Hashable {
    enum Kind: String, Sendable {
        case user = "User"
        case chat = "Chat"
        case team = "Team"

        /// How resource-specific permissions call it.
        var resource: String { self == .team ? "Group" : rawValue }
    }

    let kind: Kind
    /// Of a person the directory id or the user principal name, of a team the id of its group.
    let name: String
}

/// The same, found.
enum GraphPlace: Sendable {
    case user(Handle)
    case chat(Place)
    case team(TeamState)
}

extension World {
    /// What a path of Graph is about.
    /// - Throws: 404 when there is no such thing.
    func find(_ target: GraphTarget) throws(Refusal) -> GraphPlace {
        switch target.kind {
        case .user: return .user(try graphPerson(target.name))
        case .chat:
            guard let place = place(ConversationID(rawValue: target.name)), place.team == nil, place.root == nil else {
                throw .graphNotFound("No chat has the id '\(target.name.prefix(200))'.")
            }
            return .chat(place)
        case .team: return .team(try graphTeam(target.name))
        }
    }

    /// The person whom a directory id or a user principal name means.
    func graphPerson(_ name: String) throws(Refusal) -> Handle {
        guard let handle = directory.handle(named: name) else {
            throw Refusal(
                status: 404, code: "Request_ResourceNotFound",
                message: "Resource '\(name.prefix(200))' does not exist: nobody has this id or user principal name.")
        }
        return handle
    }

    /// The team of a group. The id of its General channel is none of Graph's.
    func graphTeam(_ group: String) throws(Refusal) -> TeamState {
        guard let team = places.team(group: group), !team.deleted else {
            throw .graphNotFound("No team found with Group Id '\(group.prefix(200))'.")
        }
        return team
    }

    /// The home of installations there. A person's are in a chat for each bot.
    func home(of place: GraphPlace, for bot: AppID) -> ConversationID? {
        switch place {
        case .user(let handle): places.personalChat(of: .bot(bot, handle: handle))
        case .chat(let place): place.home
        case .team(let team): team.id
        }
    }
}
