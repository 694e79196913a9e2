package import ServiceKit

/// The world that a ``TeamsService`` begins with, and how it treats bots. The defaults are those of `teams local`.
package struct TeamsServiceOptions: Sendable {
    /// Which clock the world follows.
    package enum ClockMode: String, Sendable, CaseIterable {
        /// The machine's.
        case real
        /// One that stands still until it is moved through `POST /_local/clock`.
        case virtual
    }

    /// The path of a workspace file; without one the built-in company.
    package var workspace: String?
    /// The path of the SQLite file that keeps the world; without one the world lives in memory.
    package var data: String?
    /// Where the signing key is kept between runs without a data file; without a path each run has a new one. Bots that
    /// go on running while the service starts anew then keep valid tokens.
    package var keyFile: String?
    /// Whether bots must show a token, and get one with each delivery.
    package var authentication = true
    /// Whether what Teams refuses is accepted with a warning.
    package var lenient = false
    /// Which clock the world follows; without a choice the workspace's, which is the machine's unless the file says
    /// else.
    package var clock: ClockMode?
    /// The messaging endpoint of a bot that is installed for everyone.
    package var bot: String?
    /// The app id of the bot slot; without one ``developmentClientID``.
    package var clientID: String?
    /// The secret of the bot slot; without one ``developmentClientSecret``.
    package var clientSecret: String?
    /// Where the bot of the slot can be installed: of `personal`, `team`, `groupChat`. Without a choice everywhere.
    package var scopes: [String]?
    /// The resource-specific permissions of the bot of the slot, such as `ChatMessageReadReceipt.Read.Chat`.
    package var permissions: [String]?
    /// Where log lines go.
    package var logger = Log(label: "local-teams", level: .warning)

    /// The app id of the local development app, which bots made with this package use when `LOCAL_TEAMS_URL` names a
    /// loopback address and no `CLIENT_ID` is set.
    package static let developmentClientID = "00000000-0000-4000-8000-000000000001"
    /// The secret of the local development app. It opens nothing outside this machine.
    package static let developmentClientSecret = "local-development"

    /// The defaults.
    package init() {}
}
