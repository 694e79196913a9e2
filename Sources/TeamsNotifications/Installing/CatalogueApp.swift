internal import JSONKit
internal import LockKit
internal import TeamsConnector
internal import TeamsModels

/// The id of the app in each organisation's catalogue: looked up once, and kept.
final class CatalogueApp: Sendable {
    /// The id of the app's manifest.
    let externalID: String
    private let graph: GraphClient
    private let store: any NotificationStore
    private let known = Mutex<[TenantID?: String]>([:])

    init(externalID: String, graph: GraphClient, store: any NotificationStore) {
        self.externalID = externalID
        self.graph = graph
        self.store = store
    }

    /// The id in the catalogue of an organisation.
    /// - Throws: ``InstallationFailure``, and what the store throws.
    func id(in tenant: TenantID?) async throws -> String {
        if let id = known.withLock({ $0[tenant] }) { return id }
        if let id = try await store.value(name(tenant)) {
            known.withLock { $0[tenant] = id }
            return id
        }
        return try await look(in: tenant)
    }

    /// Asks again: what was kept is not there any more.
    func look(in tenant: TenantID?) async throws -> String {
        let found: GraphItems
        do throws(GraphError) {
            found = try await graph.page(.catalogue(externalID: externalID), tenant: tenant)
        } catch {
            throw InstallationFailure(error)
        }
        guard let id = found.items.first?["id"]?.stringValue, !id.isEmpty else {
            throw InstallationFailure.appNotFound(externalID)
        }
        try await store.set(name(tenant), to: id)
        known.withLock { $0[tenant] = id }
        return id
    }

    private func name(_ tenant: TenantID?) -> String {
        "graph/app/\(tenant?.rawValue.lowercased() ?? "")/\(externalID)"
    }
}
