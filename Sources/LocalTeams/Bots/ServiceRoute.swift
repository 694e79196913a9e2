internal import HTTPKit

/// Where a request to the service plane leads: decided from its method and path alone.
enum ServiceRoute: Sendable {
    case identity(ServicePlane.IdentityOperation, PathParameters)
    case connector(ServicePlane.Operation, PathParameters)
    /// The path exists, but with these methods.
    case otherMethods([String])
    case nothing
    /// The path is not well encoded.
    case malformed

    private static let identityRoutes = ServicePlane.makeIdentityRoutes()
    private static let connectorRoutes = ServicePlane.makeRoutes()

    init(_ request: HTTP.Request) {
        guard var path = request.pathSegments else {
            self = .malformed
            return
        }
        if path.last == "", path.count > 1 { path.removeLast() }
        switch Self.identityRoutes.match(request.method, path[...]) {
        case .found(let operation, let parameters):
            self = .identity(operation, parameters)
            return
        case .otherMethods(let methods):
            self = .otherMethods(methods)
            return
        case .nothing: break
        }
        // The routes of the connector begin at `v3`, whatever stands before: `/teams/`, `/emea/<tenant>/`, nothing.
        let start = Self.beginning(in: path)
        switch Self.connectorRoutes.match(request.method, path[start...]) {
        case .found(let operation, let parameters): self = .connector(operation, parameters)
        case .otherMethods(let methods): self = .otherMethods(methods)
        case .nothing: self = .nothing
        }
    }

    /// Where the connector's route begins: at `v3`, of meetings at `v1`, of users' tokens at `api`.
    private static func beginning(in path: [String]) -> Int {
        for (place, segment) in path.enumerated() {
            if segment.lowercased() == "v3" { return place }
            let isOfMeetings = place + 1 < path.count && path[place + 1].lowercased() == "meetings"
            if segment.lowercased() == "v1", isOfMeetings { return place }
            let isOfTokens =
                place + 1 < path.count && ["usertoken", "botsignin"].contains(path[place + 1].lowercased())
            if segment.lowercased() == "api", isOfTokens { return place }
        }
        return path.endIndex
    }

    /// What the wire log calls it.
    var name: String {
        switch self {
        case .identity(let operation, _): operation.name
        case .connector(let operation, _): operation.name
        case .otherMethods, .nothing, .malformed: "unknown"
        }
    }

    /// The longest body, in bytes; more is answered 413. Nil when there is nothing to answer.
    var maxBodyBytes: Int? {
        switch self {
        case .identity: 64 << 10  // the token endpoint's form
        // An upload comes as base64. A message's own bound, 100 KB, leaves out the pictures in it.
        case .connector(let operation, _): operation.name == "attachment" ? BodyLimit.maxUploadBytes : 1 << 20
        case .otherMethods, .nothing, .malformed: nil
        }
    }

    /// Whom it may be about.
    var topic: CallAddress.Topic {
        switch self {
        // A sign-in is its person's own business.
        case .identity(let operation, _): operation.name == "usertoken" ? .unknown : .identity
        case .connector(let operation, let parameters): Self.topic(of: operation.name, parameters)
        case .otherMethods, .nothing, .malformed: .unknown
        }
    }

    private static func topic(of operation: String, _ parameters: PathParameters) -> CallAddress.Topic {
        let conversation = ConversationID(rawValue: parameters["c"])
        switch operation {
        case "create": return .creation
        case "meeting":
            let id = MeetingID(rawValue: parameters["m"])
            return id.chat.map { .conversation($0) } ?? .unknown
        case "team": return .team(ConversationID(rawValue: parameters["t"]))
        // An upload says nothing of the message that it is for.
        case "attachment": return .unknown
        case "reply": return .conversation(conversation)
        default:
            if conversation.rawValue.isEmpty { return .unknown }
            let message = parameters["a"]
            let isChange = operation == "update" || operation == "delete"
            return message.isEmpty && !isChange ? .conversation(conversation) : .message(message, in: conversation)
        }
    }
}

extension CallAddress.Topic {
    /// The conversation that the path names.
    var conversation: ConversationID? {
        switch self {
        case .conversation(let id), .message(_, in: let id): id.rawValue.isEmpty ? nil : id
        default: nil
        }
    }
}
