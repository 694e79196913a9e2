package import SQLCore
package import TeamsApp
internal import TeamsModels

extension Recipient {
    /// Up to `limit` recipients after a place, in order of their places: for a store that keeps the registry in its own
    /// database.
    package static func read(
        _ query: RecipientQuery, after place: Int64, limit: Int, on connection: borrowing Connection
    ) throws -> [Recipient] {
        try ConversationRow.read(
            ConversationRow.Query(
                type: query.type, tenant: query.tenant, teams: query.teams, conversations: query.conversations,
                people: query.people),
            after: place, limit: limit, on: connection
        ).map(Recipient.init)
    }

    /// A row of the registry.
    package init(_ row: ConversationRow) {
        self.init(
            place: row.place, conversation: row.id, type: row.type, tenant: row.tenant, user: row.directory,
            account: row.account, team: row.team, name: row.name, locale: row.locale, timeZone: row.timeZone,
            isInstalled: row.isInstalled, closure: row.closure)
    }
}
