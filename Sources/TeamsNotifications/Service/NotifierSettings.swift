internal import Foundation
internal import HTTPKit
package import JSONKit
package import ServiceKit
package import TeamsApp
internal import TeamsConnector

/// What the service needs to know before it starts: from the command line, the environment, and a file of JSON, of
/// which the first that says something counts.
///
/// A member of the file has the name of a variable, in either spelling: `clientId` is `CLIENT_ID`. `entra`,
/// `welcome` and `webhooks` are objects, `sources` is a list; as variables they hold JSON.
package struct NotifierSettings: Sendable {
    /// Whose time counts.
    package enum ClockChoice: String, Sendable, CaseIterable {
        case real
        /// That of the Local Teams that it serves: for tests.
        case localTeams = "local-teams"
    }

    /// The bot: credentials, cloud, port.
    package var app: AppConfiguration
    /// Where everything is kept.
    package var database: NotifierDatabase
    package var apiKeyFile: String?
    /// The folder of named templates.
    package var templates: String?
    /// The id of the app's manifest, where that is not the bot's.
    package var manifestID: String?
    package var clock: ClockChoice
    /// Whose tokens the API takes beside its keys.
    package var entra: EntraSettings?
    /// What is said where the app is installed, by scope.
    package var welcome: WelcomeSettings?
    /// Addresses of webhooks by name; secrets.
    package var webhooks: [String: String]
    /// The address of the Local Teams that it serves.
    package var localTeamsURL: String?
    /// Where events come from, beside the API.
    package var sources: [EventSourceSettings]
    /// How old the deliveries of what has ended become; nil when they are kept for ever.
    package var retention: Duration?
    package var logFormat: LogFormat
    package var logLevel: Log.Level

    /// - Parameters:
    ///   - options: what the command line says, by the names of variables: `PORT`, `DATA`.
    ///   - file: the path of the file of JSON.
    /// - Throws: `SettingError` that names the option, the variable, or the file with the place in it.
    package init(
        options: [String: Setting], file path: String?, environment: ProcessEnvironment
    ) throws(SettingError) {
        let file = try path.map { (path) throws(SettingError) in try NotifierSettingsFile(path: path) }
        let lookup = NotifierLookup(options: options, environment: environment, file: file)
        app = try lookup.app()
        database = try NotifierDatabase(lookup)
        apiKeyFile = lookup["API_KEY_FILE"]?.text
        templates = lookup["TEMPLATES"]?.text
        manifestID = lookup["TEAMS_APP_ID"]?.text
        localTeamsURL = lookup["LOCAL_TEAMS_URL"]?.text
        clock = .real
        if let setting = lookup["CLOCK"] {
            let name = try lookup.told { () throws(SettingError) in
                try setting.choice(of: ClockChoice.allCases.map(\.rawValue))
            }
            clock = ClockChoice(rawValue: name) ?? .real
            guard clock == .real || localTeamsURL != nil else {
                throw lookup.error(setting, "\(setting.name) is local-teams, but LOCAL_TEAMS_URL is not set")
            }
        }
        retention = try lookup.retention()
        logFormat =
            try lookup.choice("LOG_FORMAT", of: LogFormat.Kind.allCases.map(\.rawValue))
            .flatMap(LogFormat.Kind.init).map { LogFormat($0) } ?? .text
        logLevel = try lookup.choice("LOG_LEVEL", of: Log.Level.allCases.map(\.name)).flatMap(Log.Level.init) ?? .info
        entra = try lookup.value("ENTRA")
        welcome = try lookup.value("WELCOME")
        let sources: EventSourceSettings.List? = try lookup.value("SOURCES")
        self.sources = sources?.sources ?? []
        webhooks = try WebhookSettings.read(lookup, isLocal: localTeamsURL != nil)
    }

}

/// The part `welcome` of the settings: what is said once where the app is installed.
package struct WelcomeSettings: Sendable, Hashable, StrictlyDecodable {
    package var personal: NotificationContent?
    package var group: NotificationContent?
    package var team: NotificationContent?

    package init(from reader: inout StrictReader) throws(StrictError) {
        personal = try reader.optional("personal")
        group = try reader.optional("group")
        team = try reader.optional("team")
    }
}
