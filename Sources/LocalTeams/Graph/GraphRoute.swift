internal import HTTPKit

/// Where a request to Microsoft Graph leads: decided from its method and path alone.
enum GraphRoute: Sendable {
    case operation(GraphOperation, PathParameters)
    /// The path exists, but with these methods.
    case otherMethods([String])
    case nothing
    /// The path is not well encoded.
    case malformed

    private static let routes = GraphPlane.makeRoutes()
    private static let versions = ["/v1.0", "/beta"]

    /// Nil for a path of another plane.
    init?(_ request: HTTP.Request) {
        let path = request.path.lowercased()
        guard Self.versions.contains(where: { path == $0 || path.hasPrefix("\($0)/") }),
            // The connector answers below any prefix.
            !path.hasPrefix("/beta/v3/")
        else { return nil }
        guard var segments = request.pathSegments?.dropFirst() else {
            self = .malformed
            return
        }
        if segments.last == "" { segments.removeLast() }
        // OData lets actions and types be written with their namespace.
        let namespace = "microsoft.graph."
        if let last = segments.last, last.lowercased().hasPrefix(namespace) {
            segments[segments.endIndex - 1] = String(last.dropFirst(namespace.count))
        }
        switch Self.routes.match(request.method, segments) {
        case .found(let operation, let parameters): self = .operation(operation, parameters)
        case .otherMethods(let methods): self = .otherMethods(methods)
        case .nothing: self = .nothing
        }
    }

    /// Whom it is about.
    var topic: GraphOperation.Topic {
        if case .operation(let operation, _) = self { operation.topic } else { .directory }
    }

    /// The id of the person, the chat or the team that it is about.
    var name: String {
        if case .operation(_, let parameters) = self { parameters["id"] } else { "" }
    }

    /// The chat that it is about.
    var conversation: ConversationID? {
        switch topic {
        case .target(.chat), .notification(.chat): ConversationID(rawValue: name)
        default: nil
        }
    }

    /// The longest body, in bytes. Nil when there is nothing to answer.
    var maxBodyBytes: Int? {
        if case .operation = self { 1 << 20 } else { nil }
    }
}
