internal import HTTPKit
package import JSONKit
package import TeamsModels

/// A part of a collection of Microsoft Graph.
package struct GraphItems: Sendable, Hashable {
    package let items: [JSONValue]
    /// The address of the next part, as Graph wrote it; nil at the end. Fit to be kept.
    package let next: String?
}

extension GraphClient {
    /// A part of a collection.
    /// - Parameters:
    ///   - request: the question for the first part.
    ///   - link: the ``GraphItems/next`` of the part before; nil for the first. It must be of Graph itself: whoever
    ///     answers cannot send the token elsewhere.
    package func page(
        _ request: GraphRequest, after link: String? = nil, tenant: TenantID? = nil
    ) async throws(GraphError) -> GraphItems {
        let reply: GraphReply
        if let link {
            reply = try await send(request, to: try address(of: link, for: request), tenant: tenant)
        } else {
            reply = try await send(request, tenant: tenant)
        }
        guard let items = reply.json["value"]?.arrayValue else {
            throw GraphError(.unreadable, "Microsoft Graph's answer to \(request.operation) holds no list")
        }
        let next = reply.json["@odata.nextLink"]?.stringValue
        if let next {
            _ = try address(of: next, for: request)
            guard next != link else {
                throw GraphError(.unreadable, "Microsoft Graph's list for \(request.operation) leads to itself")
            }
        }
        return GraphItems(items: items, next: next)
    }

    private func address(of link: String, for request: GraphRequest) throws(GraphError) -> HTTP.Address {
        guard link.utf8.count <= 8_000, let address = try? HTTP.Address(link), address.origin == home.origin,
            address.path.hasPrefix(home.path + "/v1.0/")
        else {
            throw GraphError(
                .unreadable, "Microsoft Graph's list for \(request.operation) goes on at an address that is not its own"
            )
        }
        return address
    }
}
