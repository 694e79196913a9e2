internal import TeamsModels

extension Route<InstallationChange> {
    /// The app was installed: the moment to say hello. An upgrade is no install.
    public static var installed: Self { Route(.kind(.installed)) { InstallationChange($0.activity) } }
    /// The app was removed. Nothing can be sent there any more.
    public static var uninstalled: Self { Route(.kind(.uninstalled)) { InstallationChange($0.activity) } }
    /// The app was upgraded; the installation stays.
    public static var upgraded: Self { Route(.kind(.upgraded)) { InstallationChange($0.activity) } }
    /// An upgrade removed the bot, or is about to add it again: not an uninstall by itself.
    public static var removedByUpgrade: Self { Route(.kind(.removedByUpgrade)) { InstallationChange($0.activity) } }
    /// Something became of an installation that nothing more specific wants.
    public static var installationUpdate: Self {
        Route(.kind(ActivityKind(.installationUpdate))) { InstallationChange($0.activity) }
    }
}
