public import ServiceKit

/// How a ``LocalTeams`` is started. The defaults are those of `teams local`.
public struct LocalTeamsOptions: Sendable {
    /// Which clock the world follows.
    public enum ClockMode: String, Sendable, CaseIterable {
        /// The machine's.
        case real
        /// One that stands still until it is moved through `POST /_local/clock`.
        case virtual
    }

    /// The address to listen on. Any other than a loopback address makes the control plane ask for a token.
    public var host = "127.0.0.1"
    /// The TCP port to listen on; 0 lets the system choose.
    public var port = 3979
    /// The path of a workspace file; without one the built-in company.
    public var workspace: String?
    /// The path of the SQLite file that keeps the world; without one the world lives in memory.
    public var data: String?
    /// Where the signing key is kept between runs without a data file; without a path each run has a new one. Bots that go
    /// on running while Local Teams starts anew then keep valid tokens.
    public var keyFile: String?
    /// Whether bots must show a token, and get one with each delivery.
    public var authentication = true
    /// Whether what Teams refuses is accepted with a warning.
    public var lenient = false
    /// Which clock the world follows; without a choice the workspace's, which is the machine's unless the file says else.
    public var clock: ClockMode?
    /// The messaging endpoint of a bot that is installed for everyone.
    public var bot: String?
    /// The app id of the bot slot; without one ``developmentClientID``.
    public var clientID: String?
    /// The secret of the bot slot; without one ``developmentClientSecret``.
    public var clientSecret: String?
    /// Where log lines go.
    public var logger = Log(label: "local-teams", level: .warning)

    /// The app id of the local development app, which bots made with this package use when `LOCAL_TEAMS_URL` names a
    /// loopback address and no `CLIENT_ID` is set.
    public static let developmentClientID = "00000000-0000-4000-8000-000000000001"
    /// The secret of the local development app. It opens nothing outside this machine.
    public static let developmentClientSecret = "local-development"

    /// The defaults.
    public init() {}
}
