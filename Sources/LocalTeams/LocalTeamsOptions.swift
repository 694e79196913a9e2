/// How a ``LocalTeams`` is started. The defaults are those of `teams local`.
package struct LocalTeamsOptions: Sendable {
    /// The address to listen on. Any other than a loopback address makes the control plane ask for a token.
    package var host = "127.0.0.1"
    /// The TCP port to listen on; 0 lets the system choose.
    package var port = 3979
    /// What the service is, wherever it can be reached.
    package var service = TeamsServiceOptions()

    /// The defaults.
    package init() {}
}
