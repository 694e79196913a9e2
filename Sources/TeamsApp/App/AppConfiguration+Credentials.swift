internal import JSONKit
internal import ServiceKit
internal import TeamsConnector
internal import TeamsModels

extension AppConfiguration {
    /// The credentials that the environment describes: the first kind of these that it has.
    ///
    /// 1. `CLIENT_SECRET`
    /// 2. `CLIENT_CERTIFICATE_PATH`, or `AZURE_CLIENT_CERTIFICATE_PATH`
    /// 3. `AZURE_FEDERATED_TOKEN_FILE`, which Kubernetes sets by itself
    /// 4. `MANAGED_IDENTITY_CLIENT_ID`, or `IDENTITY_ENDPOINT`, which App Service sets by itself
    ///
    /// So what a platform sets for every container never takes the place of what somebody set for the bot.
    static func credentials(_ environment: ProcessEnvironment) throws(SettingError) -> Credentials? {
        let kind = kinds.first { environment[$0.setting] != nil }
        guard let id = clientID(environment, kind) else {
            guard let kind, kind.isMeantForTheBot else { return nil }
            throw SettingError(
                setting: "CLIENT_ID",
                message: "CLIENT_ID is not set, but \(kind.setting) is; it must be the app id of the bot")
        }
        guard let kind, let setting = environment[kind.setting] else {
            throw SettingError(
                setting: "CLIENT_SECRET",
                message: "CLIENT_SECRET is not set; it must be the secret of the app that CLIENT_ID names. Instead of "
                    + "it may be set: CLIENT_CERTIFICATE_PATH, AZURE_FEDERATED_TOKEN_FILE or MANAGED_IDENTITY_CLIENT_ID"
            )
        }
        let tenant = environment["TENANT_ID"] ?? (kind.isAzure ? environment["AZURE_TENANT_ID"] : nil)
        let tenantID = tenant.map { TenantID(rawValue: $0.text) }
        switch kind.proof {
        case .secret: return .clientSecret(setting.text, clientID: id, tenantID: tenantID)
        case .certificate:
            return .certificate(
                file: setting.text, keyFile: environment["CLIENT_CERTIFICATE_KEY_PATH"]?.text, clientID: id,
                tenantID: tenantID)
        case .federatedToken: return .federatedToken(file: setting.text, clientID: id, tenantID: tenantID)
        case .managedIdentity:
            let identity = environment["MANAGED_IDENTITY_CLIENT_ID"].map { ManagedIdentity($0.text, ofApp: id) }
            return try .managedIdentity(
                identity ?? .app, clientID: id, tenantID: tenantID, environment: environment)
        }
    }

    /// Where tokens are asked for, when Kubernetes says it and the federated token of Kubernetes is used.
    static func authority(_ environment: ProcessEnvironment) -> Setting? {
        let kind = kinds.first { environment[$0.setting] != nil }
        return kind?.proof == .federatedToken ? environment["AZURE_AUTHORITY_HOST"] : nil
    }

    private enum Proof {
        case secret
        case certificate
        case federatedToken
        case managedIdentity
    }

    /// A kind of credentials, and the variable that says that they are there.
    private struct Kind {
        let setting: String
        let proof: Proof
        /// Whether `AZURE_CLIENT_ID` and `AZURE_TENANT_ID` stand beside it.
        var isAzure = false
        /// Whether somebody has set it for this bot; else a platform sets it for all.
        var isMeantForTheBot = true
    }

    private static let kinds = [
        Kind(setting: "CLIENT_SECRET", proof: .secret),
        Kind(setting: "CLIENT_CERTIFICATE_PATH", proof: .certificate),
        Kind(setting: "AZURE_CLIENT_CERTIFICATE_PATH", proof: .certificate, isAzure: true),
        Kind(setting: "AZURE_FEDERATED_TOKEN_FILE", proof: .federatedToken, isAzure: true, isMeantForTheBot: false),
        Kind(setting: "MANAGED_IDENTITY_CLIENT_ID", proof: .managedIdentity),
        Kind(setting: "IDENTITY_ENDPOINT", proof: .managedIdentity, isMeantForTheBot: false),
    ]

    private static func clientID(_ environment: ProcessEnvironment, _ kind: Kind?) -> AppID? {
        let setting = environment["CLIENT_ID"] ?? (kind?.isAzure == true ? environment["AZURE_CLIENT_ID"] : nil)
        return setting.map { AppID(rawValue: $0.text) }
    }
}
