package import TeamsConnector
package import TeamsModels

/// What those need who send with the app's connections, and on their own account.
extension App {
    /// What the app's requests go through: one attempt each, with the app's token.
    package var exchange: Exchange { connector.exchange }

    /// The cloud, with its addresses.
    package var cloud: Cloud { configuration.cloud }

    /// The bot as it stands in conversations; nil without a registration.
    package var botAccount: Account? { services.clientID.map { Account($0.accountID) } }

    /// Where requests go when nothing is known of an organisation's conversations.
    package func serviceURL(of tenant: TenantID) async -> String {
        await services.register.service(of: tenant) ?? services.serviceURL ?? services.cloudServiceURL
    }

    /// Notes that a request to a conversation succeeded, and at which service.
    package func noteReached(_ reference: ConversationReference, at service: String) async {
        await services.register.reached(reference, at: service)
    }

    /// Notes that the service refused a request to a conversation: what the refusal says about it.
    /// - Parameter notification: which notification found it out.
    package func noteRefused(
        _ reference: ConversationReference, _ error: ConnectorError, notification: String?
    ) async {
        await services.register.refused(reference, with: error, notification: notification)
    }

    /// Notes a conversation that was opened with a request to `service`.
    package func noteOpened(
        _ reference: ConversationReference, with member: Account?, at service: String
    ) async {
        await services.register.opened(
            reference.opened(by: botAccount, with: member?.withDirectoryID), askedAt: service)
    }

    /// Notes what a roster tells of people: names and addresses of those whose chats are known.
    package func noteMembers(_ members: [Account], in tenant: TenantID?) async {
        await services.register.met(members, in: tenant)
    }

    /// Notes the channels of a team.
    /// - Parameter team: the conversation with the team's id.
    package func noteChannels(_ channels: [ChannelInfo], of team: KnownConversation) async {
        await services.register.found(channels, of: team)
    }

    /// Notes that the app is installed somewhere, as Microsoft Graph says: in a person's chat, or in a team, whose
    /// conversation is that of its channel General.
    package func noteInstalled(_ reference: ConversationReference, in team: TeamInfo? = nil) async {
        var reference = reference
        reference.bot = reference.bot ?? botAccount
        await services.register.installed(reference, in: team)
    }

    /// Notes that the app is not installed there any more, as Microsoft Graph says.
    package func noteUninstalled(_ id: ConversationID) async { await services.register.uninstalled(id) }

    /// Tells `hook` of every change in what is known of a conversation, once it is stored and before the turn that
    /// brought it. It must not wait for anything.
    package func conversationChanged(_ hook: @escaping @Sendable (ConversationChange) -> Void) {
        services.register.onChange(hook)
    }

    /// Tells `hook` of every activity, once its handler is over. The service has its answer when `hook` has returned:
    /// an activity of which that was never done is delivered again.
    package func turnEnded(_ hook: @escaping @Sendable (Activity) async -> Void) {
        register { $0.afterTurn.append(hook) }
    }
}
