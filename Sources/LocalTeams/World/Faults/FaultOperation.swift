internal import JSONKit

/// Which requests a fault strikes, by their names in the wire log.
enum FaultOperation: String, WireChoice {
    /// All, also those for tokens and keys, and deliveries.
    case any = "*"
    case send, reply, update, delete, create, members, team, meeting, batch, attachment, reaction
    case token, keys, usertoken, graph, webhook, deliver

    /// Whether requests of this name are among them. A reply is a send too, and a team's channels are asked for like
    /// members.
    func covers(_ operation: String) -> Bool {
        switch self {
        case .any: true
        case .send: operation == "send" || operation == "reply"
        case .members: operation == "members" || operation == "team"
        default: operation == rawValue
        }
    }
}
