internal import HTTPKit
public import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension AppConfiguration {
    /// The configuration that the environment describes.
    ///
    /// | variable | means | default |
    /// |---|---|---|
    /// | `CLIENT_ID`, `CLIENT_SECRET` | the bot's registration; both or none | none: every request is refused |
    /// | `TENANT_ID` | the organisation of the registration | at home in all |
    /// | `PORT` | the port to listen on, 0 to 65535 | 3978 |
    /// | `CLOUD` | `Public`, `GCC`, `USGov`, `USGovDoD`, `China` | `Public` |
    /// | `SERVICE_URL` | where to send to when a conversation does not say | the cloud's |
    /// | `LOCAL_TEAMS_URL` | a Local Teams on this machine, in place of a cloud | none |
    /// | `DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS` | `true` or `false` | `false` |
    ///
    /// With `LOCAL_TEAMS_URL` and without `CLIENT_ID` the app takes the registration that Local Teams gives to bots
    /// which have none.
    ///
    /// - Throws: `SettingError`, which names the variable and what it may be.
    public static func environment(
        _ environment: ProcessEnvironment = .current
    ) throws(SettingError) -> AppConfiguration {
        var configuration = AppConfiguration()
        if let port = environment["PORT"] { configuration.port = try port.integer(in: 0...65535) }
        if let cloud = environment["CLOUD"] {
            let names = Cloud.all.map(\.name).joined(separator: ", ")
            configuration.cloud = try cloud.value("one of \(names)") { try? Cloud(named: $0) }
        }
        if let url = environment["SERVICE_URL"] {
            configuration.serviceURL = try url.value("an address that begins with https://, or http:// on this machine")
            {
                (try? HTTP.Address(trustworthyBase: $0)) == nil ? nil : $0
            }
        }
        if let setting = environment["DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"] {
            configuration.dangerouslyAllowsUnauthenticatedRequests = try setting.boolean()
        }
        configuration.credentials = try credentials(environment)
        if let setting = environment["LOCAL_TEAMS_URL"] {
            if let cloud = environment["CLOUD"] {
                throw SettingError(
                    setting: cloud.name, message: "CLOUD and LOCAL_TEAMS_URL contradict each other; set one of them")
            }
            do { try configuration.useLocalTeams(at: setting.text) } catch {
                throw SettingError(setting: setting.name, message: error.message)
            }
        }
        return configuration
    }

    private static func credentials(_ environment: ProcessEnvironment) throws(SettingError) -> Credentials? {
        guard let id = environment["CLIENT_ID"] else {
            guard environment["CLIENT_SECRET"] == nil else {
                throw SettingError(
                    setting: "CLIENT_ID",
                    message: "CLIENT_ID is not set, but CLIENT_SECRET is; it must be the app id of the bot")
            }
            return nil
        }
        let secret = try environment.required("CLIENT_SECRET", "the secret of the app that CLIENT_ID names")
        return .clientSecret(
            secret.text, clientID: AppID(rawValue: id.text),
            tenantID: environment["TENANT_ID"].map { TenantID(rawValue: $0.text) })
    }
}
