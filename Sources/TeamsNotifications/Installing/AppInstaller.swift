internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TeamsApp
internal import TeamsConnector
internal import TeamsModels

/// Installs the app for one person, or in one team, and makes the place known, so that it can be written to.
package struct AppInstaller: Sendable {
    let app: App
    let catalogue: CatalogueApp
    private var graph: GraphClient { app.connector.graph }

    init(app: App, store: any NotificationStore, externalID: String) {
        self.app = app
        catalogue = CatalogueApp(externalID: externalID, graph: app.connector.graph, store: store)
    }

    /// The organisation that is meant when nobody says one: the registration's own, else the only one that is known.
    func tenant(_ asked: TenantID? = nil) async throws -> TenantID? {
        if let tenant = asked ?? graph.homeTenant { return tenant }
        let known = try await app.conversations.tenants(limit: 2)
        return known.count == 1 ? known[0] : nil
    }

    /// Installs the app there.
    /// - Throws: `CancellationError`, and what the store throws.
    func install(_ target: InstallationTarget, tenant: TenantID?) async throws -> InstallationResult {
        do {
            if try await isKnown(target, tenant) { return .already }
            var appID = try await catalogue.id(in: tenant)
            var reply = await post(target, appID, tenant)
            if case .failure(let error) = reply, error.code == .notFound, error.isAboutApp {
                let other = try await catalogue.look(in: tenant)
                if other != appID {
                    appID = other
                    reply = await post(target, appID, tenant)
                }
            }
            switch reply {
            case .success(let made):
                try await makeKnown(target, installation: made.installationID, appID, tenant)
                return .installed
            case .failure(let error) where error.code == .conflict:
                // Whoever has the app and refuses messages has blocked it: that stays.
                if try await chats(of: target, tenant).contains(where: { $0.closure?.reason == .blockedOrUninstalled })
                {
                    return .already
                }
                try await makeKnown(target, installation: nil, appID, tenant)
                return .already
            case .failure(let error): throw error
            }
        } catch let error as GraphError where error.code == .cancelled {
            throw CancellationError()
        } catch let error as GraphError {
            return .failed(InstallationFailure(error))
        } catch let failure as InstallationFailure {
            return .failed(failure)
        }
    }

    private func post(
        _ target: InstallationTarget, _ appID: String, _ tenant: TenantID?
    ) async -> Result<GraphReply, GraphError> {
        do throws(GraphError) {
            return .success(
                try await graph.send(.install(appID, at: target, home: graph.home.description), tenant: tenant))
        } catch {
            return .failure(error)
        }
    }

    /// Whether the registry has an installation there: then nothing is asked.
    private func isKnown(_ target: InstallationTarget, _ tenant: TenantID?) async throws -> Bool {
        try await chats(of: target, tenant).contains { !$0.mayLackApp }
    }

    /// What the registry knows of the place.
    private func chats(of target: InstallationTarget, _ tenant: TenantID?) async throws -> [KnownConversation] {
        guard target.kind == .user else { return [] }
        let query = ConversationQuery(person: AccountID(rawValue: target.id), tenant: tenant, type: .personal)
        return try await app.conversations.page(of: query, after: nil, limit: 10).conversations
    }

    /// Makes the place known, unless Teams has told of it already.
    /// - Parameter installation: its id, as far as it is known.
    private func makeKnown(
        _ target: InstallationTarget, installation: String?, _ appID: String, _ tenant: TenantID?
    ) async throws {
        let known = try await chats(of: target, tenant)
        guard known.isEmpty else {
            for chat in known { await app.noteInstalled(chat.reference) }
            return
        }
        guard target.kind == .user else { return try await makeTeamKnown(target, tenant) }
        var id = installation
        if id == nil { id = try await self.installation(of: appID, at: target, tenant) }
        guard let id else {
            throw GraphError(.notFound, "Microsoft Graph does not show the app that it has just installed for a person")
        }
        try await makeChatKnown(target, installation: id, tenant)
    }

    /// The id of the app's installation there; nil when it is not installed.
    func installation(of appID: String, at target: InstallationTarget, _ tenant: TenantID?) async throws -> String? {
        try await graph.page(.installation(of: appID, at: target), tenant: tenant).items.first?["id"]?.stringValue
    }

    /// Asks for the chat of an installation, and notes it.
    @discardableResult
    func makeChatKnown(
        _ target: InstallationTarget, installation: String, _ tenant: TenantID?
    ) async throws -> ConversationID {
        let chat = try await graph.send(.chat(ofInstallation: installation, for: target.id), tenant: tenant).json
        guard let id = chat["id"]?.stringValue, !id.isEmpty,
            let home = tenant ?? chat["tenantId"]?.stringValue.map(TenantID.init(rawValue:))
        else { throw GraphError(.unreadable, "Microsoft Graph's answer about the chat with a person holds no id") }
        var person = Account()
        person.aadObjectId = target.id.lowercased()
        person.name = target.name
        var reference = ConversationReference(
            ConversationID(id), type: .personal, tenantId: home, serviceUrl: await app.serviceURL(of: home))
        reference.user = person
        await app.noteInstalled(reference)
        return ConversationID(id)
    }

    /// Notes a team. Where the app may not read it, Teams tells of it when the bot is added.
    private func makeTeamKnown(_ target: InstallationTarget, _ tenant: TenantID?) async throws {
        let team: JSONValue
        do throws(GraphError) {
            team = try await graph.send(.team(target.id), tenant: tenant).json
        } catch {
            if error.code == .missingPermission { return }
            throw error
        }
        guard let general = team["internalId"]?.stringValue, !general.isEmpty,
            let home = tenant ?? team["tenantId"]?.stringValue.map(TenantID.init(rawValue:))
        else { return }
        var info = TeamInfo(TeamID(rawValue: general), name: team["displayName"]?.stringValue)
        info.aadGroupId = target.id
        let reference = ConversationReference(
            ConversationID(general), type: .channel, tenantId: home, serviceUrl: await app.serviceURL(of: home))
        await app.noteInstalled(reference, in: info)
    }
}

extension GraphReply {
    /// The id of what was made: in the body, else at the end of its address: `…/installedApps/{id}` or
    /// `…/installedApps('{id}')`.
    fileprivate var installationID: String? {
        if let id = json["id"]?.stringValue, !id.isEmpty { return id }
        guard let last = location?.split(separator: "/").last else { return nil }
        if let start = last.range(of: "('"), last.hasSuffix("')") {
            return String(last[start.upperBound...].dropLast(2)).removingPercentEncoding
        }
        return last.hasPrefix("installedApps") ? nil : String(last).removingPercentEncoding
    }
}

extension GraphError {
    /// Whether it is the app that was not found, and not the person or the team.
    fileprivate var isAboutApp: Bool {
        let words = message.lowercased()
        return graphCode != "Request_ResourceNotFound" && (words.contains("catalog") || words.contains("teams app"))
    }
}

extension KnownConversation {
    /// Whether what is known says, or may mean, that the app is not installed there.
    var mayLackApp: Bool {
        uninstalledAt != nil || closure?.reason == .notInstalled || closure?.reason == .blockedOrUninstalled
    }
}
