internal import HTTPKit
public import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension AppConfiguration {
    /// Every variable that ``environment(_:)`` looks at.
    package static let variables = [
        "CLIENT_ID", "CLIENT_SECRET", "CLIENT_CERTIFICATE_PATH", "CLIENT_CERTIFICATE_KEY_PATH",
        "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_AUTHORITY_HOST",
        "AZURE_FEDERATED_TOKEN_FILE", "MANAGED_IDENTITY_CLIENT_ID", "IDENTITY_ENDPOINT", "IDENTITY_HEADER",
        "TENANT_ID", "PORT", "CLOUD", "SERVICE_URL", "CONVERSATIONS_FILE", "LOCAL_TEAMS_URL", "ALLOW_CANARY_SERVICE",
        "SIGN_IN_CONNECTION", "OAUTH_URL",
        "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS",
    ]

    /// The configuration that the environment describes.
    ///
    /// | variable | means | default |
    /// |---|---|---|
    /// | `CLIENT_ID` | the bot's registration | none: every request is refused |
    /// | `CLIENT_SECRET` | its secret | none |
    /// | `CLIENT_CERTIFICATE_PATH` | its certificate, PEM with the private key | `AZURE_CLIENT_CERTIFICATE_PATH` |
    /// | `CLIENT_CERTIFICATE_KEY_PATH` | the private key, when it has a file of its own | beside the certificate |
    /// | `AZURE_FEDERATED_TOKEN_FILE` | a token that the registration trusts, as Kubernetes sets it | none |
    /// | `MANAGED_IDENTITY_CLIENT_ID` | `system`, or the id of an identity of the resource | that of `CLIENT_ID` |
    /// | `TENANT_ID` | the organisation of the registration | at home in all |
    /// | `PORT` | the port to listen on, 0 to 65535 | 3978 |
    /// | `CLOUD` | `Public`, `GCC`, `USGov`, `USGovDoD`, `China` | `Public` |
    /// | `SERVICE_URL` | where to send to when a conversation does not say | the cloud's |
    /// | `CONVERSATIONS_FILE` | the SQLite file of the conversations that the bot knows | in memory |
    /// | `OAUTH_URL` | the token service of a region, for people's tokens | the cloud's |
    /// | `SIGN_IN_CONNECTION` | where people sign in, ``signInConnection`` | none |
    /// | `LOCAL_TEAMS_URL` | a Local Teams on this machine, in place of a cloud | none |
    /// | `ALLOW_CANARY_SERVICE` | `true` lets Microsoft's canary ring in, ``allowsCanaryService`` | `false` |
    /// | `DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS` | `true` or `false` | `false` |
    ///
    /// Of several proofs the first in the table counts; one is needed beside `CLIENT_ID`, but where App Service sets
    /// `IDENTITY_ENDPOINT`. With a file of Azure's the registration may stand in `AZURE_CLIENT_ID` and
    /// `AZURE_TENANT_ID`, and with a federated token the login address in `AZURE_AUTHORITY_HOST`, as Kubernetes sets
    /// them; `CLIENT_ID`, `TENANT_ID` and `CLOUD` win.
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
        if let setting = environment["ALLOW_CANARY_SERVICE"] {
            configuration.allowsCanaryService = try setting.boolean()
        }
        if let setting = environment["DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"] {
            configuration.dangerouslyAllowsUnauthenticatedRequests = try setting.boolean()
        }
        configuration.conversationsFile = environment["CONVERSATIONS_FILE"]?.text
        configuration.signInConnection = environment["SIGN_IN_CONNECTION"]?.text
        configuration.credentials = try credentials(environment)
        if let authority = authority(environment), environment["CLOUD"] == nil {
            let cloud = configuration.cloud
            configuration.cloud = try authority.value("an address that begins with https://") {
                try? cloud.replacing(loginURL: $0)
            }
        }
        if let setting = environment["OAUTH_URL"] {
            let cloud = configuration.cloud
            configuration.cloud = try setting.value("an address that begins with https://, or http:// on this machine")
            {
                try? cloud.replacing(tokenServiceURL: $0)
            }
        }
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
}
