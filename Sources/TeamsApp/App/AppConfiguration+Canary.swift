internal import TeamsConnector

extension AppConfiguration {
    /// Whether activities of Microsoft's canary ring are let in and answered. Off unless said: the ring is for those
    /// who test Teams, and each host more is one more that the bot's token is sent to.
    ///
    /// The same as having `Cloud.canaryServiceHost` among ``additionalServiceHosts``.
    public var allowsCanaryService: Bool {
        get { additionalServiceHosts.contains { $0.lowercased() == Cloud.canaryServiceHost } }
        set {
            if newValue {
                additionalServiceHosts.insert(Cloud.canaryServiceHost)
            } else {
                additionalServiceHosts = additionalServiceHosts.filter { $0.lowercased() != Cloud.canaryServiceHost }
            }
        }
    }
}
